import {
  BatchGetDeploymentTargetsCommand,
  CodeDeployClient,
  CreateDeploymentCommand,
  GetDeploymentCommand,
  type InstanceTarget,
  ListDeploymentTargetsCommand,
} from '@aws-sdk/client-codedeploy';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Clock } from '../../../src/clock.ts';
import { defined } from '../../../src/defined.ts';
import { createCodeDeploy } from '../../../src/emulator/codedeploy/codedeploy.ts';
import { anEmulator, dev, s3Of } from '../an-emulator.ts';
import { anAgent, type Identity, type TestAgent } from './an-agent.ts';

const bucket = 'dev-ireland';
const key = 'orders/1.1-abc.zip';
const region = 'eu-west-1';

type Given = { instances?: number; deploymentConfig?: string };

/** An emulator whose instances are real agents, which the test plays. */
export async function aWorldOfAgents({ instances = 1, deploymentConfig }: Given = {}) {
  const clock = aSteppedClock();
  const said: string[] = [];
  const identities: Identity[] = [];
  let codedeploy: ReturnType<typeof createCodeDeploy> | undefined;
  const group = { account: dev, region, destination: 'dev/eu-west-1' };
  const emulator = await anEmulator({
    clock,
    seed: {
      base: { account: dev },
      groups: [
        {
          ...group,
          application: 'orders',
          deploymentGroup: 'orders-test',
          instances,
          ...defined({ deploymentConfig }),
        },
      ],
    },
    agents: {
      say: (words) => said.push(words),
      onHost: ({ session: { principal, secretAccessKey } }) =>
        identities.push({
          arn: principal.arn,
          region,
          accessKeyId: principal.accessKeyId,
          secretAccessKey,
        }),
    },
    codedeploy: (ports) => {
      codedeploy = createCodeDeploy(ports);
      return codedeploy;
    },
  });
  for (const { instances: hosts } of codedeploy?.view() ?? [])
    for (const { id } of hosts) emulator.openHost?.(id, group);
  const { credentials } = emulator;
  const s3 = await s3Of(emulator, { credentials });
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'a bundle' }));
  const client = new CodeDeployClient({ endpoint: emulator.url, region, credentials });

  const targets = async (deploymentId: string): Promise<InstanceTarget[]> => {
    const { targetIds = [] } = await client.send(
      new ListDeploymentTargetsCommand({ deploymentId }),
    );
    const { deploymentTargets = [] } = await client.send(
      new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds }),
    );
    return deploymentTargets.map(({ instanceTarget }) => instanceTarget ?? {});
  };
  return {
    emulator,
    clock,
    said,
    client,
    targets,
    agents: identities.map((identity) => anAgent(emulator.url, identity)) as [
      TestAgent,
      ...TestAgent[],
    ],
    identities: identities as [Identity, ...Identity[]],
    async deploy(): Promise<string> {
      const { deploymentId = '' } = await client.send(
        new CreateDeploymentCommand({
          applicationName: 'orders',
          deploymentGroupName: 'orders-test',
          fileExistsBehavior: 'OVERWRITE',
          revision: { revisionType: 'S3', s3Location: { bucket, key, bundleType: 'zip' } },
        }),
      );
      return deploymentId;
    },
    /** What clients of AWS that are older than the mode cannot ask. */
    async restart(): Promise<void> {
      const input = {
        applicationName: 'orders',
        deploymentGroupName: 'orders-test',
        deploymentMode: 'RESTART',
      };
      const principal = { account: dev, arn: '', accessKeyId: '' };
      const operation = 'CreateDeployment';
      await codedeploy?.handle({ operation, account: dev, region, principal, input });
    },
    /** How the deployment ended. */
    async ended(deploymentId: string): Promise<string> {
      for (;;) {
        const { deploymentInfo } = await client.send(new GetDeploymentCommand({ deploymentId }));
        const { status = '' } = deploymentInfo ?? {};
        if (['Succeeded', 'Failed', 'Stopped'].includes(status)) return status;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

/** Takes events until `last`, which is left to the caller. */
export async function reach(agent: TestAgent, last: string) {
  for (;;) {
    const command = await agent.poll();
    if (!command) continue;
    if (command.CommandName === last) return command;
    await agent.acknowledge(command);
    await agent.complete(command);
  }
}

export type SteppedClock = Clock & {
  pass(ms: number): void;
  /** Resolves when somebody waits for that long. */
  held(ms: number): Promise<void>;
};

/** Short waits are over at once; what takes longer waits until the test lets the time pass. */
function aSteppedClock(): SteppedClock {
  type Sleeper = { ms: number; at: number; wake: () => void };
  const sleepers = new Set<Sleeper>();
  const watchers = new Set<() => void>();
  let now = Date.now();
  return {
    now: () => now,
    pass(ms) {
      now += ms;
      for (const sleeper of sleepers) if (sleeper.at <= now) sleeper.wake();
    },
    held: (ms) =>
      new Promise((resolve) => {
        const look = () => {
          if (![...sleepers].some((sleeper) => sleeper.ms === ms)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper: Sleeper = { ms, at: now + ms, wake: () => end(resolve) };
        const stop = () => end(() => reject(signal?.reason));
        const end = (settle: () => void) => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', stop);
          settle();
        };
        signal?.addEventListener('abort', stop, { once: true });
        sleepers.add(sleeper);
        for (const look of watchers) look();
        if (ms <= 3000) {
          now += ms;
          setImmediate(sleeper.wake);
        }
      }),
  };
}
