import { describe, expect, test } from '@jest/globals';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';
import { kinds, rulesOf } from './cells.ts';

function environmentOf(name: string, regions: readonly string[]) {
  const destinations = regions.map((region) =>
    aDestination({
      id: `retail/${region}`,
      region,
      deploymentGroup: `orders-${name}`,
      bucket: `deploy-${name}-${region}`,
    }),
  );
  return anEnvironment({ name, waves: [aWave({ destinations })] });
}

const test_ = environmentOf('test', ['eu-central-1', 'eu-west-2', 'eu-north-1']);
const production = { ...environmentOf('production', ['us-east-1', 'us-west-2']), after: ['test'] };
const noCopies: FaultRule[] = [{ service: 's3', operation: ['CopyObject'], then: 'deny' }];

describe.each(kinds)(
  'the region that a promotion copies from is %s in the middle of it',
  (fault) => {
    test.each<[string, FaultRule[]]>([
      ['S3 copies', []],
      ['it goes through this machine', noCopies],
    ])('and another one that has the bytes is read from: %s', async (_, more) => {
      const world = await openWorld({
        environment: production,
        before: [test_],
        instances: 1,
        leaps: true,
      });
      await world.deploy({ environment: test_, version: '1.214' });
      world.emulator.arm(more);
      const onEvent = (event: RunEvent) => {
        if (event.kind === 'step' && event.text.startsWith('bringing the bundle'))
          world.emulator.arm([...more, ...rulesOf(fault, 'eu-central-1')]);
      };
      const { exitCode, results } = await world.promote({ onEvent });
      expect([...results.values()].map(({ outcome }) => outcome)).toEqual([
        'succeeded',
        'succeeded',
      ]);
      expect(exitCode).toBe(0);
    });
  },
);
