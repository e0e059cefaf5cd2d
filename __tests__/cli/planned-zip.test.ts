import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { plannedZip } from '../../src/cli/planned-zip.ts';
import { UsageError } from '../../src/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'planned-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'folder.zip'));
if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe.zip')]);
writeFileSync(join(folder, 'text.zip'), 'text');

const problemOf = (source: string) =>
  plannedZip(source, undefined, { cwd: folder, signal: new AbortController().signal }).then(
    () => undefined,
    (error) => (error instanceof UsageError ? error.problems[0] : error),
  );

test.each([
  ['folder.zip', 'file-unreadable', 'cannot read the zip "folder.zip": it is not a file'],
  ['pipe.zip', 'file-unreadable', 'cannot read the zip "pipe.zip": it is not a file'],
  ['none.zip', 'file-unreadable', 'cannot read the zip "none.zip": ENOENT'],
  ['text.zip', 'zip-invalid', '"text.zip" is not a zip, or is cut short'],
  ['.', 'no-source', '--source "." is not a zip, and plan builds nothing'],
])('a plan of %s is refused in words, and waits for nobody', async (source, code, message) => {
  if (source === 'pipe.zip' && process.platform === 'win32') return;
  expect(await problemOf(source)).toMatchObject({
    code,
    message: expect.stringContaining(message),
  });
});
