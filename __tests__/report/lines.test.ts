import { describe, expect, test } from '@jest/globals';
import type { RunEvent, RunEventKind, Unstamped } from '../../src/release/events.ts';
import { noInstances } from '../../src/release/outcome.ts';
import { advanceDestination, newDestination } from '../../src/report/destination-view.ts';
import { describe as describeEvent, news } from '../../src/report/lines.ts';
import { aLabel, aResult, aRolledBackResult, START } from './makers.ts';

const destination = 'retail/eu-west-1';
const deploymentId = 'd-ABCDEF123';
const counts = { ...noInstances, pending: 1, inProgress: 1, succeeded: 3 };
const texts = (event: Unstamped) => describeEvent({ at: START, ...event }).map(({ text }) => text);

const cases: { [K in RunEventKind]: [Extract<Unstamped, { kind: K }>, string[]][] } = {
  'run-started': [
    [
      {
        kind: 'run-started',
        command: 'deploy',
        environment: 'production',
        application: 'orders',
        run: 'local:1',
        destinations: [aLabel(destination)],
        waves: [{ name: 'all', destinations: [destination] }],
      },
      ['deploy orders to production: 1 destination in 1 wave (run local:1)'],
    ],
  ],
  step: [[{ kind: 'step', text: 'building: make' }, ['building: make']]],
  notice: [
    [
      {
        kind: 'notice',
        level: 'warning',
        problem: {
          code: 'bad-value',
          message: 'no alarm "x"',
          file: 'fanout.yml',
          line: 3,
          column: 5,
          hint: 'remove it',
        },
      },
      ['fanout.yml:3:5: warning: no alarm "x"', '  remove it'],
    ],
    [{ kind: 'notice', level: 'info', problem: { code: 'release-reused', message: 'a' } }, ['a']],
  ],
  'bundle-ready': [
    [
      {
        kind: 'bundle-ready',
        version: '1.214',
        digest: 'abcdef0123',
        size: 1500,
        reused: false,
        seconds: 4,
        entries: 9,
      },
      ['bundle 1.214 (abcdef01, 1.5 kB) ready in 4s, 9 entries'],
    ],
    [
      {
        kind: 'bundle-ready',
        version: '1.214',
        digest: 'abcdef0123',
        size: 15,
        reused: true,
        seconds: 0,
      },
      ['bundle 1.214 (abcdef01, 15 bytes) exists already: reused, not rebuilt'],
    ],
  ],
  uploaded: [
    [
      {
        kind: 'uploaded',
        bucket: 'b',
        region: 'eu-west-1',
        key: 'k',
        bytes: 2e6,
        how: 'uploaded',
        seconds: 3,
      },
      ['uploaded 2.0 MB to s3://b/k (eu-west-1) in 3s'],
    ],
    [
      {
        kind: 'uploaded',
        bucket: 'b',
        region: 'eu-west-1',
        key: 'k',
        bytes: 2e6,
        how: 'present',
        seconds: 0,
      },
      ['already in s3://b/k (eu-west-1)'],
    ],
  ],
  'wave-started': [
    [
      { kind: 'wave-started', wave: 'canary', index: 1, of: 2, destinations: [destination] },
      ['wave 1 of 2, canary: retail/eu-west-1'],
    ],
  ],
  baking: [
    [{ kind: 'baking', wave: 'canary', ms: 600_000 }, ['wave canary bakes for 10m 00s']],
    [
      { kind: 'baking', wave: 'canary', ms: 600_000, watched: [] },
      ['wave canary bakes for 10m 00s, only waiting: there is nothing to watch'],
    ],
    [
      { kind: 'baking', wave: 'canary', ms: 600_000, watched: ['status'] },
      ['wave canary bakes for 10m 00s, watching status'],
    ],
  ],
  'wave-finished': [[{ kind: 'wave-finished', wave: 'canary' }, ['wave canary ended']]],
  cancelling: [
    [
      { kind: 'cancelling', signal: 'SIGTERM', policy: 'stop' },
      ['SIGTERM received: cancelling (onCancel: stop)'],
    ],
  ],
  'run-finished': [
    [
      { kind: 'run-finished', verdict: 'refused', exitCode: 3, seconds: 2, results: [] },
      ['refused after 2s, exit code 3'],
    ],
  ],
  waiting: [
    [{ kind: 'waiting', destination, reason: 'd-1 is under way' }, ['waiting: d-1 is under way']],
  ],
  leasing: [[{ kind: 'leasing' }, []]],
  leased: [[{ kind: 'leased', taken: '2026-11-23T17:29:00.000Z' }, []]],
  creating: [[{ kind: 'creating', destination, marker: 'm' }, []]],
  created: [
    [
      { kind: 'created', destination, deploymentId, adopted: false, consoleUrl: 'https://x' },
      ['deployment d-ABCDEF123 created: https://x'],
    ],
    [
      { kind: 'created', destination, deploymentId, adopted: true, consoleUrl: 'https://x' },
      [
        'deployment d-ABCDEF123 found again: created by this run, or by the run it repeats: https://x',
      ],
    ],
  ],
  status: [
    [
      {
        kind: 'status',
        destination,
        deploymentId,
        role: 'deployment',
        status: 'InProgress',
        counts,
      },
      ['3 of 5 instances done'],
    ],
    [
      {
        kind: 'status',
        destination,
        deploymentId,
        role: 'deployment',
        status: 'InProgress',
        counts: noInstances,
      },
      ['in progress'],
    ],
    [
      { kind: 'status', destination, deploymentId, role: 'deployment', status: 'Queued', counts },
      ['deployment queued'],
    ],
    [
      { kind: 'status', destination, deploymentId, role: 'rollback', status: 'Succeeded', counts },
      ['rollback succeeded: 3 of 5 instances done'],
    ],
    [
      { kind: 'status', destination, deploymentId, role: 'related', status: 'Novel', counts },
      ['related deployment d-ABCDEF123 has status Novel: 3 of 5 instances done'],
    ],
  ],
  instance: [
    [
      {
        kind: 'instance',
        destination,
        deploymentId,
        role: 'deployment',
        instance: 'i-1',
        event: 'Install',
        status: 'Succeeded',
      },
      [],
    ],
    [
      {
        kind: 'instance',
        destination,
        deploymentId,
        role: 'rollback',
        instance: 'i-1',
        event: 'Install',
        status: 'Failed',
        diagnostics: { code: 'UnknownError', message: 'no space left\non device' },
      },
      ['rollback: i-1: Install failed: UnknownError, no space left on device'],
    ],
  ],
  trouble: [[{ kind: 'trouble', destination, text: 'throttled' }, ['throttled']]],
  stopping: [
    [
      { kind: 'stopping', destination, deploymentId, rollback: true, reason: 'timed out' },
      ['stopping and rolling back deployment d-ABCDEF123: timed out'],
    ],
  ],
  'rolling-back': [
    [
      { kind: 'rolling-back', destination, deploymentId, by: 'codedeploy', version: '1.213' },
      ['CodeDeploy rolls back to 1.213: deployment d-ABCDEF123'],
    ],
    [
      { kind: 'rolling-back', destination, deploymentId, by: 'fanout' },
      ['rolling back: deployment d-ABCDEF123'],
    ],
  ],
  gate: [
    [
      {
        kind: 'gate',
        destination,
        wave: 'canary',
        gate: { kind: 'alarm', name: 'orders-5xx', verdict: 'fail', message: 'the alarm is on' },
      },
      ['alarm orders-5xx fails: the alarm is on'],
    ],
    [
      {
        kind: 'gate',
        destination,
        wave: 'canary',
        gate: {
          kind: 'metric',
          name: 'errors',
          verdict: 'inconclusive',
          message: 'inconclusive: no data',
          dryRun: true,
        },
      },
      ['gate errors is inconclusive: inconclusive: no data, a dry run: nothing follows'],
    ],
  ],
  finished: [
    [
      { kind: 'finished', destination, result: aResult() },
      ['succeeded after 1m 02s: 3 of 3 instances done'],
    ],
    [
      { kind: 'finished', destination, result: aRolledBackResult() },
      ['rolled back to 1.213 after 3m 11s: 2 of 3 instances done, 1 failed'],
    ],
    [
      {
        kind: 'finished',
        destination,
        result: aResult({
          outcome: 'never-started',
          instances: noInstances,
          seconds: 0,
          reason: 'an earlier wave failed',
        }),
      },
      ['never started: an earlier wave failed'],
    ],
  ],
};

test.each(Object.values(cases).flat())('$kind is told as %j', (event, expected) => {
  expect(texts(event)).toEqual(expected);
});

describe('news', () => {
  const told = (events: Unstamped[]) => {
    let view = newDestination(aLabel(destination));
    return events.flatMap((each) => {
      const event: RunEvent = { at: START, ...each };
      const lines = news(view, event);
      view = advanceDestination(view, event);
      return lines.map(({ text }) => text);
    });
  };
  const status = {
    kind: 'status',
    destination,
    deploymentId,
    role: 'deployment',
    status: 'InProgress',
    counts,
  } as const;

  test('says a status once, and again when it changes', () => {
    const later = { ...status, counts: { ...counts, succeeded: 4, inProgress: 0 } };
    expect(told([status, status, later, status])).toEqual([
      '3 of 5 instances done',
      '4 of 5 instances done',
      '3 of 5 instances done',
    ]);
  });

  test('says that a deployment is queued, not that it is created, which its id has said', () => {
    const base = { ...status, counts: { ...noInstances, pending: 5 } };
    expect(
      told([
        { ...base, status: 'Created' },
        { ...base, status: 'Queued' },
      ]),
    ).toEqual(['deployment queued']);
  });

  test('says at the end how far the deployment came, unless that was the last that was said of it', () => {
    const result = aRolledBackResult();
    const end = { kind: 'finished', destination, result } as const;
    const failed = { ...status, status: 'Failed', counts: result.instances };
    expect(told([end])).toEqual([
      'rolled back to 1.213 after 3m 11s: 2 of 3 instances done, 1 failed',
    ]);
    expect(told([failed, end])).toEqual([
      'deployment failed: 2 of 3 instances done, 1 failed',
      'rolled back to 1.213 after 3m 11s',
    ]);
  });

  test('says what is in the way once, until it has gone', () => {
    const trouble = { kind: 'trouble', destination, text: 'throttled' } as const;
    expect(told([trouble, trouble, status, trouble])).toEqual([
      'throttled',
      '3 of 5 instances done',
      'throttled',
    ]);
  });

  test('says the first failures at once and then only that there are more', () => {
    const failures = [1, 2, 3, 4, 5, 6].map(
      (number) =>
        ({
          kind: 'instance',
          destination,
          deploymentId,
          role: 'deployment',
          instance: `i-${number}`,
          event: 'Install',
          status: 'Failed',
        }) as const,
    );
    expect(told(failures)).toEqual([
      'i-1: Install failed',
      'i-2: Install failed',
      'i-3: Install failed',
      'more instances failed: all are listed at the end',
    ]);
  });
});
