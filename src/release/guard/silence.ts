import { errorText } from '../../aws/fault-text.ts';
import { RefusedError } from '../../problem.ts';
import type { Homes, Silent } from './homes.ts';

/** Which homes do not answer, why, and how many do: `eu-west-1 does not answer (TimeoutError: …), 2 other regions do`. */
export function answeringText({ voters }: Homes, silent: readonly Silent[]): string {
  const missing = [...new Map(silent.map((one) => [one.home.bucket, one])).values()];
  const lost = missing.filter(({ home }) => voters.includes(home)).length;
  const told = missing
    .slice(0, mostTold)
    .map(({ home, error }) => `${home.destination.id} does not answer (${reasonOf(error)})`);
  const more = missing.length > mostTold ? [`${missing.length - mostTold} more do not`] : [];
  const left = voters.length - lost;
  return `${[...told, ...more].join(', ')}; of the ${voters.length} homes of the lease ${left} ${left === 1 ? 'does' : 'do'}`;
}

const mostTold = 5;

function reasonOf(error: unknown): string {
  if (error instanceof RefusedError && error.problems[0]) return error.problems[0].message;
  return errorText(error);
}
