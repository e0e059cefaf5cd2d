import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventsOf } from './emulator.ts';
import { fanout } from './fanout.ts';
import { measure } from './measure.ts';
import { type Bench, type Row, seconds } from './row.ts';

/** Seconds of each of the five hooks of two instances, deployed to at once. */
const hooks = [2, 12, 60, 240];

export const following: Bench = {
  name: 'following',
  about:
    'Two deployments to two instances, followed to their ends by the clock of `rehearse --seed`: the calls of each, instance detail included. Nothing is known of the length of the first; that of the second is expected.',
  async run() {
    const rows: Row[] = [];
    for (const hook of hooks) rows.push(...(await follow(hook)));
    return rows;
  },
};

async function follow(hook: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-following-'));
  try {
    writeFileSync(join(folder, 'appspec.yml'), 'version: 0.0\nos: linux\n');
    writeFileSync(join(folder, 'fanout.yml'), configuration(hook));
    const command = ['rehearse', 'production', '--seed', '1', '--hooks', 'none', '--debug'];
    const run = fanout(...command, '--events', 'events.jsonl');
    const { stdout } = await measure({ run, cwd: folder });
    const events = eventsOf(folder);
    const created = events.find(({ kind }) => kind === 'created')?.at ?? 0;
    const told = events.find(({ kind }) => kind === 'finished')?.at ?? 0;
    const length = (told - created) / 1_000;
    // The release before is brought by a deployment of the same length, which is followed alike.
    const [, first = '', second = ''] = stdout.split('CodeDeploy CreateDeployment ');
    return [
      rowOf('of unknown length', length, callsIn(first), length / 6 + 4),
      rowOf('as long as the last one', length, callsIn(second), length / 15 + 5),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Up to the next run, which begins with its roles. */
function callsIn(log: string): number {
  const [own = ''] = log.split('STS AssumeRole ');
  return (own.match(/BatchGetDeployment(s|Targets) /g) ?? []).length;
}

function rowOf(kind: string, length: number, calls: number, most: number): Row {
  const waiter = ofTheWaiter(length);
  return {
    what: `a deployment of ${seconds(length)}, ${kind}`,
    fanout: `${calls} calls`,
    peers: `a look at both every 15 s: ${Math.ceil(length / 15) * 2} calls, 7.5 s late on average; the SDK’s waiter, without instances: ${waiter.calls} calls, ${seconds(waiter.late)} late`,
    aim: `≤ ${Math.floor(most)} calls`,
    reached: calls <= most,
  };
}

/** Means over many waits of the SDK’s `waitUntilDeploymentSuccessful` (@smithy/core: exponential backoff with jitter). */
function ofTheWaiter(length: number): { calls: number; late: number } {
  const { least, most, times } = { least: 15, most: 120, times: 1_000 };
  const total = { calls: 0, late: 0 };
  for (let time = 0; time < times; time++) {
    let at = 0;
    let tries = 1;
    for (; at < length; tries++) {
      const longest = Math.min(most, least * 2 ** (tries - 1));
      // Spread evenly, so that the figure is the same in each run.
      at += least + ((time * 0.618034 + tries * 0.754878) % 1) * (longest - least);
    }
    total.calls += tries;
    total.late += at - length;
  }
  return { calls: Math.round(total.calls / times), late: total.late / times };
}

const configuration = (hook: number) => `version: 1
application: orders
bundle: { source: ., exclude: [fanout.yml, events.jsonl], bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "111111111111" }
defaults:
  deploymentGroup: orders
  role: "arn:aws:iam::\${account.id}:role/fanout"
  deploymentConfig: CodeDeployDefault.AllAtOnce
  timeout: 60m
environments: { production: { accounts: [retail], regions: [eu-west-1] } }
rehearsal: { instances: 2, hookSeconds: ${hook} }
`;
