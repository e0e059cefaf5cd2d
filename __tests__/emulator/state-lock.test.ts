import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { takeFolder } from '../../src/emulator/state-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('A folder belongs to one emulator at a time; another that wants it is refused.', () => {
  test('while the first one runs', async () => {
    await takeFolder(folder);
    await expect(takeFolder(folder)).rejects.toThrow(
      `the process ${process.pid} keeps its state in ${folder}`,
    );
  });

  test('not once the first one has given it back', async () => {
    const release = await takeFolder(folder);
    await release();
    expect(readdirSync(folder)).toEqual([]);
    await takeFolder(folder);
  });

  test('not when the first one was killed', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(join(folder, 'in-use'), `${pid}\n`);
    await takeFolder(folder);
    expect(existsSync(join(folder, 'in-use'))).toBe(true);
  });

  test('not when nobody can tell who had it', async () => {
    writeFileSync(join(folder, 'in-use'), '');
    await takeFolder(folder);
  });
});
