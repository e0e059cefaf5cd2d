import { readNamedFile } from '../read-named-file.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * A configuration parameter of the build. TeamCity hands a step its properties as a file, which names another one for these:
 * https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html
 */
export function teamcityParameter(env: Env, name: string): string | undefined {
  const properties = propertiesIn(env.TEAMCITY_BUILD_PROPERTIES_FILE);
  return propertiesIn(properties.get('teamcity.configuration.properties.file')).get(name);
}

/** One a line, as TeamCity writes them: no value goes on in a second line. */
function propertiesIn(path: string | undefined): ReadonlyMap<string, string> {
  if (!path) return new Map();
  let text: string;
  try {
    text = readNamedFile(path, { encoding: 'latin1' });
  } catch {
    return new Map();
  }
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const [, key, value] =
      /^\s*((?:\\.|[^\\=:#!\s])(?:\\.|[^\\=:\s])*)\s*[=:\s]\s*(.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined
      ? []
      : [[unescaped(key), unescaped(value)] as const];
  });
  return new Map(pairs);
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, code, other) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : other,
  );
}
