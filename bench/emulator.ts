import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fanout } from './fanout.ts';

export type Emulator = {
  /** Where the configuration is. */
  folder: string;
  env: Record<string, string>;
  url: string;
  /** Calls since it started, by `SERVICE OPERATION`. */
  calls(): Record<string, number>;
  stop(): Promise<void>;
};

/** An emulator in a process of its own, whose instances run no hooks. */
export async function startEmulator(configuration: string, ...args: string[]): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-emulator-'));
  writeFileSync(join(folder, 'fanout.yml'), configuration);
  writeFileSync(join(folder, 'appspec.yml'), 'version: 0.0\nos: linux\n');
  const [program = '', ...rest] = fanout('emulator', '--port', '0', '--hooks', 'none', ...args);
  const child = spawn(program, rest, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    log += text;
  });
  await new Promise<void>((ready, fail) => {
    child.once('exit', (code) => fail(new Error(`the emulator ended with ${code}: ${log}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      if (printed.includes('AWS_DEFAULT_REGION=')) ready();
    });
  });
  const lines = [...printed.matchAll(/^export (\w+)=(.*)$/gm)];
  const env = Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));
  return {
    folder,
    env: { ...env, AWS_EC2_METADATA_DISABLED: 'true' },
    url: env.AWS_ENDPOINT_URL ?? '',
    calls: () => countCalls(log),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function countCalls(log: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, name = ''] of log.matchAll(/^(\w+ \w+) \d{12}\//gm))
    counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Accounts × regions that run one application, with ten instances each. */
export function configurationOf(accounts: number, regions: number, more = ''): string {
  const ids = accountsOf(accounts).map((id, index) => `a${index}: "${id}"`);
  const names = ids.map((_, index) => `a${index}`);
  return `version: 1
application: orders
bundle: { source: ., exclude: [fanout.yml, "*.jsonl", .fanout], bucket: "deploy-\${account.id}-\${region}" }
accounts: { ${ids.join(', ')} }
defaults:
  deploymentGroup: orders
  role: "arn:aws:iam::\${account.id}:role/fanout"
  deploymentConfig: CodeDeployDefault.AllAtOnce
environments:
  production:
    accounts: [${names.join(', ')}]
    regions: [${regionsOf(regions).join(', ')}]
rehearsal: { instances: 10, hookSeconds: 2 }
${more}`;
}

export function accountsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${111111111111 + index}`);
}

export function regionsOf(count: number): string[] {
  return allRegions.slice(0, count);
}

const allRegions = [
  'eu-west-1 us-east-1 ap-southeast-1 eu-central-1 us-west-2 ap-northeast-1 ca-central-1 sa-east-1',
  'eu-north-1 ap-south-1 eu-west-2 eu-west-3 us-east-2 us-west-1 ap-southeast-2',
].flatMap((line) => line.split(' '));

export function eventsOf(folder: string): { at: number; kind: string; [more: string]: unknown }[] {
  const text = readFileSync(join(folder, 'events.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
