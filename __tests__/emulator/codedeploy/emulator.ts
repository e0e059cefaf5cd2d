import {
  type CodeDeployOptions,
  createCodeDeploy,
} from '../../../src/emulator/codedeploy/codedeploy.ts';
import type { Operations, Structures } from '../../../src/emulator/codedeploy/model.generated.ts';
import { type OutcomeRule, outcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import { type ObjectReader, type SeedGroup, ServiceError } from '../../../src/emulator/service.ts';
import { type LeapingClock, leapingClock } from './leaping-clock.ts';

export const account = '222222222222';
export const region = 'eu-west-1';

export function aGroup(overrides: Partial<SeedGroup> = {}): SeedGroup {
  return {
    account,
    region,
    application: 'orders',
    deploymentGroup: 'orders-production',
    instances: 3,
    destination: 'retail/eu-west-1',
    ...overrides,
  };
}

/** Every key of every bucket exists, with an eTag made of the key. */
export const everyObject: ObjectReader = {
  read: ({ key }) => ({ body: Buffer.from(key), eTag: `"etag-of-${key}"` }),
};

/** What is to match, and what happens then. */
export type Scripted = readonly [match: object, then: unknown];

export function aRule([match, then]: Scripted): OutcomeRule {
  return outcomeRule.parse(Object.fromEntries([...Object.entries(match), ['then', then]]));
}

export function aRevision(
  key = 'orders/1.1-abc.zip',
  more: object = {},
): Structures['RevisionLocation'] {
  return {
    revisionType: 'S3',
    s3Location: { bucket: 'deploy-bucket', key, bundleType: 'zip', ...more },
  };
}

type Input<O extends keyof Operations> = Operations[O]['input'];

/** An emulated CodeDeploy with one group unless told otherwise, and short ways to use it. */
export function anEmulator({
  groups = [aGroup()],
  rules = [],
  clock = leapingClock(),
  ...options
}: Partial<CodeDeployOptions> & {
  groups?: SeedGroup[];
  rules?: Scripted[];
  clock?: LeapingClock;
} = {}) {
  const service = createCodeDeploy({
    seed: { accounts: [{ id: account, name: 'retail', roles: [] }], buckets: [], groups },
    objects: everyObject,
    clock,
    outcomes: rules.map(aRule),
    ...options,
  });

  const send = (
    operation: string,
    input: unknown,
    where: { region?: string; asOf?: number } = {},
  ) =>
    service.handle({
      operation,
      account,
      region,
      principal: { accessKeyId: 'AKIA', account, arn: `arn:aws:iam::${account}:user/test` },
      input,
      ...where,
    });

  const call = <O extends keyof Operations>(operation: O, input: Input<O>) =>
    send(operation, input) as Promise<Operations[O]['output']>;

  const deploy = async (input: Partial<Input<'CreateDeployment'>> = {}) => {
    const { deploymentId } = await call('CreateDeployment', {
      applicationName: 'orders',
      deploymentGroupName: 'orders-production',
      revision: aRevision(),
      ...input,
    });
    return deploymentId ?? '';
  };

  const info = async (deploymentId: string) => {
    const { deploymentInfo } = await call('GetDeployment', { deploymentId });
    return deploymentInfo ?? {};
  };

  const until = async (
    deploymentId: string,
    isReached: (info: Structures['DeploymentInfo']) => boolean,
  ) => {
    for (;;) {
      const now = await info(deploymentId);
      if (isReached(now)) return now;
      await clock.leap();
    }
  };

  const ended = (deploymentId: string) =>
    until(deploymentId, ({ status = '' }) => ['Succeeded', 'Failed', 'Stopped'].includes(status));

  const targets = async (deploymentId: string) => {
    const targetIds: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await call('ListDeploymentTargets', { deploymentId, nextToken });
      targetIds.push(...(page.targetIds ?? []));
      nextToken = page.nextToken;
    } while (nextToken);
    const { deploymentTargets } = await call('BatchGetDeploymentTargets', {
      deploymentId,
      targetIds,
    });
    return (deploymentTargets ?? []).map(({ instanceTarget }) => instanceTarget ?? {});
  };

  const group = async (deploymentGroupName = 'orders-production') => {
    const input = { applicationName: 'orders', deploymentGroupName };
    return (await call('GetDeploymentGroup', input)).deploymentGroupInfo ?? {};
  };

  return { ...service, clock, send, call, deploy, info, until, ended, targets, group };
}

/** The name of the error that a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  const answer = await call.catch((error: unknown) => error);
  if (answer instanceof ServiceError) return { code: answer.code, message: answer.message };
  throw new Error(
    `not refused: ${answer instanceof Error ? answer.stack : JSON.stringify(answer)}`,
  );
}

/** `ApplicationStop Succeeded`, … */
export function eventsOf({ lifecycleEvents = [] }: Structures['InstanceTarget']): string[] {
  return lifecycleEvents.map(({ lifecycleEventName, status }) => `${lifecycleEventName} ${status}`);
}
