import { test } from '@jest/globals';
import { aWorld } from '../emulator/host/host-fixture.ts';

const world = await aWorld({ hooks: 'sandbox' });
const [first = ''] = world.hosts.report;
await world.close();

/** Why hooks cannot run in sandboxes on this machine; "" where they can. */
export const noSandboxes = first.startsWith('hooks run in a sandbox') ? '' : first;

/** A test that needs sandboxes; skipped where there can be none. */
export const sandboxed = noSandboxes === '' ? test : test.skip;
