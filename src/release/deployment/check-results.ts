import type { Check } from '../../config/destination.ts';
import type { Cause, CheckResult } from '../outcome.ts';

/** What each check came to, where these causes are all that was wrong. */
export function checkResults(
  checks: readonly Check[],
  causes: readonly Cause[],
  seconds: number,
): CheckResult[] {
  return checks.map(({ name }) => {
    const failure = causes.find(({ script }) => script === name);
    const base = { name, passed: !failure, seconds };
    return failure ? { ...base, message: failure.message } : base;
  });
}
