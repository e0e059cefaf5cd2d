import { describe, expect, test } from '@jest/globals';
import { noInstances } from '../../src/release/outcome.ts';
import { backToTexts, causeLines } from '../../src/report/cause-lines.ts';
import { collapse, titleOf } from '../../src/report/causes.ts';
import { aCause, aResult, aRolledBackResult } from './makers.ts';

const twoWith = (first: string, second: string, part: 'message' | 'log' = 'log') =>
  collapse([
    aRolledBackResult({ causes: [aCause({ instances: ['i-0aaaaaaaaaaaaaaa1'], [part]: first })] }),
    aRolledBackResult({
      destination: 'wholesale/us-east-1',
      causes: [aCause({ instances: ['web-7'], [part]: second })],
    }),
  ]);

test('one check that fails in three regions is one cause, though its address names the region', () => {
  const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1'];
  const causes = collapse(
    regions.map((region) =>
      aResult({
        destination: `retail/${region}`,
        outcome: 'not-verified',
        causes: [
          {
            instances: [],
            of: 3,
            script: `https://${region}.orders.example.com/status`,
            message: `https://${region}.orders.example.com/status: answered 503, not 200`,
          },
        ],
      }),
    ),
  );
  expect(causes.map(({ extent, title }) => [extent, title])).toEqual([
    ['3 of 3 destinations', expect.stringMatching(/^https:\/\/<region>\.orders/)],
  ]);
});

describe('equal causes', () => {
  test.each([
    ['the instance', 'i-0aaaaaaaaaaaaaaa1 is down', 'web-7 is down'],
    ['an instance that is not named', 'peer i-0123456789abcdef0', 'peer i-0fedcba9876543210'],
    ['the deployment', 'd-ABCDEF123', 'd-ZYXWVU987'],
    [
      'paths of the deployment',
      '/opt/codedeploy-agent/deployment-root/3fa85f64-5717-4562-b3fc-2c963f66afa6/d-ABCDEF123/x',
      '/opt/codedeploy-agent/deployment-root/0fa85f64-5717-4562-b3fc-2c963f66afa7/d-ZYXWVU987/x',
    ],
    ['a time', '2026-11-20T16:58:01.123Z failed', '2026-11-20 17:02:44 failed'],
    ['a time of syslog', 'Nov 20 16:58:01 orders', 'Nov  3 07:08:09 orders'],
    ['a process', 'orders[4711]: pid=4711 died', 'orders[99]: pid=99 died'],
    ['a host name', 'ip-10-0-1-7', 'ip-10-22-1-113'],
    ['the region and account', 'sqs.eu-west-1/222222222222', 'sqs.us-east-1/333333333333'],
  ])('differ in %s only', (_, first, second) => {
    const causes = twoWith(first, second);
    expect(causes.map(({ extent, places }) => [extent, places.length])).toEqual([
      ['2 of 6 instances', 2],
    ]);
    expect(twoWith(first, second, 'message')).toHaveLength(1);
  });

  test.each([
    ['what was said', 'connection refused', 'no space left on device'],
    ['a number that means something', 'exit code 1', 'exit code 2'],
    ['a size', 'line 12', 'line 13'],
  ])('are not those whose messages differ in %s', (_, first, second) => {
    expect(twoWith(first, second, 'message')).toHaveLength(2);
  });

  test.each([
    ['the times of agent 2', '2026-09-09 12:00:00 [stderr]no', '2026-09-09 12:00:07 [stderr]no'],
    ['a duration', 'gave up after 3.25 s', 'gave up after 3.31 s'],
    ['a port', 'connect ECONNREFUSED 127.0.0.1:45012', 'connect ECONNREFUSED 127.0.0.1:45377'],
  ])('have logs that differ in %s only, and are one', (_, first, second) => {
    expect(twoWith(first, second)).toMatchObject([{ extent: '2 of 6 instances', otherLogs: [] }]);
  });

  test('with logs that say something else are one, and what the others end with is told', () => {
    const [cause, ...others] = twoWith(
      'one\nconnection refused\n',
      'two\nno space left on device\n',
    );
    expect(others).toEqual([]);
    expect(cause?.otherLogs).toEqual([{ last: 'no space left on device', instances: 1 }]);
    const lines = cause && causeLines(cause, { lines: 20, characters: 2000 });
    expect(lines?.map(({ text }) => text).join('\n')).toContain(
      '1 log ends with: no space left on device',
    );
  });

  test('are not those with other advice, though they differ in nothing else', () => {
    const [one, other] = ['make room', 'call the network team'].map((advice) =>
      aRolledBackResult({ causes: [aCause({ advice })] }),
    );
    expect(collapse(one && other ? [one, other] : [])).toHaveLength(2);
  });
});

describe('collapse', () => {
  test('says how many instances of all in the run, those of most first', () => {
    const disk = aCause({ instances: ['i-1', 'i-2'], message: 'no space left on device' });
    const causes = collapse([
      aRolledBackResult({ causes: [aCause(), disk], instances: { ...noInstances, failed: 3 } }),
      aResult({ destination: 'retail/us-east-1' }),
    ]);
    expect(causes.map(({ extent, message }) => [extent, message.slice(0, 8)])).toEqual([
      ['2 of 6 instances', 'no space'],
      ['1 of 6 instances', 'Script a'],
    ]);
  });

  test('counts destinations where no instance is named', () => {
    const cause = { instances: [], of: 0, code: 'NO_INSTANCES', message: 'no instances found' };
    const results = ['retail/eu-west-1', 'retail/us-east-1'].map((destination) =>
      aResult({ destination, outcome: 'failed', causes: [cause], instances: noInstances }),
    );
    const [only, ...others] = collapse([
      ...results,
      aResult({ destination: 'wholesale/eu-west-1' }),
    ]);
    expect(others).toEqual([]);
    expect(only?.extent).toBe('2 of 3 destinations');
    expect(only?.title).toBe('NO_INSTANCES: no instances found');
  });

  test('leaves out what only follows from failed instances, unless it is all there is', () => {
    const health = { instances: [], of: 3, code: 'HEALTH_CONSTRAINTS', message: 'too many failed' };
    const codes = (causes: ReturnType<typeof collapse>) => causes.map(({ code }) => code);
    expect(codes(collapse([aRolledBackResult({ causes: [health, aCause()] })]))).toEqual([
      'ScriptFailed',
    ]);
    expect(codes(collapse([aRolledBackResult({ causes: [health] })]))).toEqual([
      'HEALTH_CONSTRAINTS',
    ]);
  });

  test('takes the reason where a failure has no cause', () => {
    const [cause] = collapse([aResult({ outcome: 'timed-out', reason: 'not done within 45m' })]);
    expect(cause).toMatchObject({ title: 'not done within 45m', failed: true });
  });

  test('does not take destinations that were never started for failures', () => {
    expect(
      collapse([aResult({ outcome: 'never-started', reason: 'an earlier wave failed' })]),
    ).toEqual([]);
  });

  test('a cause where all succeeded in the end is no failure', () => {
    expect(collapse([aResult({ causes: [aCause()] })])[0]?.failed).toBe(false);
  });
});

test.each([
  [{}, 'scripts/check_service.sh exit 1 in ValidateService'],
  [
    { message: 'timed out', code: 'ScriptTimedOut' },
    'scripts/check_service.sh: ScriptTimedOut in ValidateService',
  ],
])('titles of scripts %#', (overrides, title) => {
  expect(titleOf(aCause(overrides))).toBe(title);
});

test('titles without a script', () => {
  expect(titleOf({ event: 'Install', message: 'no space left' })).toBe(
    'Install failed: no space left',
  );
  expect(titleOf({ code: 'THROTTLED', message: 'too many calls' })).toBe(
    'THROTTLED: too many calls',
  );
  expect(titleOf({ message: 'alarm' })).toBe('alarm');
});

test('a cause says where, what the script said, what runs again, what to do and where to look', () => {
  const [cause] = collapse([aRolledBackResult()]);
  const text =
    cause &&
    causeLines(cause, { lines: 20, characters: 2000 })
      .map((line) => line.text)
      .join('\n');
  for (const part of [
    'retail/eu-west-1: i-0a1b2c3d4e5f60003',
    'scripts/check_service.sh exit 1',
    '[stderr]curl: (7) Failed to connect',
    '1.213 on every instance (by CodeDeploy, deployment d-',
    'journalctl -u orders',
    'https://eu-west-1.console.aws.amazon.com/',
  ]) {
    expect(text).toContain(part);
  }
});

test('destinations that went back to the same are told together', () => {
  const rollback = {
    deploymentId: 'd-1',
    status: 'succeeded',
    version: '1.213',
    complete: true,
    by: 'fanout',
  } as const;
  const place = { instances: [], outcome: 'rolled-back' } as const;
  expect(
    backToTexts([
      { ...place, instances: [], destination: 'a/x', rollback },
      {
        ...place,
        instances: [],
        destination: 'a/y',
        rollback: { ...rollback, deploymentId: 'd-2' },
      },
      { ...place, instances: [], destination: 'b/x', rollback: { ...rollback, status: 'failed' } },
      { ...place, instances: [], destination: 'b/y' },
    ]),
  ).toEqual([
    '1.213 on every instance: a/x (d-1), a/y (d-2)',
    'the rollback to 1.213 failed: check what runs there: b/x (d-1)',
  ]);
});
