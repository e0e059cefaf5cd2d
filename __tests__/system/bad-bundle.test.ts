import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { copyQuickstart, fanout, type RunningEmulator, startEmulator } from './fanout.ts';

let quickstart: ReturnType<typeof copyQuickstart>;
let emulator: RunningEmulator;
let calls = '';
beforeAll(async () => {
  quickstart = copyQuickstart();
  emulator = await startEmulator(
    ['--hooks', 'none', '--speed', '60'],
    quickstart.folder,
    (text) => {
      calls += text;
    },
  );
});
afterAll(async () => {
  await emulator.stop();
  quickstart.remove();
});

beforeEach(() => {
  calls = '';
});

/** What was asked for that could change anything. */
const changes = () =>
  calls
    .split('\n')
    .filter((line) => /^(s3|codedeploy) /.test(line))
    .filter((line) => !/^\w+ (Get|List|BatchGet|Head)/.test(line));

test('deploy with an error in its bundle changes nothing in AWS', async () => {
  const appspec = join(quickstart.folder, 'appspec.yml');
  const good = readFileSync(appspec, 'utf8');
  appendFileSync(appspec, '  AfterInstall:\n    - location: scripts/migrate.sh\n');
  const options = { cwd: quickstart.folder, env: emulator.variables };
  const { code, stdout } = await fanout(['deploy', 'test'], options);
  expect(code).toBe(2);
  expect(stdout).toMatch(/appspec\.yml:\d+:\d+: error: .*scripts\/migrate\.sh/);
  expect(calls).toBe('');

  // A version that may have been built before is looked for first, and no more.
  expect((await fanout(['deploy', 'test', '--version', '1.1'], options)).code).toBe(2);
  expect(calls).toContain('s3 GetObject');
  expect(changes()).toEqual([]);

  // The same log tells of a deployment when there is one.
  writeFileSync(appspec, good);
  expect((await fanout(['deploy', 'test'], options)).code).toBe(0);
  expect(changes().some((line) => line.startsWith('codedeploy CreateDeployment'))).toBe(true);
});

test('plan asks for nothing that changes anything', async () => {
  const options = { cwd: quickstart.folder, env: emulator.variables };
  const { code } = await fanout(['plan', 'test', '--version', '1.2'], options);
  expect(code).toBe(0);
  expect(calls).toContain('codedeploy GetDeploymentGroup');
  expect(changes()).toEqual([]);
});
