import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { copyQuickstart, fanout, repository, startEmulator } from './fanout.ts';

/* What runs print and write, held to the schemas that others read it by. */

const validator = (name: string) =>
  new Ajv({ strict: false, allErrors: true }).compile(
    JSON.parse(readFileSync(join(repository, `schema/${name}.schema.json`), 'utf8')),
  );
const isRun = validator('run');
const isEvent = validator('event');

let project: ReturnType<typeof copyQuickstart>;
let out: string;
beforeEach(() => {
  project = copyQuickstart();
  out = mkdtempSync(join(tmpdir(), 'schemas-'));
});
afterEach(() => {
  project.remove();
  rmSync(out, { recursive: true, force: true });
});

const scenario = (name: string) => [
  '--scenario',
  join(repository, `examples/scenarios/${name}.yml`),
];

test.each<[string, string[], number]>([
  ['a deployment that goes well', [], 0],
  ['one that is rolled back', scenario('outcome-one-instance-fails'), 1],
  ['one whose rollback fails', scenario('outcome-rollback-fails'), 1],
  ['one while AWS is slow to answer', scenario('fault-throttled'), 0],
  ['a part of an environment', ['--only', '*/eu-west-1'], 0],
  ['a promotion', ['promote'], 0],
  ['a rollback', ['rollback', '--reason', 'to see'], 0],
])('%s', async (_, args, code) => {
  const events = join(out, 'events.jsonl');
  const ran = await fanout(['rehearse', ...args, '--seed', '7', '--json', '--events', events], {
    cwd: project.folder,
  });
  expect({ code: ran.code, stderr: ran.code === code ? '' : ran.stderr }).toEqual({
    code,
    stderr: '',
  });
  expect([isRun(JSON.parse(ran.stdout)), isRun.errors]).toEqual([true, null]);
  const lines = readFileSync(events, 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(10);
  const wrong = lines.filter((line) => !isEvent(JSON.parse(line)));
  expect(wrong).toEqual([]);
});

test('and a refusal, which has the same problems', async () => {
  const ran = await fanout(['deploy', 'nowhere', '--json'], { cwd: project.folder });
  expect(ran.code).toBe(2);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    exitCode: 2,
    problems: [{ code: expect.any(String) }],
  });
});

test('lint, plan, status and changes: with findings and without, before and after a deployment, and where something is in the way', async () => {
  const { folder } = project;
  const emulator = await startEmulator(['--speed', '200', '--hooks', 'none'], folder);
  const options = { cwd: folder, env: emulator.variables };
  const held = async (name: string, args: string[], codes: number[]) => {
    const ran = await fanout([...args, '--json'], options);
    expect(codes).toContain(ran.code);
    const isValid = validator(name);
    expect([isValid(JSON.parse(ran.stdout)), isValid.errors]).toEqual([true, null]);
    return JSON.parse(ran.stdout);
  };
  try {
    const version = ['--version', '1.1'];
    expect((await held('lint', ['lint', '.'], [0, 2])).files).toHaveLength(1);
    writeFileSync(join(folder, 'broken.yml'), 'version: 0.0\nos: linux\nfiles: none\n');
    expect(await held('lint', ['lint', '--appspec', 'broken.yml'], [2])).toMatchObject({
      ok: false,
    });
    await held('plan', ['plan', 'production', ...version, '--offline'], [0]);
    await held('plan', ['plan', 'production', ...version], [3]);
    await held('status', ['status'], [0]);
    await held('changes', ['changes', 'production'], [0, 1]);
    const deployed = await fanout(['deploy', 'test', ...version], options);
    expect(deployed.code).toBe(0);
    await held('plan', ['plan', 'production', '--of', 'promote'], [0]);
    await held('plan', ['plan', 'test', '--of', 'rollback'], [0, 3]);
    expect((await fanout(['hold', 'test', '--reason', 'to see'], options)).code).toBe(0);
    expect((await held('status', ['status'], [0])).environments[0].held).not.toBeNull();
    await held('changes', ['changes', 'production'], [0, 1]);
  } finally {
    await emulator.stop();
  }
}, 120_000);
