import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fanout, type RunningEmulator, startEmulator } from './fanout.ts';
import { aProject } from './project.ts';

let project: ReturnType<typeof aProject>;
let emulator: RunningEmulator;
let out: string;
beforeAll(async () => {
  project = aProject('stop', []);
  out = mkdtempSync(join(tmpdir(), 'plan-'));
  emulator = await startEmulator(['--hooks', 'none', '--speed', '60'], project.folder);
});
afterAll(async () => {
  await emulator.stop();
  project.remove();
  rmSync(out, { recursive: true, force: true });
});

const run = (...args: string[]) => fanout(args, { cwd: project.folder, env: emulator.variables });
const plan = () => join(out, 'plan.json');

test('a deployment is held to its plan, and refused where anything has moved', async () => {
  const planned = await run('plan', 'production', '--version', '1.7', '--out', plan());
  expect(planned).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(plan(), 'utf8'))).toMatchObject({
    fanout: 'plan/1',
    environment: 'production',
    version: '1.7',
    waves: [{ name: 'canary' }, { name: 'rest' }],
  });
  const deploy = (version: string) =>
    run('deploy', 'production', '--version', version, '--plan', plan());
  const other = await deploy('1.8');
  expect(other).toMatchObject({ code: 3 });
  expect(other.stdout).toContain('the plan is for version 1.7, but this run would deploy 1.8');
  expect(await deploy('1.7')).toMatchObject({ code: 0 });
  // It runs now, which the plan knew nothing of.
  const again = await deploy('1.7');
  expect(again).toMatchObject({ code: 3 });
  expect(again.stdout).toContain('it runs something else since the plan was made: deployment d-');

  // The next version, as the job before has packaged it, against what runs now.
  const zip = join(out, 'bundle.zip');
  writeFileSync(join(project.folder, 'src', 'x, 9 bytes [hook].txt'), 'new');
  expect(await run('package', '--version', '1.9', '--out', zip)).toMatchObject({ code: 0 });
  const next = ['plan', 'production', '--version', '1.9', '--source', zip];
  const before = await run(...next, '--out', plan());
  expect(before).toMatchObject({ code: 0 });
  expect(before.stdout).toContain('1.7 → 1.9');
  expect(before.stdout).toMatch(/files of the bundle: 1 new, \d+ the same/);
  expect(before.stdout).toContain('+ "x, 9 bytes [hook].txt", 3 bytes');
  const [pair] = JSON.parse(readFileSync(plan(), 'utf8')).files;
  expect(pair).toMatchObject({ from: '1.7', to: '1.9', moreFiles: 0, whyNoFiles: null });
  expect(pair.files).toEqual([
    {
      path: 'x, 9 bytes [hook].txt',
      change: 'new',
      marks: [],
      before: null,
      after: { size: 3, mode: '644' },
    },
  ]);
  expect(await run(...next, '--digest', 'a'.repeat(64))).toMatchObject({ code: 2 });
  expect(await run('plan', 'production', '--version', '1.9', '--source', '.')).toMatchObject({
    code: 2,
  });
  // A version that nobody has built yet: what it would bring cannot be looked at.
  const unbuilt = await run('plan', 'production', '--version', '1.10');
  expect(unbuilt.stdout).toContain('files of the bundle cannot be compared: 1.10 is not built yet');
});

test('what is no plan is refused, and a plan that knows nothing is not kept', async () => {
  writeFileSync(join(out, 'other.json'), '{}');
  const other = await run(
    'deploy',
    'production',
    '--version',
    '1.7',
    '--plan',
    join(out, 'other.json'),
  );
  expect(other).toMatchObject({ code: 2 });
  const offline = await run('plan', 'production', '--version', '1.7', '--offline', '--out', plan());
  expect(offline).toMatchObject({ code: 2 });
});
