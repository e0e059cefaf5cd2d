import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle } from '../../bundle/bundle.ts';
import type { CommandPorts } from '../../cli/command-ports.ts';
import { sourceNames } from '../../cli/commands/promote.ts';
import { deployQuietly } from '../../cli/deploy-quietly.ts';
import { type Emulation, noScenario, startEmulation } from '../../cli/emulation.ts';
import { environmentOf, type Project } from '../../cli/project.ts';
import type { Environment } from '../../config/destination.ts';
import type { Scenario } from '../../emulator/scenario/scenario.ts';
import { seededRandom } from '../../random.ts';
import { longestRun } from '../../release/guard/guard.ts';
import { recordsDestinationOf } from '../../release/guard/homes.ts';
import { leaseKey } from '../../release/keys.ts';
import type { Cause } from '../../release/outcome.ts';
import { seededClock } from '../seeded-clock.ts';
import { type Job, type JobCommand, type JobWorld, openJob } from './job.ts';
import { quietHost } from './quiet-host.ts';
import { type Violation, watch } from './watch.ts';

/** What is told, of whom. */
export type Plot = {
  project: Project;
  environment: Environment;
  command: 'deploy' | 'promote' | 'rollback';
  bundle: Bundle;
  ports: Pick<CommandPorts, 'env' | 'cwd'>;
  args: readonly string[];
};

export type Told = { violations: Violation[]; exitCodes: string[] };

const before = '1.1';
const next = '1.2';
const others = '1.3';

/** Plays one run of a command with all that goes wrong, to its end and beyond, and says what was not as it must be. */
export async function tellStory(plot: Plot, seed: number, scenario: Scenario): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), 'fanout-search-'));
  const clock = seededClock();
  const random = seededRandom(seed);
  const { project, environment, bundle, ports, args } = plot;
  let onCall: ReturnType<typeof watch>['onCall'] = () => undefined;
  const emulation = await startEmulation(project, {
    clock,
    scenario: { ...noScenario, groups: scenario.groups },
    workspace: ports.cwd,
    hooks: 'none',
    seeded: { clock, random },
    log: (call) => onCall(call),
    say: () => undefined,
  });
  try {
    const { emulator, codedeploy, connect } = emulation;
    if (!connect) throw new Error('an emulation by a seed can be connected to');
    const records = recordsDestinationOf(environment);
    const lease = {
      bucket: records.bucket,
      key: leaseKey(environment),
    };
    const eye = watch({ s3: emulator.s3, codedeploy, now: clock.now, lease });
    onCall = eye.onCall;
    const commands = new Map<Job, string>();
    const world: JobWorld = {
      clock,
      random,
      connect,
      project,
      environment,
      bundle,
      env: { ...plain(ports.env), ...emulation.variables },
      cwd: ports.cwd,
      folder,
      args,
      checks: {
        verify: async ({ id }, { version }) => checked(emulation, id, version),
        ask: async (_, { id }, { version }) => {
          const [cause] = checked(emulation, id, version);
          return cause && { problem: cause.message };
        },
      },
      onEvent: (event, job) =>
        eye.onEvent(event, { run: job.run, command: commands.get(job) ?? '' }),
    };
    await prepare(plot, world);
    emulator.arm(scenario.faults);
    codedeploy.arm(scenario.outcomes);
    const stage = { world, emulation, eye, commands, scenario };
    return await play(plot, stage);
  } finally {
    await emulation.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is not to be killed. */
const never = new Promise<'killed'>(() => undefined);

type Stage = {
  world: JobWorld;
  emulation: Emulation;
  eye: ReturnType<typeof watch>;
  commands: Map<Job, string>;
  scenario: Scenario;
};

async function play(plot: Plot, stage: Stage): Promise<Told> {
  const { world, emulation, eye, commands, scenario } = stage;
  const { clock } = world;
  const exitCodes: string[] = [];
  const limit = longest(plot.environment, scenario);
  const underWay: Promise<void>[] = [];
  let jobs = 0;

  async function carryOut(
    job: Job,
    command: JobCommand,
    { version, killed = never }: { version?: string; killed?: Promise<'killed'> } = {},
  ): Promise<number | 'killed'> {
    commands.set(job, command);
    const over = new AbortController();
    const late = clock.sleep(limit, over.signal).then(
      () => undefined,
      () => undefined,
    );
    const code = await Promise.race([job.carryOut(command, version), late, killed]);
    over.abort();
    exitCodes.push(`${command} ${code ?? 'did not end'}`);
    if (code === undefined)
      eye.report('every command ends', `${command} of run ${job.run} within ${limit / 60_000} min`);
    if (code === 70)
      eye.report('no exit 70', `${command} of run ${job.run}: ${job.said.join('; ')}`);
    return code ?? 1;
  }

  /** As a CI's post step does, and people after it, until it says that all is done. */
  async function finish(job: Job): Promise<void> {
    for (let attempt = 1; attempt <= 8; attempt++) {
      const again = { ...openJob(world, Number(/\d+/.exec(job.run)?.[0])) };
      const code = await carryOut(again, 'finish');
      job.said.push(...again.said, JSON.stringify(again.events));
      if (code === 0 || code === 70) return;
      await clock.sleep(120_000);
    }
    eye.report('finish comes to its end', `of run ${job.run}: ${job.said.slice(-3).join('; ')}`);
  }

  function begin(command: JobCommand, version?: string) {
    const job = openJob(world, ++jobs);
    let die: () => void = () => undefined;
    const killed = new Promise<'killed'>((resolve) => {
      die = () => resolve('killed');
    });
    const ended = (async () => {
      const code = await carryOut(job, command, { ...(version ? { version } : {}), killed });
      if (code === 'killed' || code === 130 || code === 143) await finish(job);
    })();
    underWay.push(ended);
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    return {
      job,
      kill() {
        if (isOver) return;
        job.kill();
        die();
      },
      cancel: () => job.cancel(),
    };
  }

  const main = begin(plot.command, next);
  const all = [main];
  const began = clock.now();
  for (const { at, then } of scenario.meanwhile) {
    await clock.sleep(Math.max(0, began + at - clock.now()));
    if (then === 'kill') main.kill();
    else if (then === 'cancel') main.cancel();
    else if (typeof then === 'string') all.push(begin(then, others));
    else await byConsole(emulation, then.console);
  }
  await Promise.all(underWay);
  const text = all.flatMap(({ job }) => [...job.said, JSON.stringify(job.events), notes(job)]);
  eye.ended((id) => text.some((one) => one.includes(id)));
  await clock.sleep(4 * 60_000);
  eye.freed();
  return { violations: eye.violations, exitCodes };
}

function notes({ notes: path }: Job): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** No command may take longer: its own limits, once more for what is undone, and waiting for another job. */
function longest(environment: Environment, { faults, meanwhile }: Scenario): number {
  const quiet = Math.max(0, ...faults.map(({ to = 0 }) => to * 1000));
  const busy = recordsDestinationOf(environment).busyTimeout;
  const rounds = 2 + meanwhile.length;
  return quiet + rounds * (longestRun(environment) + busy) + 20 * 60_000;
}

/** What is there before anything goes wrong. */
async function prepare({ project, environment, command, bundle }: Plot, world: JobWorld) {
  const { clock, random, connect, env, cwd } = world;
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const ports: CommandPorts = {
    ...{ env, cwd, clock, random, connect },
    host: quietHost([], () => undefined),
    signal,
    isRehearsal: true,
  };
  const names = command === 'promote' ? sourceNames(environment, undefined) : environment.after;
  const sources = names.map((name) => environmentOf(project, name, () => undefined));
  const deployed: [string, Environment][] = [
    [before, environment],
    // What another job deploys must be proven too; what is promoted is the newest.
    ...[others, next].flatMap((version) =>
      sources.map((source): [string, Environment] => [version, source]),
    ),
    ...(command === 'rollback' ? [[next, environment] as [string, Environment]] : []),
  ];
  for (const [version, where] of deployed) {
    const failed = await deployQuietly(bundle, version, where, ports);
    if (failed.length > 0) throw new Error(`${version} could not be deployed before the story`);
  }
}

/** Checks hold where all instances run what was deployed. */
function checked({ codedeploy }: Emulation, destination: string, version: string): Cause[] {
  const group = codedeploy.view().find((one) => one.destination === destination);
  const others = (group?.instances ?? []).filter(({ key }) => !key?.includes(`/${version}-`));
  if (others.length === 0) return [];
  const message = `${others.length} instances do not run ${version}`;
  return [{ instances: others.map(({ id }) => id), of: group?.instances.length ?? 0, message }];
}

/** Somebody deploys what ran before, by hand. A group that is busy refuses. */
async function byConsole({ codedeploy }: Emulation, destination: string): Promise<void> {
  const group = codedeploy.view().find((one) => one.destination === destination);
  const last = group?.deployments.at(0);
  if (!group || !last) return;
  const { account, region, application: applicationName, deploymentGroup } = group;
  const s3Location = { bucket: last.bucket, key: last.key, bundleType: 'zip' };
  await codedeploy
    .handle({
      operation: 'CreateDeployment',
      account,
      region,
      principal: { accessKeyId: 'AKIACONSOLE', account, arn: `arn:aws:iam::${account}:user/ops` },
      input: {
        applicationName,
        deploymentGroupName: deploymentGroup,
        revision: { revisionType: 'S3', s3Location },
      },
    })
    .catch(() => undefined);
}

/** Nothing of a CI, and nothing that leads to AWS. */
function plain(env: CommandPorts['env']): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(AWS_|ACTIONS_|INPUT_|GITHUB_|GITLAB_|CI$|CI_|TEAMCITY_|BUILD_)/.test(entry[0]),
  );
  return Object.fromEntries(kept);
}
