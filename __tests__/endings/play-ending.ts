import { noScenario } from '../../src/cli/scenario-file.ts';
import { allDestinations } from '../../src/config/destination.ts';
import type { OutcomeRule } from '../../src/emulator/codedeploy/outcome-rule.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import { type Job, type JobOrder, openJob } from '../../src/rehearsal/search/job.ts';
import { versions } from '../../src/rehearsal/search/plot.ts';
import { deploymentsOf, isOver, jsonAt, leasePlaces } from '../../src/rehearsal/search/sight.ts';
import { openStage, type Stage } from '../../src/rehearsal/search/stage.ts';
import { isOf, releaseOf } from '../../src/rehearsal/search/status-endpoint.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { readMarker } from '../../src/release/marker.ts';
import { newestFirst } from '../../src/release/records/record-keys.ts';
import type { RunRecord } from '../../src/release/records/run-records.ts';
import { gather, noFacts } from '../../src/report/facts.ts';
import { verdictText } from '../../src/report/final.ts';
import { type Entry, entriesOf, type Own } from './entries.ts';
import { sceneOf } from './plot.ts';

export type Play = {
  command: 'deploy' | 'promote' | 'rollback';
  seed?: number;
  faults?: readonly FaultRule[];
  outcomes?: readonly OutcomeRule[];
  /** The process is killed at such an event, or so many milliseconds after its start. */
  kill?: { at: (event: RunEvent, job: Job) => boolean } | { after: number };
  /** What its first `finish` meets. */
  faultsAtFinish?: readonly FaultRule[];
  /** Whether the command, and then a rollback, are run once all is well again. */
  isFollowed?: boolean;
};

export type Ended = {
  /** Absent where it was killed. */
  exit?: number;
  /** The codes of `finish`, until it gave 0. */
  finishes: number[];
  /** Of the last command of the run, without times. */
  lastLine: string;
  /** What the buckets' records say of the run, by destination; absent where there is none. */
  record?: ReadonlyMap<string, Entry>;
  /** How many records there are that differ. */
  records: number;
  /** Its deployments, as CodeDeploy has them. */
  own: Own[];
  /** Those that go on. */
  lost: string[];
  /** Destinations of which the run has said that nobody knows whether a deployment was created. */
  unknown: string[];
  isLeaseFree: boolean;
  /** How the commands ended that came after it. */
  after: string[];
  /** What runs everywhere in the end. */
  runs: string[];
  /** Operations that it called, `service Operation`. */
  calls: string[];
  /** From its start to its end, by its clock. */
  ms: number;
};

/** Plays one command on an AWS of its own, with all that goes wrong, and `finish` where it was killed; then who comes after it. */
export async function playEnding({ command, seed = 1, ...play }: Play): Promise<Ended> {
  const { plot, before } = await sceneOf(command);
  const faults = [...(play.faults ?? [])];
  const outcomes = [...(play.outcomes ?? [])];
  const stage = await openStage(plot, {
    seed,
    scenario: { ...noScenario, faults, outcomes },
    before,
  });
  try {
    const { emulator, codedeploy } = stage.emulation;
    const { clock } = stage.world;
    const began = clock.now();
    const { main, exit, open } = await run(stage, command, play);
    const ms = clock.now() - began;
    const finishes: number[] = [];
    let last = main;
    if (exit === undefined) emulator.arm([...faults, ...(play.faultsAtFinish ?? [])]);
    while (exit === undefined && finishes.at(-1) !== 0 && finishes.length < 40) {
      if (finishes.length > 0) await clock.sleep(120_000);
      last = open('finish', 1);
      finishes.push(await last.carryOut());
      emulator.arm(faults);
    }
    const seen = look(stage, main);
    const after: string[] = [];
    emulator.arm([]);
    codedeploy.arm([]);
    const next =
      command === 'rollback' ? (['rollback'] as const) : ([command, 'rollback'] as const);
    for (const [index, one] of (play.isFollowed ? next : []).entries())
      after.push(`${one} ${await open(one, 2 + index).carryOut()}`);
    const calls = emulator.calls
      .filter(({ at }) => at >= began)
      .map(({ service, operation }) => `${service} ${operation}`);
    return {
      ...(exit !== undefined && { exit }),
      ...{ finishes, lastLine: lastLineOf(last), ...seen, after, runs: running(stage) },
      unknown: unknownTo(last),
      ...{ calls: [...new Set(calls)], ms },
    };
  } finally {
    await stage.close();
  }
}

/** Runs the command until it has ended or is killed. */
async function run({ world }: Stage, command: Play['command'], { kill }: Omit<Play, 'command'>) {
  let isKilled = false;
  let die: () => void = () => undefined;
  const killed = new Promise<undefined>((resolve) => {
    die = () => resolve(undefined);
  });
  const end = (job: Job) => {
    isKilled = true;
    job.kill();
    die();
  };
  const onEvent = (event: RunEvent, job: Job) => {
    if (isKilled || job.order.folder !== 1 || !kill || !('at' in kill)) return;
    if (kill.at(event, job)) end(job);
  };
  const open = (name: JobOrder['command'], number: number) => {
    const order = { environment: 'production', version: versions.next, attempt: 1, offset: 0 };
    return openJob({ ...world, onEvent }, { ...order, command: name, run: number, folder: number });
  };
  const main = open(command, 1);
  if (kill && 'after' in kill) void world.clock.sleep(kill.after).then(() => end(main));
  return { main, open, exit: await Promise.race([main.carryOut(), killed]) };
}

/** What there is of the run in AWS. */
function look({ emulation, environments, world }: Stage, { run: id }: Job) {
  const { emulator, codedeploy } = emulation;
  const sight = { s3: emulator.s3, codedeploy, now: world.clock.now, environments };
  const environment = environments.find(({ name }) => name === 'production');
  if (!environment) throw new Error('there is no production');
  const all = deploymentsOf(sight);
  const own = all.flatMap(({ group, ...one }): Own[] => {
    const marker = readMarker(one.description);
    const { destination } = group;
    return marker?.run === id ? [{ ...one, destination, isBack: marker.back === true }] : [];
  });
  const records = allDestinations(environment).flatMap(({ bucket }) =>
    newestFirst(emulator.s3.objects(bucket).map(({ key }) => ({ key })))
      .filter((one) => one.key.includes(`/runs/${environment.name}/`))
      .map((one) => jsonAt<RunRecord>(sight, bucket, one.key))
      .filter((one) => one !== undefined && one.run === id)
      .slice(0, 1),
  );
  const { buckets, key } = leasePlaces(environment);
  const held = buckets.filter((bucket) => jsonAt<{ until?: string }>(sight, bucket, key)?.until);
  const [first] = records;
  return {
    ...(first && { record: entriesOf(first, all) }),
    records: new Set(records.map((one) => JSON.stringify(one))).size,
    own,
    lost: own.filter((one) => !isOver(one) && !one.isHalted).map((one) => one.id),
    isLeaseFree: 2 * held.length < buckets.length,
  };
}

function running({ emulation, environments }: Stage): string[] {
  const view = emulation.codedeploy.view();
  const all = environments
    .filter(({ name }) => name === 'production')
    .flatMap(allDestinations)
    .flatMap((destination) => view.find((one) => isOf(one, destination))?.instances ?? []);
  return [...new Set(all.map(({ key = '' }) => releaseOf(key)?.version ?? 'nothing'))];
}

function unknownTo({ events }: Job): string[] {
  const { finished } = events.reduce(gather, noFacts);
  return (finished?.results ?? []).flatMap(({ isUnknown, destination }) =>
    isUnknown ? [destination] : [],
  );
}

function lastLineOf({ events, said }: Job): string {
  const facts = events.reduce(gather, noFacts);
  const text = facts.finished?.results.length ? verdictText(facts) : undefined;
  return (text ?? said[0] ?? '').replace(/ \((?:\d+[hms] ?)+\)/, '');
}
