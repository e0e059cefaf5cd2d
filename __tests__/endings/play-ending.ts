import { noScenario } from '../../src/cli/scenario-file.ts';
import { allDestinations } from '../../src/config/destination.ts';
import type { OutcomeRule } from '../../src/emulator/codedeploy/outcomes.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import { type Job, type JobOrder, openJob } from '../../src/rehearsal/search/job.ts';
import { versions } from '../../src/rehearsal/search/plot.ts';
import { deploymentsOf, isOver, jsonAt, leasePlaces } from '../../src/rehearsal/search/sight.ts';
import { openStage } from '../../src/rehearsal/search/stage.ts';
import { isOf, releaseOf } from '../../src/rehearsal/search/status-endpoint.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { readMarker } from '../../src/release/marker.ts';
import type { RunRecord } from '../../src/release/records/run-records.ts';
import { gather, noFacts } from '../../src/report/facts.ts';
import { verdictText } from '../../src/report/final.ts';
import { type Entry, entriesOf } from './entries.ts';
import { sceneOf } from './plot.ts';

export type Play = {
  command: 'deploy' | 'promote' | 'rollback';
  seed?: number;
  faults?: readonly FaultRule[];
  outcomes?: readonly OutcomeRule[];
  /** The process is killed at such an event, or so many milliseconds after its start. */
  kill?: { at: (event: RunEvent, job: Job) => boolean } | { after: number };
  /** Nothing is asked of what is left but this: without the commands that come after it. */
  isAlone?: boolean;
};

export type Ended = {
  /** Absent where it was killed. */
  exit?: number;
  /** The codes of `finish`, until it gave 0. */
  finishes: number[];
  /** Of the last command of the run, without times. */
  lastLine: string;
  /** Everything that was printed. */
  said: string[];
  /** What the buckets' records say of the run, by destination; absent where there is none. */
  record?: ReadonlyMap<string, Entry>;
  verdict?: string;
  /** Destinations to which it made two deployments of one version. */
  doubled: string[];
  /** Deployments of it that go on. */
  lost: string[];
  isLeaseFree: boolean;
  /** How the commands ended that came after it. */
  after: string[];
  /** What runs everywhere after them. */
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
  const scenario = { ...noScenario, faults, outcomes };
  const stage = await openStage(plot, { seed, scenario, before });
  const { clock } = stage.world;
  const { emulator, codedeploy } = stage.emulation;
  const { environment } = plot;
  const sight = {
    ...{ s3: emulator.s3, codedeploy, now: clock.now, environments: stage.environments },
  };
  const order = (asked: Partial<JobOrder> & Pick<JobOrder, 'command' | 'run' | 'folder'>) => ({
    ...{ environment: environment.name, version: versions.next, attempt: 1, offset: 0 },
    ...asked,
  });
  try {
    let isKilled = false;
    let die: () => void = () => undefined;
    const killed = new Promise<undefined>((resolve) => {
      die = () => resolve(undefined);
    });
    const kill = (job: Job) => {
      isKilled = true;
      job.kill();
      die();
    };
    const onEvent = (event: RunEvent, job: Job) => {
      if (!isKilled && job.order.folder === 1 && play.kill && 'at' in play.kill)
        if (play.kill.at(event, job)) kill(job);
    };
    const world = { ...stage.world, onEvent };
    const began = clock.now();
    const main = openJob(world, order({ command, run: 1, folder: 1 }));
    if (play.kill && 'after' in play.kill) {
      const { after } = play.kill;
      void clock.sleep(after).then(() => kill(main));
    }
    const exit = await Promise.race([main.carryOut(), killed]);
    const ms = clock.now() - began;
    const calls = emulator.calls
      .filter(({ at }) => at >= began)
      .map(({ service, operation }) => `${service} ${operation}`);
    const finishes: number[] = [];
    let last = main;
    while (exit === undefined && finishes.at(-1) !== 0 && finishes.length < 40) {
      if (finishes.length > 0) await clock.sleep(120_000);
      last = openJob(world, order({ command: 'finish', run: 1, folder: 1 }));
      finishes.push(await last.carryOut());
    }
    const own = deploymentsOf(sight).filter(
      ({ description }) => readMarker(description)?.run === main.run,
    );
    const forward = own
      .filter(({ description }) => command === 'rollback' || !readMarker(description)?.back)
      .map(({ group, key }) => `${group.destination} ${releaseOf(key)?.version}`);
    const places = leasePlaces(environment);
    const told = {
      ...(exit !== undefined && { exit }),
      finishes,
      lastLine: lastLineOf(last),
      said: [...main.said, ...last.said],
      ...recordOf(),
      doubled: forward.filter((one, index) => forward.indexOf(one) !== index),
      lost: own.filter((one) => !isOver(one) && !one.isHalted).map(({ id }) => id),
      isLeaseFree: places.buckets.every(
        (bucket) => jsonAt<{ until?: string }>(sight, bucket, places.key)?.until === undefined,
      ),
    };
    const after: string[] = [];
    if (!play.isAlone) {
      emulator.arm([]);
      codedeploy.arm([]);
      const next =
        command === 'rollback' ? (['rollback'] as const) : ([command, 'rollback'] as const);
      for (const [index, one] of next.entries()) {
        const job = openJob(world, order({ command: one, run: 2 + index, folder: 2 + index }));
        after.push(`${one} ${await job.carryOut()}`);
      }
    }
    const runs = allDestinations(environment).map((destination) => {
      const group = codedeploy.view().find((one) => isOf(one, destination));
      const all =
        group?.instances.map(({ key = '' }) => releaseOf(key)?.version ?? 'nothing') ?? [];
      return [...new Set(all)].join(' and ');
    });
    return { ...told, after, runs: [...new Set(runs)], calls: [...new Set(calls)], ms };

    /** All buckets must say the same. */
    function recordOf(): Pick<Ended, 'record' | 'verdict'> {
      const records = allDestinations(environment).flatMap(({ bucket }) =>
        emulator.s3
          .objects(bucket)
          .filter(({ key }) => key.includes(`/runs/${environment.name}/`))
          .map(({ key }) => jsonAt<RunRecord>(sight, bucket, key))
          .filter((one) => one?.run === main.run),
      );
      const [first] = records;
      if (!first) return {};
      const texts = new Set(records.map((one) => JSON.stringify(one)));
      const verdict = texts.size === 1 ? first.verdict : `${texts.size} different records`;
      return { record: entriesOf(first, own), verdict };
    }
  } finally {
    await stage.close();
  }
}

function lastLineOf({ events, said }: Job): string {
  const facts = events.reduce(gather, noFacts);
  const text = facts.finished?.results.length ? verdictText(facts) : undefined;
  return (text ?? said[0] ?? '').replace(/ \((?:\d+[hms] ?)+\)/, '');
}
