import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { enumerate, suggestion } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import { allDestinations, type Destination, type Environment, type Wave } from './destination.ts';
import { matchesGlob } from './glob.ts';

/** Which part of an environment a run is for; all of it where nothing is given. */
export type Selection = {
  wave?: string | undefined;
  /** Globs over the ids of destinations. */
  only: readonly string[];
  except: readonly string[];
};

/**
 * The environment with the selected destinations alone, in their waves. Lease and hold stay where they are for the whole
 * of it. Every name and pattern must mean something, and something must be left.
 */
export function select(
  environment: Environment,
  selection: Selection,
): { ok: true; environment: Environment } | { ok: false; problems: Problem[] } {
  const { wave: wanted, only, except } = selection;
  if (wanted === undefined && only.length + except.length === 0) return { ok: true, environment };
  const whole = allDestinations(environment);
  const at = environment.waves.findIndex(({ name }) => name === wanted);
  const problems = [
    ...(wanted !== undefined && at < 0 ? [noWave(wanted, environment)] : []),
    ...[...only, ...except].flatMap((pattern) => noMatch(pattern, environment, whole)),
  ];
  if (problems.length > 0) return { ok: false, problems };

  const isLeftOut = ({ id }: Destination) => matchesAny(except, id);
  const isSelected = (one: Destination) =>
    (only.length === 0 || matchesAny(only, one.id)) && !isLeftOut(one);
  const waves = narrowed(
    environment.waves.filter(({ name }) => wanted === undefined || name === wanted),
    isSelected,
  );
  if (waves.length === 0) return { ok: false, problems: [nothingLeft(environment)] };
  const [first] = whole;
  const recordsDestination = environment.recordsDestination ?? first;
  const before = environment.waves.slice(0, Math.max(at, 0));
  const earlier = narrowed(before, (one) => !isLeftOut(one));
  const part = { whole, earlier };
  return {
    ok: true,
    environment: {
      ...environment,
      waves,
      part,
      ...defined({ recordsDestination }),
    },
  };
}

/** The waves with those destinations alone; one without any is not a wave. */
function narrowed(waves: readonly Wave[], isIn: (destination: Destination) => boolean): Wave[] {
  return waves
    .map((wave) => ({ ...wave, destinations: wave.destinations.filter(isIn) }))
    .filter(({ destinations }) => destinations.length > 0);
}

function matchesAny(patterns: readonly string[], id: string): boolean {
  return patterns.some((pattern) => matchesGlob(pattern, id));
}

function noWave(wanted: string, { name, waves }: Environment): Problem {
  const names = waves.map((wave) => wave.name);
  return {
    code: 'nothing-selected',
    message: `there is no wave ${quoted(wanted)} in ${name}`,
    hint: suggestion(wanted, names),
  };
}

function noMatch(pattern: string, { name }: Environment, whole: readonly Destination[]): Problem[] {
  if (whole.some(({ id }) => matchesGlob(pattern, id))) return [];
  const hint = `there are: ${enumerate(whole.map(({ id }) => id))}`;
  return [
    {
      code: 'nothing-selected',
      message: `${quoted(pattern)} matches no destination of ${name}`,
      hint,
    },
  ];
}

function nothingLeft({ name }: Environment): Problem {
  const message = `--wave, --only and --except together leave no destination of ${name}`;
  return { code: 'nothing-selected', message, hint: 'they narrow each other down' };
}
