import type { Destination } from '../../config/destination.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import { many } from '../../words/quantities.ts';

/**
 * A refusal that says, of what does not answer while others do, that it is not this machine's network, and how to go on
 * without. Anything else is given as it is.
 */
export function sayingWhoAnswers(error: unknown, all: readonly Destination[]): unknown {
  if (!(error instanceof RefusedError)) return error;
  const silent = new Set(error.problems.flatMap(silentIn));
  const answering = new Set(all.filter(({ id }) => !silent.has(id)).map(({ region }) => region));
  if (silent.size === 0 || answering.size === 0) return error;
  const problems = error.problems.map((problem) => {
    const gone = all.find(({ id }) => silentIn(problem).includes(id));
    return gone ? { ...problem, hint: hintFor(gone, silent, all, answering) } : problem;
  });
  return new RefusedError(problems, { cause: error });
}

const silentCodes: readonly string[] = ['aws-unreachable', 'aws-failed', 'aws-throttled'];

function silentIn({ code, destination }: Problem): string[] {
  return destination !== undefined && silentCodes.includes(code) ? [destination] : [];
}

/** A whole account, or a region in all accounts, is left out by one pattern. */
function hintFor(
  { id, account, region }: Destination,
  silent: ReadonlySet<string>,
  all: readonly Destination[],
  answering: ReadonlySet<string>,
): string {
  const isGone = (whose: (one: Destination) => boolean) =>
    all.filter(whose).length > 1 && all.filter(whose).every((one) => silent.has(one.id));
  const others = all.filter((one) => !silent.has(one.id));
  if (isGone((one) => one.account.name === account.name))
    return `account ${account.name} does not answer, ${many(others.length, 'other destination')} ${others.length === 1 ? 'does' : 'do'}: --except '${account.name}/*' leaves it out`;
  const which = isGone((one) => one.region === region) ? `*/${region}` : id;
  const where = answering.has(region) ? id : region;
  const rest = [...answering].filter((one) => one !== region).length;
  return `${where} does not answer, ${many(rest, 'other region')} ${rest === 1 ? 'does' : 'do'}: --except '${which}' leaves it out`;
}
