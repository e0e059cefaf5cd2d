import type { Artifacts } from '../../aws/artifacts.ts';
import type { Problem } from '../../problem.ts';
import type { Hold } from '../hold.ts';

export async function readHold(records: Artifacts, key: string): Promise<Hold | undefined> {
  const found = await records.readJson(key);
  const hold = found?.value as Hold | undefined;
  return hold?.held ? hold : undefined;
}

/** Sets or lifts a hold; of two at the same time the later one stands, and both have been written. */
export async function writeHold(records: Artifacts, key: string, hold: Hold): Promise<void> {
  for (;;) {
    const found = await records.readJson(key);
    const condition = found ? { ifMatch: found.eTag } : { ifNoneMatch: true as const };
    const { written } = await records.writeJson(key, hold, condition);
    if (written) return;
  }
}

export function heldProblem(environment: string, { reason, by, time }: Hold): Problem {
  return {
    message: `${environment} is held since ${time} by ${by}: ${reason}`,
    hint: `lift the hold with: fanout unhold ${environment}`,
  };
}
