import { dirname, relative, resolve } from 'node:path';
import type { Agents } from '../appspec/agent-versions.ts';
import { versionProblems } from '../bundle/version.ts';
import { ciBuild } from '../ci/systems.ts';
import { agentsOf } from '../config/agents.ts';
import { type BundleSettings, bundleSettings } from '../config/bundle-settings.ts';
import { loadConfiguration } from '../config/configuration.ts';
import type { Environment } from '../config/destination.ts';
import { resolveEnvironment } from '../config/environment.ts';
import { environmentNames } from '../config/environment-names.ts';
import { ignoreAlarms } from '../config/ignore-alarms.ts';
import type { Configuration } from '../config/resolved-configuration.ts';
import { type Selection, select } from '../config/select.ts';
import type { Variables } from '../config/variables.ts';
import { defined } from '../defined.ts';
import { type Problem, UsageError } from '../problem.ts';
import { readNamedFile } from '../read-named-file.ts';
import type { CommandPorts } from './command-ports.ts';

export type ProjectInputs = {
  config?: string | undefined;
  var: Record<string, string>;
  environment?: string | undefined;
  agent?: Agents | undefined;
  version?: string | undefined;
  buildNumber?: string | undefined;
  commit?: string | undefined;
  build?: string | undefined;
  source?: string | undefined;
  appspec: string[];
  exclude: string[];
};

/** What is deployed: the configuration, if there is one, and what of it holds for this run. */
export type Project = {
  configuration?: Configuration;
  /** As it was given. */
  file: string;
  /** Absolute: the folder of the configuration, to which its paths are relative. */
  folder: string;
  variables: Variables;
  bundle: BundleSettings;
  /** What the hosts run that this run is about. */
  agents: Agents;
  /** The same, where an input says so for all environments. */
  agentsGiven?: Agents;
  version: string;
  /** The version was given by name, not derived from the build number. */
  versionGiven: boolean;
  /** The version depends on a build number, and there is none: it says `local`, which is for rehearsals and the emulator. */
  isLocal: boolean;
};

type Needs = {
  /** Whether there must be a configuration. */
  required: boolean;
  /** Whether the command also accepts a single destination instead. */
  canDescribe?: boolean;
};

type ProjectPorts = Pick<CommandPorts, 'env' | 'cwd' | 'host' | 'isRehearsal'>;

/** Without a CI there is no build number. */
const noBuildNumber = 'local';

/** Reads the configuration, where there is one, and what the CI and the inputs add. Rejects with a {@link UsageError}. */
export async function loadProject(
  inputs: ProjectInputs,
  ports: ProjectPorts,
  { required, canDescribe = false }: Needs,
): Promise<Project> {
  const { env, cwd, host } = ports;
  const path = inputs.config ?? 'fanout.yml';
  const isNeeded = required || inputs.config !== undefined;
  const configuration = readConfiguration(path, cwd, { required: isNeeded, canDescribe });
  for (const name of environmentNames(configuration?.definition)) host.mask(env[name] ?? '');
  // The user was told before what is rehearsed.
  const warnings = ports.isRehearsal ? [] : (configuration?.warnings ?? []);
  if (warnings.length > 0) host.problems(warnings, 'warning');
  const ci = ciBuild(env);
  const number = inputs.buildNumber ?? ci.number;
  const variables: Variables = {
    buildNumber: number ?? noBuildNumber,
    commit: inputs.commit ?? ci.commit,
    vars: inputs.var,
    env,
  };
  const bundle = bundleSettings(configuration, variables);
  if (!bundle.ok) throw new UsageError(bundle.problems);
  const version = inputs.version ?? bundle.settings.version;
  if (!version) throw new UsageError(noVersion(bundle.settings.waitsFor));
  const problems = versionProblems(version);
  if (problems.length > 0) throw new UsageError(problems);
  const isLocal =
    number === undefined && inputs.version === undefined && !isKnown(configuration, variables);
  return {
    ...defined({ configuration }),
    file: path,
    isLocal,
    agents: inputs.agent ?? agentsIn(configuration, inputs.environment),
    ...(inputs.agent && { agentsGiven: inputs.agent }),
    folder: configuration ? dirname(resolve(cwd, path)) : cwd,
    variables,
    bundle: withInputs(
      bundle.settings,
      inputs,
      configuration ? dirname(resolve(cwd, path)) : cwd,
      cwd,
    ),
    version,
    versionGiven: inputs.version !== undefined,
  };
}

/** The configuration, for commands that build nothing: what a build would be called is of no interest. */
export function loadConfigured(
  { config, var: vars, version }: Pick<ProjectInputs, 'config' | 'var' | 'version'>,
  ports: ProjectPorts,
  needs: Pick<Needs, 'canDescribe'> = {},
): Promise<Project> {
  const inputs = {
    config,
    var: vars,
    version: version ?? '0',
    appspec: [],
    exclude: [],
  };
  return loadProject(inputs, ports, { ...needs, required: true });
}

function agentsIn(configuration: Configuration | undefined, environment?: string): Agents {
  if (!configuration) return '1';
  const isKnown = environment !== undefined && configuration.environments.includes(environment);
  return agentsOf(configuration, isKnown ? environment : undefined);
}

/** One environment of the configuration with its variables resolved; its secrets are masked. */
export function environmentOf(
  { configuration, variables }: Project,
  name: string,
  mask: (secret: string) => void,
): Environment {
  if (!configuration)
    throw new UsageError([
      {
        code: 'no-configuration',
        message: `there is no configuration, so no environment "${name}"`,
      },
    ]);
  const resolved = resolveEnvironment(configuration, name, variables);
  if (!resolved.ok) throw new UsageError(resolved.problems);
  for (const secret of resolved.secrets) mask(secret);
  return resolved.environment;
}

/** The part of an environment that the inputs select. Throws a {@link UsageError} for what means nothing. */
export function selected(
  environment: Environment,
  { ignoreAlarm = [], ...selection }: Selection & { ignoreAlarm?: readonly string[] | undefined },
): Environment {
  const result = select(environment, selection);
  if (!result.ok) throw new UsageError(result.problems);
  const watched = ignoreAlarms(result.environment, ignoreAlarm);
  if (!watched.ok) throw new UsageError(watched.problems);
  return watched.environment;
}

/** Whether the version says the same without a build number. */
function isKnown(
  configuration: Configuration | undefined,
  { buildNumber: _, ...others }: Variables,
): boolean {
  const bundle = bundleSettings(configuration, others);
  return bundle.ok && bundle.settings.version !== undefined;
}

function readConfiguration(
  path: string,
  cwd: string,
  { required, canDescribe }: Needs,
): Configuration | undefined {
  let text: string;
  try {
    text = readNamedFile(resolve(cwd, path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !required) return undefined;
    const problem = code === 'ENOENT' ? absent(path, canDescribe) : unreadable(path, message);
    throw new UsageError([problem], { cause: error });
  }
  const loaded = loadConfiguration(text, path);
  if (!loaded.ok) throw new UsageError(loaded.problems);
  return loaded.configuration;
}

function unreadable(path: string, message: string): Problem {
  return { code: 'file-unreadable', message: `cannot read "${path}": ${message}` };
}

function absent(path: string, canDescribe = false): Problem {
  const message = `there is no configuration file "${path}"`;
  const hint = canDescribe
    ? 'name it with --config, or describe a single destination with --application, --deployment-group, --region and --bucket'
    : 'name it with --config; "fanout init" writes one';
  return { code: 'no-configuration', message, hint };
}

function noVersion(waitsFor: readonly string[]): Problem[] {
  return [
    {
      code: 'no-version',
      message: `the version depends on ${waitsFor.join(', ')}, which this run does not know`,
      hint: 'give one with --version',
    },
  ];
}

/**
 * Paths of inputs are relative to the working folder, those of the configuration to its own. A zip that is given by name
 * was made by `package`: what the configuration says of its making holds no more.
 */
function withInputs(
  settings: BundleSettings,
  { build, source, appspec: [appspec], exclude }: ProjectInputs,
  folder: string,
  cwd: string,
): BundleSettings {
  const here = (path: string) => relative(folder, resolve(cwd, path)) || '.';
  const { build: _build, appspec: _appspec, links: _links, ...others } = settings;
  const isMade = source !== undefined && /\.zip$/i.test(source);
  return {
    ...(isMade ? { ...others, exclude: [] } : settings),
    ...defined({ build }),
    ...(source !== undefined && { source: here(source) }),
    ...(appspec !== undefined && { appspec: here(appspec) }),
    exclude: [...(isMade ? [] : settings.exclude), ...exclude],
  };
}
