import { runBuild } from '../bundle/build.ts';
import { isOfTheJob } from '../bundle/build-environment.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { prepareBundle } from '../bundle/prepare.ts';
import { atPace } from '../clock.ts';
import { environmentNames } from '../config/environment-names.ts';
import { type Problem, UsageError } from '../problem.ts';
import type { Emit } from '../release/events.ts';
import { list } from '../words/quantities.ts';
import { permitBuild } from './build-permission.ts';
import type { CommandPorts } from './command-ports.ts';
import { lintFinishedBundle } from './lint-bundle.ts';
import type { Project } from './project.ts';

export type MakeBundlePorts = CommandPorts & {
  emit: Emit;
  /** Where the run keeps its notes. */
  notes?: string | undefined;
  /** Credentials will be needed in this process, wherever they come from. */
  needsAws?: boolean | undefined;
};

/** Builds once, without any credential in the build's environment, makes the zip at `out`, and refuses one with errors in it. */
export function makeBundle(project: Project, out: string, ports: MakeBundlePorts): Promise<Bundle> {
  return atPace(ports.clock, () => made(project, out, ports));
}

async function made(
  project: Project,
  out: string,
  { clock, emit, ...ports }: MakeBundlePorts,
): Promise<Bundle> {
  const { folder, bundle: settings, version } = project;
  const began = clock.now();
  if (settings.build !== undefined) await build(project, settings.build, { ...ports, emit });
  const { bundle, notes } = await prepareBundle(settings, {
    cwd: folder,
    out,
    signal: ports.signal,
    notes: ports.notes,
  });
  const { digest, size, path, entries } = bundle;
  const seconds = (clock.now() - began) / 1000;
  emit({
    kind: 'bundle-ready',
    version,
    digest,
    size,
    path,
    entries: entries.length,
    reused: false,
    seconds,
  });
  // What else the bundle notes, lint finds as well, and says where.
  const own = notes.filter(({ code }) => OWN_NOTES.has(code));
  const warnings = await lintFinishedBundle(bundle, project, ports);
  for (const problem of [...own, ...warnings]) emit({ kind: 'notice', level: 'warning', problem });
  return bundle;
}

const OWN_NOTES: ReadonlySet<string> = new Set([
  'appspec-conflict',
  'exclude-unused',
  'links-unused',
]);

async function build(
  project: Project,
  command: string | string[],
  {
    env,
    signal,
    host,
    emit,
    needsAws = false,
    isRehearsal,
    envOfJob = env,
  }: Omit<MakeBundlePorts, 'clock' | 'cwd'>,
): Promise<void> {
  const { folder: cwd, version, variables, configuration, bundle } = project;
  const warn = (problem: Problem) => emit({ kind: 'notice', level: 'warning', problem });
  const withheld = environmentNames(configuration?.definition);
  const { buildEnvironment: passed = [] } = bundle;
  refuseSecrets(passed, withheld);
  const { holdSdkFiles, profilesThere } = await import('../aws/sdk-files.ts');
  const profiles = await profilesThere(profilesOf(configuration), envOfJob);
  const asked = { env: envOfJob, host, needsAws: needsAws && !isRehearsal, profiles };
  const { identity, warning } = permitBuild(project, asked);
  // Whoever rehearses at a terminal builds as ever.
  if (warning && !isRehearsal) warn(warning);
  const shown = typeof command === 'string' ? command : command.join(' ');
  emit({ kind: 'step', text: `building: ${shown}` });
  const { holdAuthorities } = await import('../aws/http-agents.ts');
  await holdSdkFiles(env);
  holdAuthorities(env);
  const built = await runBuild(command, {
    cwd,
    env,
    version,
    buildNumber: variables.buildNumber ?? '',
    signal,
    passed,
    withheld,
    // On a terminal the credentials are its user's, and so is the build, which may need sudo or containers of its own.
    apart: identity && host.name !== 'terminal',
    onLine: (line) => host.print(line),
  });
  if (built.ended.length > 0)
    warn({
      code: 'build-not-ended',
      message: `the build left ${list(built.ended, 5)} running, which is ended now`,
    });
  if (built.open === undefined) return;
  const open = `the build could look into the processes around it: ${built.open}`;
  if (bundle.buildWithIdentity || host.name === 'terminal') host.debug(open);
  else
    warn({
      code: 'build-sees-processes',
      message: open,
      hint: '`package` builds in a job without an identity',
    });
}

function profilesOf(configuration: Project['configuration']): string[] {
  const accounts = Object.values(configuration?.definition.accounts ?? {});
  return accounts.flatMap((account) =>
    typeof account === 'object' && account?.profile !== undefined ? [account.profile] : [],
  );
}

/** What a setting cannot pass to a build. */
function refuseSecrets(passed: readonly string[], withheld: readonly string[]): void {
  const problems = passed.flatMap((name): Problem[] => {
    const message = `bundle.buildEnvironment: "${name}" cannot be passed to a build`;
    if (withheld.includes(name))
      return [
        {
          code: 'secret-for-build',
          message,
          hint: `the configuration uses it as a secret, \${env.${name}}`,
        },
      ];
    return isOfTheJob(name)
      ? [{ code: 'secret-for-build', message, hint: 'with it a build could act for this job' }]
      : [];
  });
  if (problems.length > 0) throw new UsageError(problems);
}
