import { expect, test } from '@jest/globals';
import type { Unstamped } from '../../src/release/events.ts';
import { noInstances } from '../../src/release/outcome.ts';
import { advanceDestination, newDestination } from '../../src/report/destination-view.ts';
import { heartbeat } from '../../src/report/heartbeat.ts';
import { aLabel, START } from './makers.ts';

const deploymentId = 'd-ABCDEF123';
const view = (destination: string, events: Unstamped[]) =>
  events.reduce(
    (before, event) => advanceDestination(before, { at: START, ...event }),
    newDestination(aLabel(destination)),
  );
const active = (destination: string) => {
  const base = { destination, deploymentId, role: 'deployment' } as const;
  return view(destination, [
    { kind: 'created', destination, deploymentId, adopted: false, consoleUrl: '' },
    {
      kind: 'status',
      ...base,
      status: 'InProgress',
      counts: { ...noInstances, succeeded: 2, pending: 1 },
    },
    { kind: 'instance', ...base, instance: 'i-1', event: 'ValidateService', status: 'InProgress' },
  ]);
};
const quiet = { startedAt: START, lastLineAt: START, destinations: [active('retail/eu-west-1')] };

test('nothing is said before a minute of silence', () => {
  expect(heartbeat(quiet, START + 59_999)).toBeUndefined();
});

test('after a minute it is said what is under way', () => {
  expect(heartbeat(quiet, START + 60_000)?.text).toBe(
    'still under way after 1m 00s, 1 destination: retail/eu-west-1 (2 of 3 instances done, ValidateService)',
  );
});

test('of many destinations the first are named', () => {
  const destinations = [1, 2, 3, 4, 5, 6].map((number) => active(`retail/region-${number}`));
  expect(heartbeat({ ...quiet, destinations }, START + 60_000)?.text).toMatch(
    /6 destinations: retail\/region-1 .* and 2 more$/,
  );
});

test('what waits says why', () => {
  const destinations = [
    view('retail/eu-west-1', [{ kind: 'waiting', destination: '', reason: 'd-1 is under way' }]),
  ];
  expect(heartbeat({ ...quiet, destinations }, START + 60_000)?.text).toMatch(
    /\(waiting, d-1 is under way\)$/,
  );
});

test('before anything is deployed it is the step that is named', () => {
  const idle = { ...quiet, destinations: [newDestination(aLabel('retail/eu-west-1'))] };
  expect(heartbeat({ ...idle, step: 'building: make' }, START + 60_000)?.text).toBe(
    'still under way after 1m 00s: building: make',
  );
  expect(heartbeat(idle, START + 60_000)).toBeUndefined();
});
