import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Destination } from '../../src/config/destination.ts';
import type { Followed } from '../../src/release/deployment/follow.ts';
import {
  type Interruption,
  judgeDeployment,
  judgeMissing,
} from '../../src/release/deployment/judge-deployment.ts';
import { type Outcome, outcomes, type Rollback } from '../../src/release/outcome.ts';
import { judge } from '../../src/release/verdict.ts';
import { aDestination, aResult } from './makers.ts';
import { product, type Row, rowFor } from './table.ts';
import { destinationRows, fates, interruptions, rollbacks, runRows } from './truth-table.ts';

const policies = product({ failedInstances: ['warn', 'fail'], empty: ['fail', 'skip'] });
const used = new Set<Row<string>>();

describe.each(Object.keys(fates))('a deployment that is %s', (deployment) => {
  // What has not ended and is not stopped is followed on, and nothing is said of it yet.
  const stops = interruptions.filter((stop) => stop !== 'none' || hasAnEnd(deployment));
  test.each(product({ 'stopped for': stops, rollback: rollbacks }))('%j', (about) => {
    const wrong = policies.flatMap((policy) => {
      const row = rowFor(destinationRows, { deployment, ...about, ...policy });
      used.add(row);
      const actual = outcomeOf(deployment, about, policy);
      return actual === row.outcome ? [] : [{ ...policy, actual, expected: row.outcome }];
    });
    expect(wrong).toEqual([]);
  });
});

afterAll(() => {
  expect(destinationRows.filter((row) => !used.has(row))).toEqual([]);
});

function hasAnEnd(deployment: string): boolean {
  return !['Created', 'Queued', 'InProgress', 'Baking', 'Ready', 'Paused'].includes(deployment);
}

function outcomeOf(
  deployment: string,
  about: Row<'stopped for' | 'rollback'>,
  policy: Row<'failedInstances' | 'empty'>,
): Outcome {
  const destination = aDestination(policy as Partial<Destination>);
  if (deployment === 'not created')
    return judgeMissing({ refused: 'no such group' }, destination).outcome;
  const stop = about['stopped for'] as 'none' | Interruption['outcome'];
  return judgeDeployment(followedTo(deployment), destination, {
    emulated: true,
    interruption: stop === 'none' ? undefined : { outcome: stop, reason: 'as the test has it' },
    // CodeDeploy rolls back only what has ended badly, and no other rollback is followed.
    rollback: /^Succeeded|^Shifted|^unreadable/.test(deployment)
      ? undefined
      : rollbackThat[about.rollback],
    related: [],
  }).outcome;
}

function followedTo(deployment: string): Followed {
  const { status, details, targets = [] } = fates[deployment] ?? {};
  if (deployment === 'unreadable') return { end: 'lost', targets: [] };
  const info = {
    deploymentId: 'd-ABCDEF123',
    status: status as NonNullable<DeploymentInfo['status']>,
    deploymentOverview: { Succeeded: 3 },
    ...details,
  };
  const end = deployment === 'Shifted' ? 'shifted' : hasAnEnd(deployment) ? 'ended' : 'expired';
  return { end, info, targets };
}

const aRollback = { deploymentId: 'd-ROLLBACK1', by: 'codedeploy' as const };
const rollbackThat: { [rollback: string]: Rollback } = {
  succeeded: { ...aRollback, status: 'succeeded', complete: true },
  partly: { ...aRollback, status: 'succeeded', complete: false },
  failed: { ...aRollback, status: 'failed', complete: false },
  stopped: { ...aRollback, status: 'stopped', complete: false },
  unreadable: { ...aRollback, status: 'unknown', complete: false },
};

test.each(runRows)('a run: %j', ({ outcome, first, beside, next, verdict, exit }) => {
  for (const one of outcome.split('/')) {
    const outcomes = [first, beside, next].map((text) => text.replace('=', one) as Outcome);
    expect(judge(outcomes.map((each) => aResult({ outcome: each })))).toEqual({
      verdict: verdict.replace('=', one),
      exitCode: Number(exit),
    });
  }
});

test('of any two outcomes one word is the verdict only where both share it, and only success, what was not rehearsed and what is ready are 0', () => {
  for (const one of outcomes) {
    for (const other of outcomes) {
      const results = [one, other].map((outcome) => aResult({ outcome }));
      // Skipping is no success by itself, and nothing against one.
      const [said = 'skipped', ...more] = new Set(
        [one, other].filter((outcome) => outcome !== 'skipped'),
      );
      // What was not rehearsed in one place was not rehearsed; what waits in one place is ready.
      const both = [said, ...more];
      const isWell = both.every((each) => ['succeeded', 'not-rehearsed', 'ready'].includes(each));
      const shared = both.includes('ready') ? 'ready' : 'not-rehearsed';
      const verdict = more.length === 0 ? said : isWell ? shared : 'split';
      const exitCode = isWell ? 0 : 1;
      expect({ one, other, ...judge(results) }).toEqual({ one, other, verdict, exitCode });
    }
  }
});
