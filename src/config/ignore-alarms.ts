import type { Problem } from '../problem.ts';
import { enumerate, suggestion } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import {
  allDestinations,
  type Destination,
  type Environment,
  earlierOf,
  type Wave,
} from './destination.ts';

/**
 * The environment without these alarms: they keep nothing from beginning, and CodeDeploy does not get them either. A name
 * that no destination has is a mistake.
 */
export function ignoreAlarms(
  environment: Environment,
  names: readonly string[],
): { ok: true; environment: Environment } | { ok: false; problems: Problem[] } {
  if (names.length === 0) return { ok: true, environment };
  const { part } = environment;
  const all = [...earlierOf(environment), ...allDestinations(environment)];
  const known = [...new Set(all.flatMap(({ alarms }) => alarms?.names ?? []))];
  const problems = names
    .filter((name) => !known.includes(name))
    .map((name): Problem => {
      const message = `--ignore-alarm ${quoted(name)}: no destination of ${environment.name} has that alarm`;
      const hint = known.length > 0 ? `there are: ${enumerate(known)}` : suggestion(name, known);
      return { code: 'bad-option-value', message, hint };
    });
  if (problems.length > 0) return { ok: false, problems };
  const without = (destination: Destination): Destination => {
    const { alarms } = destination;
    if (!alarms) return destination;
    const left = alarms.names.filter((name) => !names.includes(name));
    return { ...destination, alarms: { ...alarms, names: left } };
  };
  const withoutThem = (waves: readonly Wave[]) =>
    waves.map((wave) => ({ ...wave, destinations: wave.destinations.map(without) }));
  return {
    ok: true,
    environment: {
      ...environment,
      waves: withoutThem(environment.waves),
      ...(part && { part: { ...part, earlier: withoutThem(part.earlier) } }),
      ignoredAlarms: [...names],
    },
  };
}
