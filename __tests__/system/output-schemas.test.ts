import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { copyQuickstart, fanout, repository } from './fanout.ts';

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
