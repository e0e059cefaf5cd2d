import { createHash } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { openAws } from '../../src/aws/session.ts';
import type { Bundle } from '../../src/bundle/bundle.ts';
import { scaledClock } from '../../src/clock.ts';
import { allDestinations, type Environment } from '../../src/config/destination.ts';
import {
  createCodeDeploy,
  type EmulatedCodeDeploy,
} from '../../src/emulator/codedeploy/codedeploy.ts';
import type { OutcomeRule } from '../../src/emulator/codedeploy/outcomes.ts';
import type { FaultRule } from '../../src/emulator/fault-definition.ts';
import { seedOf } from '../../src/emulator/seed.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { type DeployPorts, type DeployRequest, deploy } from '../../src/release/deploy.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';

export type WorldOptions = {
  environment?: Environment;
  outcomes?: OutcomeRule[];
  faults?: FaultRule[];
  instances?: number;
  /** How much faster than the machine's the one clock is. */
  speed?: number;
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

/** An emulated AWS with what the environment needs, and a way to deploy to it as the product does. */
export async function openWorld(options: WorldOptions = {}) {
  const { environment = aGrid(), outcomes = [], faults = [], instances = 3, speed = 400 } = options;
  const clock = scaledClock(speed);
  const folder = await mkdtemp(join(tmpdir(), 'fanout-'));
  let codedeploy: EmulatedCodeDeploy | undefined;
  const emulator = await startEmulator({
    seed: seedOf([environment], instances),
    clock,
    faults,
    pageSize: 2,
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

  return {
    emulator,
    clock,
    environment,
    arm: (rules: OutcomeRule[]) => codedeploy?.arm(rules),
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
    async deploy(
      overrides: Partial<DeployRequest> & {
        content?: string;
        signal?: AbortSignal;
        verify?: DeployPorts['verify'];
        /** Told of each event as it happens. */
        onEvent?: (event: RunEvent) => void;
        makeBundle?: (path: string) => Promise<Bundle>;
      } = {},
    ) {
      const {
        content = 'hello',
        signal = new AbortController().signal,
        verify = async () => [],
        onEvent = () => undefined,
        makeBundle = (path) => aBundle(path, content),
        ...request
      } = overrides;
      const events: RunEvent[] = [];
      const run = `local:${++runs}`;
      const full = {
        environment,
        version: '1.214',
        versionGiven: false,
        repeated: false,
        allowOlder: false,
        run,
        ...request,
      };
      const result = await deploy(full, {
        clock,
        signal,
        emit: (unstamped) => {
          const event: RunEvent = { at: clock.now(), ...unstamped };
          events.push(event);
          onEvent(event);
        },
        verify,
        makeBundle: () => makeBundle(join(folder, `${run.replace(':', '-')}.zip`)),
        openAws: () =>
          openAws({
            clock,
            env,
            mask: () => undefined,
            run: { application: 'orders', environment: 'production', id: run, tags: {} },
            access: 'deploy',
            signal,
          }),
      });
      const results = new Map(result.results.map((one) => [one.destination, one]));
      return { ...result, results, events };
    },
    async close() {
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
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
  const digest = createHash('sha256').update(content).digest('hex');
  return { path, size: (await stat(path)).size, sha256, digest, entries: [] };
}
