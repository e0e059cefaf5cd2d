import type { DeploymentInfo, InstanceTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy';
import type { Destination, Environment, Wave } from '../../src/config/destination.ts';
import { type DestinationResult, noInstances } from '../../src/release/outcome.ts';

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
