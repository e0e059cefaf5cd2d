import { createHash } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CodeDeployClient,
  ContinueDeploymentCommand,
  CreateDeploymentCommand,
  CreateDeploymentConfigCommand,
  CreateDeploymentGroupCommand,
  DeleteDeploymentGroupCommand,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  UpdateDeploymentGroupCommand,
  waitUntilDeploymentSuccessful,
} from '@aws-sdk/client-codedeploy';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach } from '@jest/globals';
import AdmZip from 'adm-zip';
import { type AwsOptions, openAws } from '../../src/aws/session.ts';
import type { Bundle } from '../../src/bundle/bundle.ts';
import { ContentDigest } from '../../src/bundle/digest.ts';
import { guardedBuckets } from '../../src/cli/guarded-buckets.ts';
import { type Clock, steadyClock } from '../../src/clock.ts';
import {
  allDestinations,
  type Destination,
  type Environment,
} from '../../src/config/destination.ts';
import {
  createCodeDeploy,
  type EmulatedCodeDeploy,
} from '../../src/emulator/codedeploy/codedeploy.ts';
import type { OutcomeRule } from '../../src/emulator/codedeploy/outcome-rule.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import type { GroupRule } from '../../src/emulator/scenario/group-definition.ts';
import { seedOf } from '../../src/emulator/seed.ts';
import { type Emulator, startEmulator } from '../../src/emulator/server.ts';
import { type Random, seededRandom } from '../../src/random.ts';
import { seededClock } from '../../src/rehearsal/seeded-clock.ts';
import { wireTo } from '../../src/rehearsal/wire.ts';
import type { RunEvent, Unstamped } from '../../src/release/events.ts';
import type { DestinationResult } from '../../src/release/outcome.ts';
import { type ContinueRequest, continueRun } from '../../src/release/run/continue-run.ts';
import { type DeployRequest, deploy } from '../../src/release/run/deploy-release.ts';
import { type PromoteRequest, promote } from '../../src/release/run/promote-release.ts';
import { type RollBackRequest, rollBack } from '../../src/release/run/roll-back.ts';
import type { RunPorts } from '../../src/release/run/run-ports.ts';
import type { RunResult } from '../../src/release/run/run-release.ts';
import { type StopRequest, stopRun } from '../../src/release/run/stop-run.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';

export type WorldOptions = {
  environment?: Environment;
  /** Environments before it. */
  before?: Environment[];
  outcomes?: OutcomeRule[];
  faults?: FaultRule[];
  instances?: number;
  /** What deployment groups are like. */
  groups?: GroupRule[];
  /** How much faster than the machine's the one clock is. */
  speed?: number;
  /**
   * The clock leaps over all that is waited for, and stands still while anything is done: however busy the machine is, no
   * time limit passes before its time. Nothing listens for connections then.
   */
  leaps?: boolean;
  /** Of such a world; by it requests are on their way. */
  random?: Random;
};

/** Two accounts in three regions each, as one wave. */
export function aGrid(overrides: Partial<Environment> = {}): Environment {
  const accounts = [
    { name: 'retail', id: '222222222222' },
    { name: 'wholesale', id: '333333333333' },
  ];
  const destinations = accounts.flatMap((account) =>
    ['eu-west-1', 'us-east-1', 'ap-southeast-1'].map((region) =>
      aDestination({
        id: `${account.name}/${region}`,
        account,
        region,
        role: { arn: `arn:aws:iam::${account.id}:role/codedeploy-fanout`, sessionTags: false },
        bucket: `deploy-${account.id}-${region}`,
        bucketOwner: account.id,
        rollback: { auto: ['DEPLOYMENT_FAILURE'] },
      }),
    ),
  );
  return anEnvironment({ waves: [aWave({ destinations })], ...overrides });
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((world) => world.close()));
});

/** An emulated AWS with what the environment needs, and a way to deploy to it as the product does. Closed after the test. */
export async function openWorld(options: WorldOptions = {}) {
  const { environment = aGrid(), outcomes = [], faults = [], instances = 3, speed = 400 } = options;
  const { before = [] } = options;
  const leaping = options.leaps
    ? { clock: seededClock(Date.now()), random: options.random ?? seededRandom(1) }
    : undefined;
  const clock: Clock = leaping?.clock ?? steadyClock(speed);
  const folder = await mkdtemp(join(tmpdir(), 'fanout-'));
  let codedeploy: EmulatedCodeDeploy | undefined;
  const environments = [...before, environment];
  const seed = seedOf(environments, instances, options.groups);
  const emulator = await startEmulator({
    seed: { ...seed, buckets: guardedBuckets(seed.buckets, environments) },
    clock,
    faults,
    pageSize: 2,
    ...(leaping && { random: leaping.random, port: 'none' }),
    codedeploy: (ports) => {
      codedeploy = createCodeDeploy({ ...ports, outcomes, pageSize: 2 });
      return codedeploy;
    },
  });
  const env = {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
    AWS_REGION: 'eu-west-1',
  };
  let runs = 0;
  const openSession = (id: string, access: AwsOptions['access'], signal: AbortSignal) =>
    openAws({
      clock,
      ...(leaping && { random: leaping.random, connect: wireTo(emulator.request, leaping) }),
      env,
      mask: () => undefined,
      run: { application: 'orders', environment: 'production', id, tags: {} },
      access,
      signal,
    });

  /** What a run of its own needs, and its events as they come. */
  function aRun({
    signal = new AbortController().signal,
    verify = async () => [],
    ask = async () => undefined,
    onEvent = () => undefined,
    skew = 0,
    isAttended,
  }: RunOptions) {
    const run = `local:${++runs}`;
    const ownClock = { ...clock, now: () => clock.now() + skew };
    const events: RunEvent[] = [];
    const ports = {
      clock: ownClock,
      signal,
      emit: (unstamped: Unstamped) => {
        const event: RunEvent = { at: ownClock.now(), ...unstamped };
        events.push(event);
        onEvent(event);
      },
      verify,
      ask,
      isAttended,
      openAws: () => openSession(run, 'deploy', signal),
      openSources: () => openSession(run, 'read', signal),
    };
    return { run, events, ports };
  }

  const close = async () => {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  };
  const world = {
    emulator,
    clock,
    environment,
    /** For commands as a whole: what leads to the emulator. */
    wire: {
      clock,
      env,
      ...(leaping ? { random: leaping.random, connect: wireTo(emulator.request, leaping) } : {}),
    },
    close,
    /** Everything in AWS, with the rights of a deployment. */
    aws: () => openSession('outside', 'deploy', new AbortController().signal),
    /** Someone else in the account of a destination, with the rights of its role. */
    someoneIn: (id: string) =>
      someoneIn(
        [...before, environment].flatMap(allDestinations).find((one) => one.id === id),
        emulator,
      ),
    /** A bundle under a key that no run would give it. */
    async putBundle(destination: Destination, key: string, content: string) {
      const { signal } = new AbortController();
      const aws = openSession('outside', 'deploy', signal);
      const bundle = await aBundle(join(folder, 'outside.zip'), content);
      await aws.artifacts(destination).upload(key, bundle, signal);
      aws.close();
    },
    arm: (rules: OutcomeRule[]) => codedeploy?.arm(rules),
    /** What CodeDeploy itself holds, beside all that the wire tells. */
    view: () => codedeploy?.view() ?? [],
    scaleOut: (destination: string, count: number) => codedeploy?.scaleOut(destination, count),
    /** How often an operation was asked for with success. */
    count: (operation: string) =>
      emulator.calls.filter((call) => call.operation === operation && call.status === 200).length,
    /** How many objects were written whose `bucket/key` is like this. */
    puts: (about: RegExp) =>
      emulator.calls.filter(
        (call) =>
          call.operation === 'PutObject' && call.status === 200 && about.test(call.about ?? ''),
      ).length,
    async deploy({
      content = 'hello',
      makeBundle = (path) => aBundle(path, content),
      signal,
      verify,
      ask,
      onEvent,
      skew,
      isAttended,
      buildsNothing,
      ...request
    }: Partial<DeployRequest> & RunOptions & BundleOptions = {}) {
      const { run, events, ports } = aRun({ signal, verify, ask, onEvent, skew, isAttended });
      const full = {
        environment,
        version: '1.214',
        versionGiven: false,
        repeated: false,
        allowOlder: false,
        run,
        sources: before.filter(({ name }) => environment.after.includes(name)),
        ...request,
      };
      const path = join(folder, `${run.replace(':', '-')}.zip`);
      const made = { buildsNothing, makeBundle: () => makeBundle(path) };
      const result = await deploy(full, { ...ports, ...made });
      return { ...result, results: byId(result), events };
    },
    async promote({
      signal,
      verify,
      ask,
      onEvent,
      skew,
      ...request
    }: Partial<PromoteRequest> & RunOptions = {}) {
      const { run, events, ports } = aRun({ signal, verify, ask, onEvent, skew });
      const full = { environment, sources: before, allowOlder: false, run, ...request };
      const result = await promote(full, { ...ports, lint: async () => undefined });
      return { ...result, results: byId(result), events };
    },
    async continue({
      signal,
      verify,
      ask,
      onEvent,
      ...request
    }: Partial<ContinueRequest> & RunOptions = {}) {
      const { run, events, ports } = aRun({ signal, verify, ask, onEvent });
      const result = await continueRun({ environment, run, ...request }, ports);
      return { ...result, results: byId(result), events };
    },
    async stop({ signal, onEvent, ...request }: Partial<StopRequest> & RunOptions = {}) {
      const { run, events, ports } = aRun({ signal, onEvent });
      const result = await stopRun({ environment, run, ...request }, ports);
      return { ...result, results: byId(result), events };
    },
    async rollBack({
      signal,
      verify,
      ask,
      onEvent,
      skew,
      ...request
    }: Partial<RollBackRequest> & RunOptions = {}) {
      const { run, events, ports } = aRun({ signal, verify, ask, onEvent, skew });
      const result = await rollBack({ environment, run, ...request }, ports);
      return { ...result, results: byId(result), events };
    },
  };
  opened.push({ close });
  return world;
}

/** Clients of the SDK, and what is done with them outside of the tool. */
async function someoneIn(destination: Destination | undefined, { url, credentials }: Emulator) {
  if (!destination?.role) throw new Error('there is no such destination with a role');
  const { region, bucket } = destination;
  const sts = new STSClient({ endpoint: url, region, credentials });
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({ RoleArn: destination.role.arn, RoleSessionName: 'someone' }),
  );
  const own = {
    endpoint: url,
    region,
    credentials: {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    },
  };
  const s3 = new S3Client({ ...own, forcePathStyle: true });
  const codedeploy = new CodeDeployClient(own);
  const group = {
    applicationName: destination.application,
    deploymentGroupName: destination.deploymentGroup,
  };
  /** As the console does: without our marker. */
  const begin = async (key: string) => {
    const { deploymentId } = await codedeploy.send(
      new CreateDeploymentCommand({
        ...group,
        revision: { revisionType: 'S3', s3Location: { bucket, key, bundleType: 'zip' } },
      }),
    );
    return deploymentId;
  };
  return {
    overwrite: (key: string, text: string, metadata: Record<string, string> = {}) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, Metadata: metadata })),
    remove: (key: string) => s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })),
    /** Deletes the deployment group and creates one of the same name. */
    async makeGroupAnew() {
      const { deploymentGroupInfo: info } = await codedeploy.send(
        new GetDeploymentGroupCommand(group),
      );
      await codedeploy.send(new DeleteDeploymentGroupCommand(group));
      const { ec2TagSet, serviceRoleArn = '' } = info ?? {};
      await codedeploy.send(
        new CreateDeploymentGroupCommand({ ...group, serviceRoleArn, ec2TagSet }),
      );
    },
    /**
     * Makes the group blue/green. `readyMinutes`: how long it waits for its traffic to be shifted, if at all;
     * `terminationMinutes`: when its original instances are terminated after that.
     */
    makeBlueGreen: ({
      terminationMinutes,
      readyMinutes,
    }: {
      terminationMinutes: number;
      readyMinutes?: number;
    }) =>
      codedeploy.send(
        new UpdateDeploymentGroupCommand({
          applicationName: destination.application,
          currentDeploymentGroupName: destination.deploymentGroup,
          deploymentStyle: {
            deploymentType: 'BLUE_GREEN',
            deploymentOption: 'WITH_TRAFFIC_CONTROL',
          },
          loadBalancerInfo: { targetGroupInfoList: [{ name: destination.deploymentGroup }] },
          autoScalingGroups: [destination.deploymentGroup],
          blueGreenDeploymentConfiguration: {
            terminateBlueInstancesOnDeploymentSuccess: {
              action: 'TERMINATE',
              terminationWaitTimeInMinutes: terminationMinutes,
            },
            deploymentReadyOption: {
              actionOnTimeout:
                readyMinutes === undefined ? 'CONTINUE_DEPLOYMENT' : 'STOP_DEPLOYMENT',
              waitTimeInMinutes: readyMinutes ?? 0,
            },
            greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
          },
        }),
      ),
    shiftTraffic: (deploymentId: string) =>
      codedeploy.send(
        new ContinueDeploymentCommand({ deploymentId, deploymentWaitType: 'READY_WAIT' }),
      ),
    copy: (key: string, to: string) =>
      s3.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: `${bucket}/${key}` })),
    /** A deployment configuration that keeps so many instances healthy. */
    keepHealthy: (deploymentConfigName: string, value: number) =>
      codedeploy.send(
        new CreateDeploymentConfigCommand({
          deploymentConfigName,
          minimumHealthyHosts: { type: 'HOST_COUNT', value },
        }),
      ),
    begin,
    /** To its end. */
    async deploy(key: string) {
      const deploymentId = await begin(key);
      await waitUntilDeploymentSuccessful(
        { client: codedeploy, maxWaitTime: 30, minDelay: 0.05, maxDelay: 0.1 },
        { deploymentId },
      );
    },
    infoOf: async (deploymentId: string | undefined) => {
      const { deploymentInfo } = await codedeploy.send(new GetDeploymentCommand({ deploymentId }));
      return deploymentInfo;
    },
  };
}

type RunOptions = {
  signal?: AbortSignal | undefined;
  verify?: RunPorts['verify'] | undefined;
  ask?: RunPorts['ask'] | undefined;
  /** Milliseconds that the clock of the machine it runs on is off. */
  skew?: number | undefined;
  /** A person waits for it. */
  isAttended?: boolean | undefined;
  /** Told of each event as it happens. */
  onEvent?: ((event: RunEvent) => void) | undefined;
};

type BundleOptions = {
  content?: string;
  makeBundle?: (path: string) => Promise<Bundle>;
  /** Nothing of anybody's runs while the bundle is made. */
  buildsNothing?: boolean;
};

function byId({ results }: RunResult): Map<string, DestinationResult> {
  return new Map(results.map((one) => [one.destination, one]));
}

export type World = Awaited<ReturnType<typeof openWorld>>;

export function idsOf(environment: Environment): string[] {
  return allDestinations(environment).map(({ id }) => id);
}

const appspec =
  'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /opt/orders\n';

export async function aBundle(path: string, content: string): Promise<Bundle> {
  const zip = new AdmZip();
  for (const [name, text] of [
    ['app.txt', content],
    ['appspec.yml', appspec],
  ] as const) {
    const entry = zip.addFile(name, Buffer.from(text), '', 0o644);
    entry.header.time = new Date(1980, 0, 1);
  }
  zip.writeZip(path);
  const sha256 = createHash('sha256').update(zip.toBuffer()).digest('hex');
  return { path, size: (await stat(path)).size, sha256, digest: digestOf(content), entries: [] };
}

export function digestOf(content: string): string {
  const digest = new ContentDigest();
  for (const [path, text] of [
    ['app.txt', content],
    ['appspec.yml', appspec],
  ] as const) {
    const sha256 = createHash('sha256').update(text).digest('hex');
    digest.add({ path, kind: 'file', mode: 0o644, sha256 });
  }
  return digest.hex();
}
