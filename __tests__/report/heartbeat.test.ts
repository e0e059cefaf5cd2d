import { expect, test } from '@jest/globals';
import type { Unstamped } from '../../src/release/events.ts';
import { noInstances } from '../../src/release/outcome.ts';
import { advanceDestination, newDestination } from '../../src/report/destination-view.ts';
import { heartbeat } from '../../src/report/heartbeat.ts';
import { phaseAfter } from '../../src/report/phase.ts';
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
const aBundle = {
  kind: 'bundle-ready',
  version: '1.2',
  digest: '3fa85f64',
  size: 1,
  reused: false,
  seconds: 1,
} as const;
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

test('before anything is deployed it is the phase that is named', () => {
  const idle = { ...quiet, destinations: [newDestination(aLabel('retail/eu-west-1'))] };
  expect(heartbeat({ ...idle, phase: 'building: make' }, START + 60_000)?.text).toBe(
    'still under way after 1m 00s: building: make',
  );
  expect(heartbeat(idle, START + 60_000)).toBeUndefined();
});

test('what is under way follows the run, and no step is said to go on that is over', () => {
  const events: [Unstamped, string][] = [
    [{ kind: 'step', text: 'building: make' }, 'building: make'],
    [aBundle, 'checking the bundle'],
    [{ kind: 'step', text: 'checking 6 destinations' }, 'checking 6 destinations'],
    [{ kind: 'leasing' }, 'taking the lease of the environment and reading what runs there'],
    [
      { ...aBundle, reused: true },
      'taking the lease of the environment and reading what runs there',
    ],
    [
      { kind: 'step', text: 'bringing the bundle to 6 buckets' },
      'bringing the bundle to 6 buckets',
    ],
    [{ kind: 'wave-started', wave: 'a', index: 1, of: 2, destinations: [] }, 'wave a'],
    [{ kind: 'baking', wave: 'a', ms: 600_000 }, 'wave a bakes for 10m 00s'],
    [
      { kind: 'notice', level: 'info', problem: { code: 'release-reused', message: 'm' } },
      'wave a bakes for 10m 00s',
    ],
    [{ kind: 'wave-finished', wave: 'a' }, "writing the run's records"],
    [{ kind: 'cancelling', signal: 'SIGINT', policy: 'stop' }, 'cancelling after SIGINT'],
  ];
  let phase: string | undefined;
  for (const [event, expected] of events) {
    phase = phaseAfter(phase, { at: START, ...event });
    expect(phase).toBe(expected);
  }
});
