import type { Check } from '../../config/destination.ts';
import { type Cause, type CheckResult, notRehearsed } from '../outcome.ts';

/** What each check came to, where these causes are all that was wrong. */
export function checkResults(
  checks: readonly Check[],
  causes: readonly Cause[],
  seconds: number,
): CheckResult[] {
  return checks.map(({ name }) => {
    const failure = causes.find(({ script }) => script === name);
    const base = { name, passed: !failure, seconds };
    if (!failure) return base;
    const isMissing = failure.code === notRehearsed;
    return {
      ...base,
      message: failure.message,
      ...(isMissing && { notRehearsed: true as const }),
    };
  });
}
