import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import AdmZip from 'adm-zip';
import { packageTool } from '../../build/wrappers/teamcity-tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'teamcity-tool-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'dist'));
const content = {
  LICENSE: 'MIT',
  'dist/THIRD-PARTY-LICENSES': 'theirs',
  'dist/index.cjs': 'console.log(1)',
  'dist/lint.cjs': 'console.log(2)',
};
for (const [path, text] of Object.entries(content)) writeFileSync(join(folder, path), text);

test('the agent tool holds the bundle where the recipe looks for it, and the licences', async () => {
  const { path, size, sha256 } = await packageTool(folder, join(folder, 'tool.zip'));
  const bytes = readFileSync(path);
  const entries = new AdmZip(bytes).getEntries();
  expect(
    Object.fromEntries(entries.map((entry) => [entry.entryName, entry.getData().toString()])),
  ).toEqual(content);
  expect(size).toBe(bytes.length);
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('the same content gives the same bytes', async () => {
  const first = await packageTool(folder, join(folder, 'first.zip'));
  chmodSync(join(folder, 'dist', 'index.cjs'), 0o755);
  const second = await packageTool(folder, join(folder, 'second.zip'));
  expect(second.sha256).toBe(first.sha256);
});
