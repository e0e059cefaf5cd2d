import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { emulatorCommand } from '../../src/cli/commands/emulator.ts';
import { systemClock } from '../../src/clock.ts';

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
  const folder = mkdtempSync(join(tmpdir(), 'fanout-agents-'));
  writeFileSync(join(folder, 'fanout.yml'), configuration);
  const over = new AbortController();
  const printed: string[] = [];
  const host = {
    print: (text: string) => void printed.push(text),
    problems: () => undefined,
    mask: () => undefined,
    debug: () => undefined,
    result: () => over.abort(),
  } as unknown as Host;
  const read = readInputs(['emulator', '--port', '0', ...more], {});
  if (!read.ok || read.inputs.command !== 'emulator') throw new Error('not understood');
  const { signal } = over;
  const ports = { env: {}, cwd: folder, host, clock: systemClock, signal } as CommandPorts;
  await emulatorCommand(read.inputs, ports);
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
        `dev/(?:eu-west|us-east)-1 ${host}: codedeploy-agent --config_file ${settings} start`,
      ),
    );
  }
});

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
