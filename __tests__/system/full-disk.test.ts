import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyQuickstart, dist, repository, run } from './fanout.ts';

const config = join(repository, 'build/search/fanout.yml');

let quickstart: ReturnType<typeof copyQuickstart>;
beforeAll(() => {
  quickstart = copyQuickstart();
});
afterAll(() => quickstart.remove());

/** Files may not grow, as on a disk that is full: writing fails with EFBIG. */
function withoutRoom(args: readonly string[]) {
  const command = ['ulimit -f 0', `exec "${process.execPath}" "$@"`].join('; ');
  return run('bash', ['-c', command, 'bash', dist, ...args], { cwd: quickstart.folder });
}

test.each([
  ['rollback', ['rollback', 'production']],
  ['package', ['package', '--config', config]],
  ['rehearse', ['rehearse', '--seed', '1', '--config', config]],
])('a full disk is told in words, and is no bug of fanout: %s', async (_, args) => {
  rmSync(join(quickstart.folder, '.fanout'), { recursive: true, force: true });
  const { code, stdout, stderr } = await withoutRoom(args);
  expect(`${stdout}${stderr}`).toMatch(/cannot (write|be written)/);
  expect(`${stdout}${stderr}`).not.toContain('internal error');
  expect(code).toBe(2);
});
