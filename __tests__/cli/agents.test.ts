import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeDeployClient, CreateDeploymentCommand } from '@aws-sdk/client-codedeploy';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Host } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { emulatorCommand } from '../../src/cli/commands/emulator.ts';
import { systemClock } from '../../src/clock.ts';
import { anAgent } from '../emulator/codedeploy-commands/an-agent.ts';

const configuration = `version: 1
application: orders
bundle: { source: app, version: "1", bucket: "deploy-\${account.id}-\${region}" }
accounts: { dev: "111111111111" }
defaults: { deploymentGroup: "orders-\${environment}" }
environments:
  test: { accounts: [dev], regions: [eu-west-1, us-east-1] }
rehearsal: { instances: 2 }
`;

/** Starts the emulator, and ends it as soon as it is ready. */
async function started(...more: string[]) {
  return during(async () => undefined, ...more);
}

/** Starts the emulator, and ends it when what is done with it is over. */
async function during(
  work: (folder: string, variables: Record<string, string>) => Promise<void>,
  ...more: string[]
) {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-agents-'));
  let worked = Promise.resolve();
  writeFileSync(join(folder, 'fanout.yml'), configuration);
  const over = new AbortController();
  const printed: string[] = [];
  const host = {
    print: (text: string) => void printed.push(text),
    problems: () => undefined,
    mask: () => undefined,
    debug: () => undefined,
    result(text: string) {
      const lines = [...text.matchAll(/^export (\w+)=(.*)$/gm)];
      const variables = Object.fromEntries(lines.map(([, name, value]) => [name, value]));
      worked = work(folder, variables).finally(() => over.abort());
    },
  } as unknown as Host;
  const read = readInputs(['emulator', '--port', '0', ...more], {});
  if (!read.ok || read.inputs.command !== 'emulator') throw new Error('not understood');
  const { signal } = over;
  const ports = { env: {}, cwd: folder, host, clock: systemClock, signal } as CommandPorts;
  await emulatorCommand(read.inputs, ports);
  await worked;
  return { folder, printed };
}

test('each instance gets a folder for its agent, and the start says how to start it', async () => {
  const { folder, printed } = await started('--hooks', 'agents', '--agent-config', 'conf');
  const hosts = readdirSync(join(folder, 'conf'));
  expect(hosts).toHaveLength(4);
  for (const host of hosts) {
    const settings = join(folder, 'conf', host, 'codedeployagent.yml');
    expect(readFileSync(settings, 'utf8')).toMatch(
      /:deploy_control_endpoint: 'http:\/\/127\.0\.0\.1:\d+'/,
    );
    expect(printed.join('\n')).toMatch(
      new RegExp(
        `dev/(?:eu-west|us-east)-1 ${host}: /opt/codedeploy-agent/bin/codedeploy-agent --config_file ${settings} start`,
      ),
    );
  }
});

test('what is deployed waits for the agents, and they are handed its events', async () => {
  const taken: string[] = [];
  const { printed } = await during(
    async (folder, variables) => {
      const endpoint = variables.AWS_ENDPOINT_URL ?? '';
      const client = { endpoint, region: 'eu-west-1', credentials: credentialsOf(variables) };
      const [Bucket, Key] = ['deploy-111111111111-eu-west-1', 'orders/1.zip'];
      const s3 = new S3Client({ ...client, forcePathStyle: true });
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a bundle' }));
      await new CodeDeployClient(client).send(
        new CreateDeploymentCommand({
          applicationName: 'orders',
          deploymentGroupName: 'orders-test',
          deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
          revision: {
            revisionType: 'S3',
            s3Location: { bucket: Bucket, key: Key, bundleType: 'zip' },
          },
        }),
      );
      const parent = join(folder, '.fanout/agents');
      const own = readdirSync(parent)
        .map((host) => parse(readFileSync(join(parent, host, 'codedeploy.onpremises.yml'), 'utf8')))
        .filter(({ region }) => region === 'eu-west-1');
      for (const file of own) {
        const agent = anAgent(endpoint, {
          arn: file.iam_user_arn,
          region: file.region,
          accessKeyId: file.aws_access_key_id,
          secretAccessKey: file.aws_secret_access_key,
        });
        const command = await agent.poll();
        if (!command) continue;
        taken.push(command.CommandName);
        await agent.acknowledge(command);
      }
    },
    '--hooks',
    'agents',
  );
  expect(taken).toEqual(['ApplicationStop', 'ApplicationStop']);
  expect(printed.join('\n')).toMatch(/\): takes ApplicationStop of d-/);
});

function credentialsOf(variables: Record<string, string>) {
  return {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? '',
  };
}

test('the folders are below .fanout unless told otherwise', async () => {
  const { folder } = await started('--hooks', 'agents');
  expect(readdirSync(join(folder, '.fanout/agents'))).toHaveLength(4);
});

test('--agent-config without real agents is refused', async () => {
  await expect(started('--agent-config', 'conf')).rejects.toThrow(
    '--agent-config is for real agents',
  );
});

test('a folder that cannot be written is a mistake of whoever named it', async () => {
  await expect(started('--hooks', 'agents', '--agent-config', 'fanout.yml')).rejects.toThrow(
    /^cannot write the agents' settings to .*fanout\.yml: ENOTDIR/,
  );
});
