import { readFileSync } from 'node:fs';
import { aWorld, type Tree } from '../emulator/host/host-fixture.ts';

/** Comes as JSON on the standard input. */
export type Order = { bundle: Tree; workspace: string };

/** Deploys one bundle to one host, as whoever runs this, and prints what was reported. */
async function main(): Promise<void> {
  const { bundle, workspace } = JSON.parse(readFileSync(0, 'utf8')) as Order;
  const world = await aWorld({ hooks: 'sandbox', workspace });
  try {
    const outcome = await world.host().outcome(bundle);
    process.stdout.write(JSON.stringify({ report: world.hosts.report, outcome, root: world.root }));
  } finally {
    await world.close();
  }
}

void main();
