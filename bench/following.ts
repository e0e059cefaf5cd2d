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
    'One deployment to two instances, followed to its end by the clock of `rehearse --seed`: its calls, instance detail included; the mean of a first deployment and of one whose length is known.',
  async run() {
    const rows: Row[] = [];
    for (const hook of hooks) rows.push(await follow(hook));
    return rows;
  },
};

async function follow(hook: number): Promise<Row> {
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
    const calls = (stdout.match(/BatchGetDeployment(s|Targets) /g) ?? []).length / 2;
    const most = length / 6 + 4;
    return {
      what: `a deployment of ${seconds(length)}`,
      fanout: `${Math.round(calls)} calls`,
      peers: `a look at both every 15 s: ${Math.ceil(length / 15) * 2} calls, 7.5 s late on average`,
      aim: `≤ ${Math.round(most)} calls`,
      reached: calls <= most,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
