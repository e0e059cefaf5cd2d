import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AwsSession } from '../../src/aws/session.ts';
import { RefusedError } from '../../src/problem.ts';
import { giveLeaseBack, readLease, takeLease } from '../../src/release/lease.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';
import { openWorld, type World } from './world.ts';

const key = 'orders/locks/production.json';
const run = 'github:9876543.1';

let world: World;
let aws: AwsSession;
beforeEach(async () => {
  const environment = anEnvironment({ waves: [aWave({ destinations: [aDestination()] })] });
  world = await openWorld({ environment });
  aws = world.aws();
});
afterEach(async () => {
  aws.close();
  await world.close();
});

function ports() {
  const { signal } = new AbortController();
  const records = aws.artifacts(aDestination());
  return { records, clock: world.clock, emit: () => undefined, signal };
}

describe('the lease of an environment', () => {
  test('is kept from another job of the same CI run', async () => {
    const lease = await takeLease({ key, run, patience: 0 }, ports());
    await expect(takeLease({ key, run, patience: 10_000 }, ports())).rejects.toThrow(RefusedError);
    await lease.release();
    const next = await takeLease({ key, run, patience: 0 }, ports());
    await next.release();
  });

  test('is given back for a run whose process is gone', async () => {
    const lease = await takeLease({ key, run, patience: 0 }, ports());
    const { records, clock } = ports();
    expect(await giveLeaseBack(records, key, 'github:9876543.2')).toBe(false);
    expect(await giveLeaseBack(records, key, run)).toBe(true);
    expect(await readLease(records, key, clock)).toBeUndefined();
    await lease.release();
  });

  test('is taken by its own process where the answer to taking it was lost', async () => {
    const given = ports();
    const { records } = given;
    let lost = 1;
    const forgetful: typeof records = {
      ...records,
      bucket: records.bucket,
      readJson: (name) => records.readJson(name),
      async writeJson(...args) {
        const result = await records.writeJson(...args);
        return lost-- > 0 ? { written: false } : result;
      },
    };
    const lease = await takeLease({ key, run, patience: 0 }, { ...given, records: forgetful });
    await lease.release();
  });
});
