import type { EventOf, RunEvent } from '../release/events.ts';
import { judge } from '../release/verdict.ts';

/**
 * The events of several jobs that deployed parts of one release (`--wave` in a job each), as those of one run: it is over when
 * all are, and has one verdict. Throws a RangeError where they are not of one environment.
 */
export function mergeRuns(runs: readonly (readonly RunEvent[])[]): RunEvent[] {
  const [only, ...others] = runs;
  if (!only || others.length === 0) return [...(only ?? [])];
  const all = runs.flat().toSorted((a, b) => a.at - b.at);
  const started = all.filter((event) => event.kind === 'run-started');
  const ended = all.filter((event) => event.kind === 'run-finished');
  const environments = new Set(
    started.map(({ application, environment }) => `${application} ${environment}`),
  );
  if (environments.size > 1) {
    throw new RangeError(`they are of several environments: ${[...environments].join(', ')}`);
  }
  const between = all.filter(({ kind }) => kind !== 'run-started' && kind !== 'run-finished');
  return [
    ...startOf(started),
    ...between,
    ...(ended.length === runs.length ? [endOf(ended, all[0]?.at ?? 0)] : []),
  ];
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
      ...(of !== undefined && labels.size < of ? { of } : {}),
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
  const worst = ended.find(({ exitCode }) => exitCode !== 0);
  const { verdict, exitCode } = judged.exitCode === 0 && worst ? worst : judged;
  return {
    kind: 'run-finished',
    at,
    verdict,
    exitCode,
    seconds: (at - from) / 1000,
    results,
    ...(problems.length > 0 ? { problems } : {}),
  };
}
