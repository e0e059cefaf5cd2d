import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyQuickstart, dist, fanout, type Ran, repository, run } from './fanout.ts';
import { noSandboxes } from './sandboxes.ts';

const check =
  'verify: [{ http: { url: "https://${region}.orders.example.com/status" }, timeout: 5m }]';

/** As in a container with Docker's default seccomp profile: no namespaces can be made in there. */
function inContainer(args: readonly string[], cwd: string, env = {}): Promise<Ran> {
  const deny = 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"';
  const command = ['sh', '-c', deny, 'sh', process.execPath, dist, ...args];
  return run('unshare', ['--user', '--map-root-user', ...command], { cwd, env });
}

/** What a status check that is not made must show at the start, in the table and at the end. */
function expectUnrehearsed({ code, stdout }: Ran, start: string, count: number): void {
  const lines = stdout.trimEnd().split('\n');
  expect({ code, last: lines.at(-1) }).toEqual({
    code: 0,
    last: expect.stringMatching(/^production was not rehearsed in full: .* as far as it could be/),
  });
  expect(stdout.slice(0, stdout.indexOf('a rehearsal: '))).toContain(
    `status checks are not rehearsed: ${start}`,
  );
  const table = lines.slice(lines.findLastIndex((line) => line.startsWith('destination  ')));
  expect(table.filter((line) => / {2}not rehearsed {2}/.test(line))).toHaveLength(count);
}

describe('Where hooks cannot run, status checks are not rehearsed and fail nothing.', () => {
  let quickstart: ReturnType<typeof copyQuickstart>;
  beforeAll(() => {
    quickstart = copyQuickstart();
    const file = join(quickstart.folder, 'fanout.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('timeout: 15m', `$&\n  ${check}`));
  });
  afterAll(() => quickstart.remove());

  const title = `in a container that may make no namespaces${noSandboxes && ' (skipped)'}`;
  (noSandboxes ? test.skip : test)(title, async () => {
    const began = Date.now();
    const ran = await inContainer(['rehearse', '--speed', '60'], quickstart.folder);
    expectUnrehearsed(ran, 'hooks are checked but not run', 6);
    expect(ran.stdout).toMatch(/^hooks are checked but not run: .*max_user_namespaces=0/m);
    expect((Date.now() - began) / 1000).toBeLessThan(120);
  });

  test.each([
    ['check', 'hooks are checked but not run'],
    ['none', 'no hook runs, so nothing answers'],
  ])('with --hooks %s', async (hooks, reason) => {
    const args = ['rehearse', '--hooks', hooks, '--speed', '100', '--json'];
    const { code, stdout, stderr } = await fanout(args, { cwd: quickstart.folder });
    const report = JSON.parse(stdout);
    expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: 'not-rehearsed' });
    expect(report.destinations[0].checks).toEqual([
      expect.objectContaining({ passed: false, notRehearsed: true, message: reason }),
    ]);
    expectUnrehearsed({ code, stdout: stderr, stderr: '' }, reason, 6);
  });

  test('with --strict the run is red', async () => {
    const args = ['rehearse', '--hooks', 'none', '--speed', '200', '--strict'];
    const { code, stdout } = await fanout(args, { cwd: quickstart.folder });
    expect(code).toBe(1);
    expect(stdout).toContain('; exit code 1');
  });

  test('what comes after it can be rehearsed too', async () => {
    const args = ['rehearse', 'promote', '--hooks', 'none', '--speed', '200'];
    const { code, stdout } = await fanout(args, { cwd: quickstart.folder });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('is the newest release that is proven in test'),
    });
  });
});

const canBuild =
  noSandboxes === '' && (await run('sh', ['-c', 'go version && make -v'])).code === 0;

(canBuild ? test : test.skip)(
  'the Go service of the examples is green in such a container',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'go-service-'));
    try {
      cpSync(join(repository, 'examples/go-service'), folder, { recursive: true });
      const env = { GOCACHE: join(folder, 'cache') };
      const args = ['rehearse', '--speed', '60', '--version', '1.7'];
      expectUnrehearsed(await inContainer(args, folder, env), 'hooks are checked but not run', 4);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
