import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchGetDeploymentTargetsCommand,
  CodeDeployClient,
  CreateDeploymentCommand,
  ListDeploymentTargetsCommand,
  waitUntilDeploymentSuccessful,
} from '@aws-sdk/client-codedeploy';
import {
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fanout, type RunningEmulator, startEmulator } from './fanout.ts';

const region = 'eu-west-1';
const retail = '222222222222';
const dev = '111111111111';
const Bucket = `deploy-${retail}-${region}`;

/** What builds has a role in the account of production, which deploys nothing there: it is of `scratch`, with a bucket of its own. */
const configuration = `version: 1
application: orders
bundle: { source: src, guard: true, bucket: "deploy-\${account.id}-\${region}" }
accounts:
  dev: "${dev}"
  retail: "${retail}"
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
environments:
  test: { accounts: [dev], regions: [${region}] }
  production: { after: [test], accounts: [retail], regions: [${region}] }
  scratch:
    destinations: [{ account: retail, region: ${region}, bucket: scratch, role: arn:aws:iam::${retail}:role/build, add: true }]
rehearsal: { instances: 2, hookSeconds: 1 }
`;
const appspec = `version: 0.0
os: linux
files:
  - source: app.txt
    destination: /opt/orders
`;

let folder: string;
let emulator: RunningEmulator;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guard-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'fanout.yml'), configuration);
  writeFileSync(join(folder, 'src/appspec.yml'), appspec);
  writeFileSync(join(folder, 'src/app.txt'), 'hello');
  emulator = await startEmulator(['--speed', '20'], folder);
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: readonly string[]) =>
  fanout([...args, '--json'], { cwd: folder, env: emulator.variables });

async function as(role: string) {
  const { AWS_ENDPOINT_URL: endpoint = '', ...variables } = emulator.variables;
  const base = {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? '',
  };
  const sts = new STSClient({ endpoint, region, credentials: base });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'someone' }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const options = { endpoint, region, credentials, maxAttempts: 1 };
  return {
    s3: new S3Client({ ...options, forcePathStyle: true }),
    codedeploy: new CodeDeployClient(options),
  };
}

test('a bundle that a build uploads and somebody deploys by hand is refused on the hosts, and the same bytes pass once they are promoted', async () => {
  const tested = await run(['deploy', 'test', '--version', '1.7', '--digest', await digest()]);
  expect({ code: tested.code, stderr: tested.stderr }).toMatchObject({ code: 0 });
  const from = await as(`arn:aws:iam::${dev}:role/codedeploy-fanout`);
  const Key = `orders/1.7-${JSON.parse(tested.stdout).digest.slice(0, 16)}.zip`;
  const { Body } = await from.s3.send(
    new GetObjectCommand({ Bucket: `deploy-${dev}-${region}`, Key }),
  );
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();

  const thief = await as(`arn:aws:iam::${retail}:role/build`);
  await thief.s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes, IfNoneMatch: '*' }));
  const names = { applicationName: 'orders', deploymentGroupName: 'orders-production' };
  const byHand = async () => {
    const s3Location = { bucket: Bucket, key: Key, bundleType: 'zip' } as const;
    const { deploymentId } = await thief.codedeploy.send(
      new CreateDeploymentCommand({ ...names, revision: { revisionType: 'S3', s3Location } }),
    );
    const how = { client: thief.codedeploy, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
    const ended = await waitUntilDeploymentSuccessful(how, { deploymentId }).then(
      () => 'succeeded',
      () => 'failed',
    );
    return { deploymentId, ended };
  };
  const refused = await byHand();
  expect(refused.ended).toBe('failed');
  const { deploymentId } = refused;
  const { targetIds } = await thief.codedeploy.send(
    new ListDeploymentTargetsCommand({ deploymentId }),
  );
  const { deploymentTargets = [] } = await thief.codedeploy.send(
    new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds }),
  );
  const events = deploymentTargets.flatMap(
    ({ instanceTarget }) => instanceTarget?.lifecycleEvents ?? [],
  );
  const failed = events.filter(({ status }) => status === 'Failed');
  expect(failed.map(({ lifecycleEventName }) => lifecycleEventName)).toContain('DownloadBundle');
  expect(failed[0]?.diagnostics?.message).toMatch(
    /not authorized to perform: s3:GetObject on resource: ".*" with an explicit deny in a resource-based policy/,
  );

  const promoted = await run(['promote', 'production', '--version', '1.7']);
  expect({ code: promoted.code, stderr: promoted.stderr }).toMatchObject({ code: 0 });
  expect(JSON.parse(promoted.stdout).destinations[0]).toMatchObject({
    outcome: 'succeeded',
    version: '1.7',
  });
  expect((await byHand()).ended).toBe('succeeded');

  expect(await looked()).toEqual([
    { destination: `dev/${region}`, is: 'there' },
    { destination: `retail/${region}`, is: 'there' },
  ]);
  const deployer = await as(`arn:aws:iam::${retail}:role/codedeploy-fanout`);
  await deployer.s3.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
  expect((await looked())[1]).toEqual({
    destination: `retail/${region}`,
    is: 'differs',
    says: `it runs, and has no tag fanout-production: aws s3api put-object-tagging --bucket ${Bucket} --key ${Key} --tagging '{"TagSet":[{"Key":"fanout-production","Value":"yes"}]}'`,
  });
}, 180_000);

async function looked() {
  const { stdout } = await run(['bootstrap', '--check']);
  const { looks } = JSON.parse(stdout) as {
    looks: { destination: string; what: string; is: string; says?: string }[];
  };
  return looks
    .filter(({ what }) => what === 'bundle')
    .map(({ destination, is, says }) => ({ destination, is, ...(says !== undefined && { says }) }));
}

async function digest(): Promise<string> {
  const packed = await run(['package', '--version', '1.7']);
  return JSON.parse(packed.stdout).digest;
}
