import { describe, expect, test } from '@jest/globals';
import { defined } from '../../src/defined.ts';
import type {
  Current,
  DestinationStatus,
  EnvironmentStatus,
} from '../../src/release/environment-status.ts';
import { noInstances } from '../../src/release/outcome.ts';
import { pageWidth } from '../../src/report/columns.ts';
import { statusJson } from '../../src/report/status-json.ts';
import { statusLines } from '../../src/report/status-table.ts';
import { width } from '../../src/words/width.ts';
import { aDestination } from '../release/makers.ts';

const esc = String.fromCharCode(0x1b);

function aCurrent(overrides: Partial<Current> = {}): Current {
  return {
    version: '1.214',
    key: 'orders/1.214-0123456789abcdef.zip',
    bucket: 'deploy-222222222222-eu-west-1',
    text: 's3://deploy-222222222222-eu-west-1/orders/1.214-0123456789abcdef.zip',
    deploymentId: 'd-ABCDEF123',
    since: new Date('2026-11-23T17:29:00Z'),
    build: 'github:9876543.1',
    proven: true,
    failed: false,
    instances: { ...noInstances, succeeded: 3 },
    ...overrides,
  };
}

function aRow(id: string, overrides: Partial<DestinationStatus> = {}): DestinationStatus {
  return {
    destination: aDestination({ id }),
    current: aCurrent(),
    stale: [],
    drift: [],
    ...overrides,
  };
}

function aStatus(overrides: Partial<EnvironmentStatus> = {}): EnvironmentStatus {
  return {
    environment: 'production',
    application: 'orders',
    behind: [],
    problems: [],
    destinations: [aRow('retail/eu-west-1'), aRow('retail/us-east-1')],
    ...overrides,
  };
}

const { current: _, ...unread } = aRow('wholesale/eu-west-1', {
  problem: {
    code: 'aws-denied',
    destination: 'wholesale/eu-west-1',
    message: 'codedeploy:GetDeploymentGroup was denied: AccessDenied: no',
    hint: 'allow the role codedeploy:GetDeploymentGroup',
  },
});

const { current: __, ...never } = aRow('wholesale/us-east-1', {
  drift: ['nothing was deployed with success; 2 of 4 destinations run 1.214'],
});

test('where all is well there are rows only', () => {
  expect(statusLines([aStatus()])).toEqual([
    'production: orders, 1.214 everywhere',
    '',
    '  destination       runs   since (UTC)       deployment   built by          proven',
    '  retail/eu-west-1  1.214  2026-11-23 17:29  d-ABCDEF123  github:9876543.1  yes',
    '  retail/us-east-1  1.214  2026-11-23 17:29  d-ABCDEF123  github:9876543.1  yes',
  ]);
});

test('what is amiss is below its row', () => {
  const instances = { ...noInstances, succeeded: 1, failed: 1, skipped: 1 };
  const lastAttempt = {
    version: '1.215',
    text: 's3://…',
    deploymentId: 'd-XYZ',
    status: 'Failed',
    since: new Date('2026-11-23T18:00:00Z'),
    instances,
    message: 'HEALTH_CONSTRAINTS: too many',
  };
  const odd = aRow('retail/us-east-1', {
    current: aCurrent({ version: '1.213', proven: false, reason: 'not verified in run local:1' }),
    lastAttempt,
    stale: ['1 instance on 1.215, from d-XYZ: i-1'],
    drift: ['1 of 2 destinations runs 1.214'],
    probe: [
      { check: 'https://a/status', holds: true, says: 'status 200, version "1.213"' },
      { check: 'https://b/status', holds: false, says: 'https://b/status: version is "1.2"' },
    ],
  });
  const status = aStatus({
    destinations: [aRow('retail/eu-west-1'), odd, unread, never],
    hold: { held: true, reason: 'outage', by: 'github:9.1', time: '2026-11-23T16:00:00.000Z' },
    lease: { run: 'github:10.1', since: '2026-11-23T17:00:00.000Z' },
    behind: [
      { environment: 'test', version: '1.216', versions: 2 },
      { environment: 'qa', unknown: 'no credentials' },
    ],
  });
  expect(statusLines([status])).toEqual([
    'production: orders, 1.214 in 1 of 4 destinations, 1 cannot be read',
    '  held since 2026-11-23 16:00 by github:9.1: outage',
    '  run github:10.1 has been at work since 2026-11-23 17:00',
    '  behind test, which runs 1.216 (2 newer releases)',
    '  cannot tell whether production is behind qa: no credentials',
    '',
    '  destination          runs     since (UTC)       deployment   built by          proven',
    '  retail/eu-west-1     1.214    2026-11-23 17:29  d-ABCDEF123  github:9876543.1  yes',
    '  retail/us-east-1     1.213    2026-11-23 17:29  d-ABCDEF123  github:9876543.1  no',
    '    drift: 1 of 2 destinations runs 1.214',
    '    unproven: not verified in run local:1',
    '    instances: 1 instance on 1.215, from d-XYZ: i-1',
    '    last attempt: 1.215 failed, 2026-11-23 18:00, d-XYZ, instances: 1 of 3, 1 failed, 1 skipped,',
    '      HEALTH_CONSTRAINTS: too many',
    '    probe as expected: https://a/status: status 200, version "1.213"',
    '    probe FAILED: https://b/status: version is "1.2"',
    '  wholesale/eu-west-1  ?',
    '    cannot be read: codedeploy:GetDeploymentGroup was denied: AccessDenied: no (allow the role',
    '      codedeploy:GetDeploymentGroup)',
    '  wholesale/us-east-1  nothing',
    '    drift: nothing was deployed with success; 2 of 4 destinations run 1.214',
  ]);
});

describe('text from outside', () => {
  const hostile = `${esc}[2J##teamcity[buildStatus]\n::error::x ${'long '.repeat(60)}`;
  const status = aStatus({
    hold: { held: true, reason: hostile, by: hostile, time: hostile },
    destinations: [
      aRow('retail/eu-west-1', {
        current: aCurrent({ build: hostile, reason: hostile, proven: false }),
        drift: [hostile],
        stale: [hostile],
        probe: [{ check: 'x', holds: false, says: hostile }],
      }),
    ],
  });

  test('cannot leave its line, nor the page', () => {
    const lines = statusLines([status]);
    for (const line of lines) {
      expect(line).not.toMatch(/\p{Cc}|##teamcity\[|^\s*::/u);
      expect(width(line)).toBeLessThanOrEqual(pageWidth + 48);
    }
  });

  test('is whole in JSON, and starts nothing there', () => {
    const text = statusJson([status]);
    expect(text).not.toMatch(/\p{Cc}|##/u);
    expect(JSON.parse(text).environments[0].held.reason).toBe(hostile);
  });
});

test('JSON has among its problems, once, what keeps it from telling how far an environment is behind', () => {
  const { problem } = unread;
  const unlisted = {
    code: 'aws-denied',
    message: 's3:ListBucket was denied: AccessDenied: no',
  } as const;
  const behind = [
    { environment: 'test', version: '1.216', problem: unlisted },
    { environment: 'qa', unknown: 'it cannot be read', ...defined({ problem }) },
  ];
  const { problems } = JSON.parse(statusJson([aStatus({ destinations: [unread], behind })]));
  expect(problems).toMatchObject([{ message: problem?.message }, { message: unlisted.message }]);
});

test('JSON says null of what is not known', () => {
  const { environments } = JSON.parse(
    statusJson([aStatus({ destinations: [aRow('a'), never, unread] })]),
  );
  const [environment] = environments;
  expect(environment).toMatchObject({ held: null, lease: null, behind: [] });
  expect(environment.destinations).toMatchObject([
    {
      account: 'retail',
      accountId: '222222222222',
      region: 'eu-west-1',
      deploymentGroup: 'orders-production',
      current: { version: '1.214', since: '2026-11-23T17:29:00.000Z', proven: true, reason: null },
      lastAttempt: null,
      probe: null,
      problem: null,
    },
    { current: null, problem: null, drift: [expect.any(String)] },
    { current: null, problem: { message: expect.stringMatching(/was denied/) } },
  ]);
});
