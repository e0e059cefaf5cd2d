import { expect, test } from '@jest/globals';
import { laidOut } from '../../src/release/run/laid-out.ts';
import { type Ahead, movedSince, savedPlan } from '../../src/release/saved-plan.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';

const here = aDestination({ id: 'retail/eu-west-1' });
const environment = anEnvironment({ waves: [aWave({ destinations: [here] })] });

const saved = savedPlan(
  {
    ...laidOut('deploy', environment, (destination) => ({
      destination,
      read: true,
      inTheWay: [],
      notes: [],
      unchecked: [],
    })),
    version: '1.7',
    digest: 'ab',
    inTheWay: [],
    notes: [],
  },
  '1.7',
);

const ahead = (more: Partial<Ahead> = {}): Ahead => ({
  environment,
  version: '1.7',
  digest: 'ab',
  deployments: new Map([[here.id, { running: null, attempted: null }]]),
  ...more,
});

test('as long as nothing has moved, nothing is said', () => {
  expect(movedSince(saved, ahead())).toEqual([]);
  expect(movedSince(JSON.parse(JSON.stringify(saved)), ahead())).toEqual([]);
});

test.each<[string, Partial<Ahead>, RegExp]>([
  ['the version', { version: '1.8' }, /is for version 1\.7, but this run would deploy 1\.8/],
  ['the content', { digest: 'cd' }, /the content is not what was planned: cd instead of ab/],
  [
    'what runs',
    { deployments: new Map([[here.id, { running: 'd-2', attempted: null }]]) },
    /it runs something else since the plan was made: deployment d-2/,
  ],
  [
    'a deployment that failed',
    { deployments: new Map([[here.id, { running: null, attempted: 'd-3' }]]) },
    /it was deployed to since the plan was made: deployment d-3/,
  ],
  [
    'a wave',
    { environment: anEnvironment({ waves: [aWave({ name: 'other', destinations: [here] })] }) },
    /the waves and destinations are not those of the plan/,
  ],
  [
    'a bucket',
    {
      environment: anEnvironment({
        waves: [aWave({ destinations: [{ ...here, bucket: 'another' }] })],
      }),
    },
    /are not those of the plan/,
  ],
  [
    'the environment',
    { environment: { ...environment, name: 'staging' } },
    /the plan is for orders in \w+, not for orders in staging/,
  ],
])('where it is another, the run is refused: %s', (_, more, words) => {
  expect(movedSince(saved, ahead(more)).map(({ message }) => message)).toEqual([
    expect.stringMatching(words),
  ]);
});
