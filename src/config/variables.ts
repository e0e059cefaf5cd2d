/** What a run knows and the file does not. */
export type Variables = {
  buildNumber?: string | undefined;
  commit?: string | undefined;
  /** From `--var`; stronger than the file's own. */
  vars: Readonly<Record<string, string>>;
  /** The environment of the process, for `${env.NAME}`. */
  env: Readonly<Record<string, string | undefined>>;
};

/** The values of the variables that do not depend on a destination. An empty environment variable is none. */
export function valuesOf(
  own: Readonly<Record<string, string>> | undefined,
  { buildNumber, commit, vars, env }: Variables,
): (name: string) => string | undefined {
  return (name) => {
    if (name === 'build.number') return buildNumber;
    if (name === 'commit') return commit;
    if (name.startsWith('env.')) return get(env, name.slice('env.'.length)) || undefined;
    if (!name.startsWith('vars.')) return undefined;
    const key = name.slice('vars.'.length);
    return get(vars, key) ?? get(own ?? {}, key);
  };
}

function get(
  values: Readonly<Record<string, string | undefined>>,
  key: string,
): string | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
