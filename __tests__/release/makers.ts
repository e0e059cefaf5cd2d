import { createHash } from 'node:crypto';
import type { DeploymentInfo, InstanceTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy';
import type { Check, Destination, Environment, Wave } from '../../src/config/destination.ts';
import { type DestinationResult, noInstances } from '../../src/release/outcome.ts';
import type { DestinationRecord, RunRecord } from '../../src/release/records/run-records.ts';

export function aResult(overrides: Partial<DestinationResult> = {}): DestinationResult {
  return {
    destination: 'retail/eu-west-1',
    outcome: 'succeeded',
    version: '1.214',
    seconds: 42,
    instances: noInstances,
    causes: [],
    ...overrides,
  };
}

export function aDestination(overrides: Partial<Destination> = {}): Destination {
  return {
    id: 'retail/eu-west-1',
    account: { name: 'retail', id: '222222222222' },
    region: 'eu-west-1',
    partition: 'aws',
    application: 'orders',
    deploymentGroup: 'orders-production',
    role: { arn: 'arn:aws:iam::222222222222:role/codedeploy-fanout', sessionTags: false },
    bucket: 'deploy-222222222222-eu-west-1',
    bucketOwner: '222222222222',
    ignoreApplicationStopFailures: false,
    updateOutdatedInstancesOnly: false,
    rollback: {},
    timeout: 45 * 60_000,
    onBusy: 'wait',
    busyTimeout: 30 * 60_000,
    onReady: 'continue',
    failedInstances: 'warn',
    empty: 'fail',
    verify: [],
    ...overrides,
  };
}

export function aWave(overrides: Partial<Wave> = {}): Wave {
  const destinations = overrides.destinations ?? [aDestination()];
  return {
    name: 'all',
    destinations,
    maxParallel: destinations.length,
    maxFailures: 0,
    failureMode: 'soft',
    bake: 0,
    ...overrides,
  };
}

export function anEnvironment(overrides: Partial<Environment> = {}): Environment {
  return {
    name: 'production',
    application: 'orders',
    waves: [aWave()],
    after: [],
    onFailure: 'stop',
    stopRunning: false,
    onOlder: 'refuse',
    onCancel: 'stop-and-rollback',
    ...overrides,
  };
}

export function aDeployment(overrides: Partial<DeploymentInfo> = {}): DeploymentInfo {
  return { deploymentId: 'd-ABCDEF123', status: 'InProgress', creator: 'user', ...overrides };
}

export function anInstance(
  id: string,
  events: LifecycleEvent[],
  overrides: Partial<InstanceTarget> = {},
): InstanceTarget {
  return {
    targetId: id,
    targetArn: `arn:aws:ec2:eu-west-1:222222222222:instance/${id}`,
    status: 'Failed',
    lifecycleEvents: events,
    ...overrides,
  };
}

/** Of a digest's form; the same text gives the same one. */
export function aDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What a run did to one destination; the release is named by its version. */
export function anEntry(overrides: Partial<DestinationRecord> = {}): DestinationRecord {
  const { version = '1.214', destination = 'retail/eu-west-1' } = overrides;
  const digest = aDigest(version);
  const bucket = `deploy-222222222222-${destination.split('/')[1]}`;
  const key = `orders/${version}-${digest.slice(0, 16)}.zip`;
  const outcome = overrides.outcome ?? 'succeeded';
  return {
    destination,
    account: destination.startsWith('wholesale/') ? '333333333333' : '222222222222',
    region: destination.split('/')[1] ?? '',
    application: 'orders',
    deploymentGroup: 'orders-production',
    deploymentGroupId: 'group-1',
    version,
    digest,
    object: { bucket, key, eTag: `etag-${version}` },
    outcome,
    verified: outcome === 'succeeded',
    ...overrides,
  };
}

let runs = 0;

/** A run's record; without a time of its own it is a minute after the one made before it. */
export function aRunRecord(
  destinations: DestinationRecord[],
  overrides: Partial<RunRecord> = {},
): RunRecord {
  const minute = ++runs;
  const started = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  return {
    fanout: 1,
    run: `github:${minute}.1`,
    command: 'deploy',
    environment: 'production',
    started,
    ended: started,
    verdict: 'succeeded',
    destinations,
    ...overrides,
  };
}

/** A check that would pass; what it comes to is for the test's own `verify` to say. */
export const aSmokeCheck: Check = {
  kind: 'command',
  name: 'smoke',
  command: ['true'],
  timeout: 1_000,
  interval: 100,
  consecutive: 1,
  failures: 3,
};
