import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import AdmZip from 'adm-zip';
import { copyQuickstart, fanout, run } from './fanout.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'fanout-lint-'));
  mkdirSync(join(cwd, 'infra'));
  writeFileSync(join(cwd, 'infra/appspec.yml'), 'version: "0.0"\nos: linux\n');
});
afterAll(() => rmSync(cwd, { recursive: true }));

test('what is found is told on the page of a job and as SARIF', async () => {
  const env = { GITHUB_ACTIONS: 'true' };
  const { code, stdout } = await fanout(['lint', 'infra', '--sarif', 'out.sarif'], { cwd, env });
  expect(code).toBe(2);
  expect(stdout).toMatch(/^infra\/appspec\.yml:1:10: error: /m);
  expect(stdout).toMatch(/^::error file=infra\/appspec\.yml,line=1,col=10::/m);
  const { runs } = JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8'));
  expect(runs[0].tool.driver.rules[0]).toMatchObject({
    id: 'version/invalid',
    shortDescription: { text: expect.stringMatching(/^[A-Z].*\.$/) },
  });
});

test('with --json nothing else is on stdout', async () => {
  const env = { GITHUB_ACTIONS: 'true' };
  const { code, stdout, stderr } = await fanout(['lint', 'infra', '--json'], { cwd, env });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    files: [{ platform: 'server', ok: false }],
  });
  expect(stderr).toMatch(/^::error file=infra\/appspec\.yml/m);
});

test('the example is clean, even when warnings count', async () => {
  const { folder, remove } = copyQuickstart();
  await run(process.execPath, ['build.mjs'], { cwd: folder });
  const { code, stdout } = await fanout(['lint', '--strict'], { cwd: folder });
  remove();
  expect(`${code} ${stdout}`).toMatch(/^0 .*nothing found/s);
});

test.each([
  [
    'names with backslashes',
    Buffer.from(
      zipWith('scripts/start.sh').toString('latin1').replaceAll('scripts/', 'scripts\\'),
      'latin1',
    ),
    /has a backslash in its name/,
  ],
  [
    'half of an archive',
    zipWith('scripts/start.sh').subarray(0, 100),
    /is not a zip, or is cut short/,
  ],
  ['a tar.gz called .zip', gzipSync(Buffer.alloc(1024)), /is not a zip, or is cut short/],
])('%s are refused', async (_, bytes, message) => {
  writeFileSync(join(cwd, 'bundle.zip'), bytes);
  const { code, stdout } = await fanout(['lint', 'bundle.zip'], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: expect.stringMatching(message) });
});

function zipWith(script: string): Buffer {
  const zip = new AdmZip();
  zip.addFile('appspec.yml', Buffer.from('version: 0.0\nos: linux\n'));
  zip.addFile(script, Buffer.from('#!/bin/sh\n'));
  return zip.toBuffer();
}
