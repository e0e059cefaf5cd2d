import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Agents } from '../../src/appspec/agent-versions.ts';
import { openBundle } from '../../src/bundle/bundle-reader.ts';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { prepare } from '../bundle/prepared.ts';
import { aWorld, type World } from '../emulator/host/host-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const tree = {
  'appspec.yml': 'version: 0.0\nos: linux\nfiles:\n  - source: /\n    destination: /opt/app\n',
  'node_modules/.bin/serve': { link: '../serve/cli.js' },
  'node_modules/serve/cli.js': { content: '#!/usr/bin/env node\n', mode: 0o755 },
};

/** What lint says of links, and whether a host takes the bundle a first and a second time. */
async function twice(links: 'keep' | 'copy', agents: '1' | '2') {
  const { bundle } = await prepare(tree, { links });
  const reader = await openBundle(bundle);
  const { entries, size } = bundle;
  const found = await lintBundle({ entries, size, read: (path) => reader.bytes(path) }, { agents });
  await reader.close();
  const zip = readFileSync(bundle.path);
  const host = world.host(agents as Agents);
  const codes = [await host.outcome(zip), await host.outcome(zip)].map(
    ({ errorCode }) => errorCode,
  );
  const said = found.filter(({ rule }) => rule === 'agent-2/links').map(({ severity }) => severity);
  return { codes, said };
}

test('a bundle with links deploys twice with agent 1 and once with agent 2, as lint says; with copies twice with both', async () => {
  expect(await twice('keep', '1')).toEqual({ codes: [0, 0], said: ['warning'] });
  expect(await twice('keep', '2')).toEqual({ codes: [0, 5], said: ['error'] });
  expect(await twice('copy', '1')).toEqual({ codes: [0, 0], said: [] });
  expect(await twice('copy', '2')).toEqual({ codes: [0, 0], said: [] });
});
