import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { configurationOf, type Emulator, startEmulator } from './emulator.ts';
import { fanout } from './fanout.ts';
import { measure } from './measure.ts';
import { type Bench, type Row, seconds } from './row.ts';

const count = 10_000;
const account = '111111111111';
const bucket = `deploy-${account}-eu-west-1`;
const prefix = 'orders/runs/production/';

export const records: Bench = {
  name: 'records',
  about: `One destination whose bucket has ${count} records of earlier runs, eight a day.`,
  slow: true,
  async run() {
    const emulator = await startEmulator(configurationOf(1, 1), '--speed', '20');
    try {
      for (const version of ['1', '2'])
        await fanoutIn(emulator, 'deploy', 'production', '--version', version);
      await multiply(emulator);
      const rows: Row[] = [];
      for (const command of ['status', 'rollback']) rows.push(await read(emulator, command));
      return rows;
    } finally {
      await emulator.stop();
    }
  },
};

function fanoutIn(emulator: Emulator, ...args: string[]) {
  return measure({ run: fanout(...args), cwd: emulator.folder, env: emulator.env });
}

async function read(emulator: Emulator, command: string): Promise<Row> {
  const readsBefore = emulator.calls()['s3 GetObject'] ?? 0;
  const args = command === 'rollback' ? [command, 'production', '--reason', 'bench'] : [command];
  const taken = await fanoutIn(emulator, ...args);
  const reads = (emulator.calls()['s3 GetObject'] ?? 0) - readsBefore;
  const isTimed = command === 'status';
  return {
    what: `\`${command}\``,
    fanout: isTimed ? `${seconds(taken.seconds)}, ${reads} objects read` : `${reads} objects read`,
    peers: '',
    aim: isTimed ? '≤ 1.5 s, ≤ 30 objects read' : '≤ 30 objects read',
    reached: reads <= 30 && (!isTimed || taken.seconds <= 1.5),
  };
}

/** Copies of the newest record at earlier times, as if there had been a run every three hours. */
async function multiply(emulator: Emulator): Promise<void> {
  const client = await clientOf(emulator);
  const template = await newest(client);
  const last = Date.parse(template.started);
  const one = async (index: number) => {
    const started = new Date(last - (index + 1) * 3 * 3_600_000).toISOString();
    const record = { ...template, run: `local:${index}`, started, ended: started };
    const key = `${prefix}${started.replace(/[-:]|\.\d+/g, '')}-local-${index}.json`;
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: JSON.stringify(record) }),
    );
  };
  for (let from = 0; from < count; from += 50)
    await Promise.all(Array.from({ length: 50 }, (_, index) => one(from + index)));
}

async function newest(client: S3Client) {
  const { ListObjectsV2Command, GetObjectCommand } = await import('@aws-sdk/client-s3');
  const listed = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  const key = listed.Contents?.at(-1)?.Key;
  const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return JSON.parse((await found.Body?.transformToString()) ?? '') as { started: string };
}

async function clientOf({ env }: Emulator): Promise<S3Client> {
  const given = {
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
  };
  const where = { endpoint: env.AWS_ENDPOINT_URL ?? '', region: 'eu-west-1' };
  const sts = new STSClient({ ...where, credentials: given });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/fanout`,
      RoleSessionName: 'bench',
    }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  return new S3Client({ ...where, credentials, forcePathStyle: true });
}
