import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fanout, repository, run } from './fanout.ts';
import { noSandboxes } from './sandboxes.ts';

const canBuild = ['go version', 'make --version'].every((command) => {
  const [program = '', ...args] = command.split(' ');
  return spawnSync(program, args).status === 0;
});
const lacking = canBuild ? noSandboxes : 'there is no go or no make on this machine';
const title = `the Go service of the examples${lacking && ` (skipped: ${lacking})`}`;

(lacking ? describe.skip : describe)(title, () => {
  let folder: string;
  let env: Record<string, string>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'go-service-'));
    cpSync(join(repository, 'examples/go-service'), folder, { recursive: true });
    env = { GOCACHE: join(folder, 'cache') };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is built once, started by systemd on every host, and answers its version', async () => {
    const { code, stdout } = await fanout(['rehearse', '--speed', '60', '--version', '1.7'], {
      cwd: folder,
      env,
    });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/orders 1\.7 runs in all 4 destinations/),
    });
    expect(stdout.match(/^(retail|wholesale)\/\S+ +succeeded +1\.7 +3 of 3 /gm)).toHaveLength(4);
  });

  test('is a bundle without findings, and the same bytes each time', async () => {
    const digests: string[] = [];
    for (const round of ['a.zip', 'b.zip']) {
      await run('make', ['build'], { cwd: folder, env: { ...env, VERSION: '1.7' } });
      const linted = await fanout(['lint', 'build', '--strict', '--json'], { cwd: folder });
      expect(JSON.parse(linted.stdout)).toMatchObject({ ok: true, files: [{ findings: [] }] });
      const args = ['package', '--source', 'build', '--build', ':', '--out', round, '--json'];
      digests.push(JSON.parse((await fanout(args, { cwd: folder })).stdout).sha256);
    }
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(digests[1]).toBe(digests[0]);
  });
});
