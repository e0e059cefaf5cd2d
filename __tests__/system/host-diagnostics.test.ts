import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plainHost } from '../../src/emulator/host/gaps/settings.ts';
import { aCommand, aWorld, type World } from '../emulator/host/host-fixture.ts';
import { behaviourCases } from './host-behaviours.ts';
import {
  archiveCases,
  type BundleCase,
  installCases,
  permissionCases,
  scriptCases,
} from './host-bundles.ts';
import { situationCases } from './host-situations.ts';
import { sandboxed } from './sandboxes.ts';

const isRoot = process.getuid?.() === 0;

let world: World;
beforeAll(async () => {
  world = await aWorld({ hooks: 'sandbox', host: { ...plainHost, hasNamed: false } });
});
afterAll(() => world.close());

describe.each([
  ['scripts', scriptCases],
  ['Install', installCases],
  ['permissions', permissionCases],
  ['archives', archiveCases],
  ['what is seen less often', situationCases],
  ['what every bundle may do', behaviourCases],
])('what the agent reports: %s', (_, cases) => {
  const possible = cases.filter(({ needs = '/' }) => existsSync(needs));
  const ordinary = possible.filter((given) => !given.users);
  const others = possible.filter((given) => given.users);
  for (const { name, needs } of cases.filter((each) => !possible.includes(each)))
    test.skip(`${name} (skipped: there is no ${needs})`, () => undefined);
  sandboxed.each(ordinary)('$name', check);
  if (others.length > 0) (isRoot ? sandboxed : test.skip).each(others)('$name', check);
});

async function check(given: BundleCase): Promise<void> {
  const { before, bundle, type = 'zip', behavior = 'DISALLOW' } = given;
  const { event, code, script = '', message, log = [] } = given;
  const host = world.host();
  if (before) {
    const { errorCode } = await host.outcome(before);
    expect(errorCode).toBe(0);
  }
  const report = await host.outcome(bundle, {
    fileExistsBehavior: behavior,
    revision: { ...aCommand().revision, bundleType: type },
  });
  await host.agent.close();
  const deployment = before ? 'd-AAAAAAA02' : 'd-AAAAAAA01';
  const expand = (text: string) => text.replaceAll('d-AAAAAAA0N', deployment);
  expect(report).toEqual({
    event,
    errorCode: code,
    scriptName: script,
    message: typeof message === 'string' ? expand(message) : expect.stringMatching(message),
    log: expand(log.join('')),
  });
}
