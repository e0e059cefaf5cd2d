import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readTokenFile } from '../src/aws/identity-token.ts';
import { proposalIn } from '../src/ci/proposal.ts';
import { readPlan } from '../src/cli/plan-file.ts';
import { readScenario } from '../src/cli/scenario-file.ts';
import { readNamedFile } from '../src/read-named-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'named-'));
afterAll(() => rmSync(folder, { recursive: true }));
const pipe = join(folder, 'pipe');
if (process.platform !== 'win32') execFileSync('mkfifo', [pipe]);

const onUnix = process.platform === 'win32' ? describe.skip : describe;

onUnix('a file that is named', () => {
  test.each([
    ['a pipe that nobody writes to', pipe, 'it is a pipe, a device or a socket, not a file'],
    ['a device without an end', '/dev/zero', 'it is a pipe, a device or a socket, not a file'],
    ['a folder', folder, 'it is a folder'],
  ])('is not waited for where it is %s', (_, path, why) => {
    expect(() => readNamedFile(path)).toThrow(why);
  });

  test('has an end', () => {
    const path = join(folder, 'large');
    writeFileSync(path, '');
    truncateSync(path, 64 * 1024 * 1024 + 1);
    expect(() => readNamedFile(path)).toThrow('67108865 bytes, and at most 67108864 are read');
  });

  test('may be a pipe that a shell hands over', () => {
    const program = `import { readNamedFile } from './src/read-named-file.ts';
process.stdout.write(readNamedFile(process.argv[1]));`;
    const node = `"${process.execPath}" --import ./build/run-typescript.js --input-type=module -e "$0"`;
    const bash = (script: string) =>
      spawnSync('bash', ['-c', script, program], { encoding: 'utf8' });
    expect(bash(`${node} <(sleep 0.1; echo 'version: 1')`).stdout).toBe('version: 1\n');
    expect(bash(`echo 'version: 1' | ${node} /dev/stdin`).stdout).toBe('version: 1\n');
  });

  test('is refused as a plan, a scenario and a token, and is no event', async () => {
    const why = 'it is a pipe, a device or a socket, not a file';
    expect(() => readPlan(pipe, '/')).toThrow(`cannot read the plan "${pipe}": ${why}`);
    await expect(readScenario(pipe, '/')).rejects.toThrow(why);
    await expect(readTokenFile(pipe)).rejects.toThrow(
      `cannot read the identity token file "${pipe}"`,
    );
    const github = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'workflow_run' };
    expect(proposalIn({ ...github, GITHUB_EVENT_PATH: pipe })).toContain('cannot tell');
  });
});
