import type { EventOf, RunEvent } from '../release/events.ts';
import { judge } from '../release/verdict.ts';

/**
 * The events of several jobs that deployed parts of one release (`--wave` in a job each), or of a run that was killed and of
 * what finished it, as those of one run: it is over when all are, and has one verdict. Throws a RangeError where they are not parts of one release into one environment.
 */
export function mergeRuns(runs: readonly (readonly RunEvent[])[]): RunEvent[] {
  const [only, ...others] = runs;
  if (!only || others.length === 0) return [...(only ?? [])];
  const all = runs.flat().toSorted((a, b) => a.at - b.at);
  const started = all.filter((event) => event.kind === 'run-started');
  const ended = runs.flatMap(
    (events) => events.findLast((each) => each.kind === 'run-finished') ?? [],
  );
  const environments = new Set(
    started.map(({ application, environment }) => `${application} ${environment}`),
  );
  if (environments.size > 1) {
    throw new RangeError(`they are of several environments: ${[...environments].join(', ')}`);
  }
  if (new Set(started.map(({ rehearsal }) => rehearsal ?? false)).size > 1)
    throw new RangeError('some come from a rehearsal and some do not');
  const versions = new Set(runs.flatMap(versionsIn));
  if (versions.size > 1)
    throw new RangeError(`they are of several versions: ${[...versions].join(', ')}`);
  const between = all.filter(({ kind }) => kind !== 'run-started' && kind !== 'run-finished');
  return [
    ...startOf(started),
    ...between,
    ...(runs.every((run) => isOver(run, runs)) ? [endOf(ended, all[0]?.at ?? 0)] : []),
  ];
}

/** It told its end itself, or it was killed and a later `finish` of the same run came to its own. */
function isOver(run: readonly RunEvent[], runs: readonly (readonly RunEvent[])[]): boolean {
  if (run.some(({ kind }) => kind === 'run-finished')) return true;
  const killed = run.find((event) => event.kind === 'run-started');
  return runs.some((other) => {
    const started = other.find((event) => event.kind === 'run-started');
    return (
      started?.command === 'finish' &&
      started.run === killed?.run &&
      started.at >= killed.at &&
      // Jobs of one CI run, which deploy a wave each, have one id.
      started.destinations.some(({ id }) => killed.destinations.some((one) => one.id === id)) &&
      other.some(({ kind }) => kind === 'run-finished')
    );
  });
}

function versionsIn(events: readonly RunEvent[]): string[] {
  const ready = events.flatMap((event) => (event.kind === 'bundle-ready' ? [event.version] : []));
  const brought = events.flatMap((event) =>
    event.kind === 'finished' ? (event.result.version ?? []) : [],
  );
  return [...ready, ...brought];
}

function startOf(started: EventOf<'run-started'>[]): EventOf<'run-started'>[] {
  const [first] = started;
  if (!first) return [];
  const { of, ...whole } = first;
  const labels = new Map(
    started.flatMap(({ destinations }) => destinations.map((each) => [each.id, each])),
  );
  const waves = new Map<string, Set<string>>();
  for (const { name, destinations } of started.flatMap((each) => each.waves))
    waves.set(name, new Set([...(waves.get(name) ?? []), ...destinations]));
  return [
    {
      ...whole,
      destinations: [...labels.values()],
      waves: [...waves].map(([name, ids]) => ({ name, destinations: [...ids] })),
      ...(of !== undefined && labels.size < of && { of }),
    },
  ];
}

/** A destination that two jobs name is as the later one left it. */
function endOf(ended: EventOf<'run-finished'>[], from: number): EventOf<'run-finished'> {
  const results = [
    ...new Map(
      ended.flatMap((each) => each.results.map((result) => [result.destination, result])),
    ).values(),
  ];
  const problems = ended.flatMap((each) => each.problems ?? []);
  const at = ended.at(-1)?.at ?? from;
  const judged = judge(results);
  // What a later job did again is as that one left it.
  const worst = ended.find(({ exitCode, results: own }) => exitCode !== 0 && own.length === 0);
  const { verdict, exitCode } = judged.exitCode === 0 && worst ? worst : judged;
  return {
    kind: 'run-finished',
    at,
    verdict,
    exitCode,
    seconds: (at - from) / 1000,
    results,
    ...(problems.length > 0 && { problems }),
  };
}
