import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { notesPaths, openRecorder } from '../../src/cli/recorder.ts';
import { systemClock } from '../../src/clock.ts';
import { defined } from '../../src/defined.ts';
import { printed } from '../ci/printed.ts';

let folder = '';
let made: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notes-'));
  made = [folder];
});
afterEach(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** A folder in which nothing can be made: root is kept from that by /sys alone. */
function readOnly(): string {
  if (process.getuid?.() === 0) return '/sys';
  chmodSync(folder, 0o500);
  return folder;
}

async function opened(cwd: string, env: Record<string, string> = {}, notes?: string) {
  let where = '';
  const { stdout, stderr } = await printed('terminal', async (host) => {
    const { signal } = new AbortController();
    const ports: CommandPorts = { env, cwd, host, clock: systemClock, signal };
    const recorder = openRecorder(defined({ notes }), ports);
    where = recorder.folder;
    made.push(where);
    await recorder.close();
  });
  return { where, text: `${stdout}${stderr}` };
}

test('a workspace that cannot be written to keeps no run from beginning: its notes are elsewhere, as is said', async () => {
  const cwd = readOnly();
  const begun = opened(cwd);
  await expect(begun).resolves.toBeDefined();
  const { where, text } = await begun;
  expect(where.startsWith(tmpdir())).toBe(true);
  expect(existsSync(join(where, 'run.jsonl'))).toBe(true);
  expect(text).toContain(`this run's notes are in "${where}"`);
  expect(notesPaths({}, { env: {}, cwd })).toContain(join(where, 'run.jsonl'));
});

test('the runner’s temporary folder comes before the machine’s', async () => {
  const temp = mkdtempSync(join(tmpdir(), 'runner-'));
  made.push(temp);
  const { where } = await opened(readOnly(), { RUNNER_TEMP: temp });
  expect(where).toBe(join(temp, 'fanout'));
});

test('what is named by --notes is taken, and nothing else where it cannot be', async () => {
  const named = join(folder, 'kept');
  // In a folder of its own: what else is there is neither ignored by git nor tidied up.
  expect((await opened(folder, {}, named)).where).toBe(join(named, 'fanout'));
  expect(notesPaths({ notes: named }, { env: {}, cwd: folder })).toEqual([
    join(named, 'fanout/run.jsonl'),
  ]);
  await expect(opened(folder, {}, join(readOnly(), 'none'))).rejects.toThrow('cannot keep notes');
});

test('a link is no reason to go elsewhere, and a folder of others is not used', async () => {
  symlinkSync(tmpdir(), join(folder, '.fanout'));
  await expect(opened(folder)).rejects.toThrow('symbolic link');
  const cwd = readOnly();
  const [shared = ''] = notesPaths({}, { env: {}, cwd }).slice(-1);
  const place = join(shared, '..');
  made.push(place);
  mkdirSync(place, { recursive: true });
  chmodSync(place, 0o777);
  await expect(opened(cwd)).rejects.toThrow('not a folder of this user alone');
  expect(notesPaths({}, { env: {}, cwd })).not.toContain(shared);
});
