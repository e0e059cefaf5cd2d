import { expect, test } from '@jest/globals';
import { parseScenario } from '../../../src/emulator/scenario/scenario.ts';
import { seededRandom } from '../../../src/random.ts';
import { drawScenario } from '../../../src/rehearsal/search/draw.ts';
import { outlineOf } from '../../../src/rehearsal/search/outline.ts';
import { scenarioText } from '../../../src/rehearsal/search/scenario-text.ts';
import { shrink } from '../../../src/rehearsal/search/shrink.ts';
import fc from '../../fast-check.ts';

const calls = [
  {
    service: 's3',
    operation: 'PutObject',
    at: 61_500,
    status: 200,
    about: 'deploy/orders/locks/production.json',
  },
  { service: 'codedeploy', operation: 'CreateDeployment', at: 2_345, status: 200 },
] as const;
const destinations = [
  { id: 'retail/eu-west-1', region: 'eu-west-1' },
  { id: 'retail/us-east-1', region: 'us-east-1' },
];

test('whatever a seed draws can be kept in a file and is the same when it is read', () => {
  void fc.assert(
    fc.property(fc.nat(), fc.boolean(), fc.boolean(), (seed, isKnown, isLeft) => {
      const outline = outlineOf(isKnown ? calls : [], 1_000);
      const scene = { destinations, others: ['test'], isLeft, outline };
      const drawn = drawScenario(seededRandom(seed), scene, seed);
      const parsed = parseScenario(scenarioText(drawn, ['why\nit is kept']), 'kept.yml');
      expect(parsed).toEqual({ ok: true, scenario: drawn });
    }),
  );
});

test('what has no part in a violation is left out', async () => {
  const then = 'throttle' as const;
  const scenario = {
    groups: [],
    faults: [1, 2, 3, 4].map((from) => ({ from, then })),
    outcomes: [],
    alarms: [],
    metrics: [],
    checks: [],
    meanwhile: [
      { at: 1_000, then: 'kill' as const },
      { at: 2_000, then: 'cancel' as const },
    ],
  };
  const broken = [{ invariant: 'finish ends' as const, what: 'it did not' }];
  const least = await shrink(scenario, broken, async ({ faults, meanwhile }) =>
    faults.some(({ from }) => from === 3) && meanwhile.some((one) => one.then === 'cancel')
      ? [{ invariant: 'finish ends', what: 'otherwise' }]
      : [{ invariant: 'no exit 70', what: 'which was not broken before' }],
  );
  expect(least).toEqual({
    ...scenario,
    faults: [{ from: 3, then }],
    meanwhile: [{ at: 2_000, then: 'cancel' }],
  });
});
