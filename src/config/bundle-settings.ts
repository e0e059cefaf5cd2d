import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { Findings } from './findings.ts';
import { forms } from './forms.ts';
import { present } from './resolve-destination.ts';
import { allowed, resolveText } from './resolve-text.ts';
import type { Configuration } from './resolved-configuration.ts';
import { type Variables, valuesOf } from './variables.ts';

export type BundleSettings = {
  /** A text is for `bash -euo pipefail`, a list is a program and its arguments. */
  build?: string | string[];
  /** Names of variables that the build gets beside those that every build gets. */
  buildEnvironment?: string[];
  /** The build may run in a CI job that holds an identity. */
  buildWithIdentity?: boolean;
  /** A folder or a zip, relative to the folder of the configuration file. */
  source: string;
  /** Relative to the folder of the configuration file. */
  appspec?: string;
  exclude: string[];
  /** Absent: links are packed as links. */
  links?: 'keep' | 'copy';
  /** Absent: it depends on `waitsFor`, which has no value. */
  version?: string;
  /** `build.number`, `commit`. */
  waitsFor: string[];
};

/** What to build and under which version; without a configuration, what holds then. */
export function bundleSettings(
  configuration: Pick<Configuration, 'definition' | 'file' | 'locate'> | undefined,
  variables: Variables,
): { ok: true; settings: BundleSettings } | { ok: false; problems: Problem[] } {
  const { file = '', locate = () => ({ line: 1, column: 1 }), definition } = configuration ?? {};
  const {
    build,
    source = '.',
    appspec,
    exclude = [],
    version,
    ...bundle
  } = definition?.bundle ?? {};
  const findings = new Findings(file, locate);
  const waitsFor = new Set<string>();
  const scope = {
    value: valuesOf(definition?.vars, variables),
    open: (name: string) => !name.startsWith('vars.') && Boolean(waitsFor.add(name)),
  };
  const found = { value: version ?? '${build.number}', path: ['bundle', 'version'] };
  const context = { scope, findings, secrets: new Set<string>(), place: {} };
  const { text, known } = resolveText(found, allowed.version, forms.version, context);
  if (findings.problems.length > 0) return { ok: false, problems: findings.problems };
  return {
    ok: true,
    settings: {
      ...defined({ build }),
      ...present('buildEnvironment', bundle.buildEnvironment),
      ...present('buildWithIdentity', bundle.buildWithIdentity),
      source,
      ...defined({ appspec }),
      exclude,
      ...present('links', bundle.links),
      ...(known && { version: text }),
      waitsFor: [...waitsFor],
    },
  };
}
