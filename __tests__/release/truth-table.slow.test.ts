import { afterAll, describe, expect, test } from '@jest/globals';
import type { AwsSession } from '../../src/aws/session.ts';
import type { Destination, Environment } from '../../src/config/destination.ts';
import type { Snapshot } from '../../src/release/deployment/group-state.ts';
import type { DestinationResult } from '../../src/release/outcome.ts';
import { carryOut } from '../../src/release/run/carry-out.ts';
import { judge } from '../../src/release/verdict.ts';
import { aManualClock } from '../aws/makers.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';
import { type Fate, scriptedCalls } from './scripted.ts';
import { product, type Row, rowFor } from './table.ts';
import { destinationRows, fates, rollbacks, runRows } from './truth-table.ts';

const policies = product({
  onFailure: ['stop', 'rollback', 'continue'],
  stopRunning: ['no', 'yes'],
  failedInstances: ['warn', 'fail'],
  empty: ['fail', 'skip'],
  automatic: ['on', 'off'],
});

const used = new Set<Row<string>>();

describe.each(Object.keys(fates))('a deployment that is %s', (deployment) => {
  test.each(rollbacks)('and whose rollback is: %s', async (rollback) => {
    const wrong: string[] = [];
    for (const policy of policies) {
      const expected = expectedOf({ deployment, rollback, ...policy });
      const actual = await actualOf({ ...fates[deployment], rollback } as Fate, policy);
      if (actual !== expected) wrong.push(`${JSON.stringify(policy)}: ${actual}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });
});

afterAll(() => {
  expect(runRows.filter((row) => !used.has(row))).toEqual([]);
});

function expectedOf(about: Row<'deployment' | 'rollback'> & Policy): string {
  const { deployment, rollback, failedInstances, empty, onFailure, stopRunning } = about;
  const one = {
    deployment,
    rollback,
    failedInstances,
    empty,
    'stopped for': stoppedFor(deployment),
  };
  const { outcome } = rowFor(destinationRows, one);
  const isBack = ['succeeded', 'partly'].includes(rollback);
  const mayGoBack = ['rolled-back', 'timed-out'].includes(outcome);
  const back = isBack && mayGoBack ? 'yes' : 'no';
  const run = rowFor(runRows, { outcome, back, onFailure, stopRunning });
  used.add(run);
  const { first, beside, next, verdict, exit } = run;
  return [first, beside, next, verdict, exit].join(' ').replaceAll('=', outcome);
}

/** What has no end of its own runs out of time. */
function stoppedFor(deployment: string): string {
  const status = fates[deployment]?.status ?? '';
  const hasEnd = ['Succeeded', 'Failed', 'Stopped', 'gone', 'refused'].includes(status);
  return hasEnd || deployment === 'Shifted' ? 'none' : 'timed-out';
}

type Policy = Row<'onFailure' | 'stopRunning' | 'failedInstances' | 'empty' | 'automatic'>;

const release = 'orders/1.214-0123456789abcdef.zip';

/** Three destinations: one that the table is about, one beside it, one in the next wave. */
async function actualOf(fate: Fate, policy: Policy): Promise<string> {
  const all = ['first', 'beside', 'next'].map((id) =>
    aDestination({
      id,
      account: { name: id },
      timeout: id === 'first' ? 60_000 : 10 * 60 * 60_000,
      failedInstances: policy.failedInstances as Destination['failedInstances'],
      empty: policy.empty as Destination['empty'],
      rollback: { auto: policy.automatic === 'on' ? ['DEPLOYMENT_FAILURE'] : [] },
      onReady: 'wait',
    }),
  );
  const [first, beside, next] = all as [Destination, Destination, Destination];
  const environment = anEnvironment({
    onFailure: policy.onFailure as Environment['onFailure'],
    stopRunning: policy.stopRunning === 'yes',
    waves: [aWave({ destinations: [first, beside] }), aWave({ destinations: [next] })],
  });
  let looks = 0;
  let hasEnded = false;
  const good = { status: 'Succeeded', rollback: 'succeeded' } as const;
  const calls = new Map([
    ['first', scriptedCalls(fate, release)],
    // It is under way until some looks after the end of the first one.
    ['beside', scriptedCalls({ ...good, isPending: () => !hasEnded || looks++ < 3 }, release)],
    ['next', scriptedCalls(good, release)],
  ]);
  const artifact = { version: '1.214', bucket: 'b', key: release };
  const { results } = await carryOut(
    {
      environment,
      artifacts: new Map(all.map(({ id }) => [id, artifact])),
      run: 'local:1',
      command: 'deploy',
    },
    new Map(all.map(({ id }) => [id, before])) as Snapshot,
    {
      aws: {
        codedeploy: ({ id }: Destination) => calls.get(id),
        silentSince: () => undefined,
      } as unknown as AwsSession,
      clock: aManualClock(),
      sure: async () => undefined,
      emit: (event) => {
        if (event.kind === 'finished' && event.destination === 'first') hasEnded = true;
      },
      signal: new AbortController().signal,
      snapshotAt: 0,
      blocked: new AbortController().signal,
      verify: async () => [],
      emulated: true,
      watches: () => [],
    },
  );
  const { verdict, exitCode } = judge(results);
  return [...results.map(outcomeOf), verdict, exitCode].join(' ');
}

const before = {
  group: { outdatedInstancesStrategy: 'IGNORE' },
  running: {
    deploymentId: 'd-before',
    version: '1.213',
    location: { bucket: 'b', key: 'orders/1.213-0123456789abcdef.zip' },
  },
};

function outcomeOf({ outcome }: DestinationResult): string {
  return outcome;
}
