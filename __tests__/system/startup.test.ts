import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dist, plainEnvironment, repository } from './fanout.ts';

/** Tells at the end of a process how many microseconds of processor it took. */
const count = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeSync(2, '\\nspent ' + (user + system) + '\\n');
});`;

const quickstart = join(repository, 'examples/quickstart/fanout.yml');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'startup-'));
  writeFileSync(join(folder, 'empty.cjs'), '');
  writeFileSync(join(folder, 'count.cjs'), count);
  writeFileSync(join(folder, 'fanout.yml'), 'version: 1\napplication: 7\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the code has at most 4 MB, the table of lines for stacks apart', () => {
  const files = readdirSync(dirname(dist)).filter((name) => /^(?!lines\b).*\.cjs$/.test(name));
  const sizes = files.map((name) => statSync(join(dirname(dist), name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(4_000_000);
});

test('it starts in a moment: processor time against that of an empty script', () => {
  const { over, said } = measure();
  console.log(said);
  const tooMuch = Object.entries(most).filter(([name, times]) => (over[name] ?? Infinity) > times);
  expect(tooMuch).toEqual([]);
});

/** A third above what is reached: loading one more library for all, or AWS's clients for a mistake, is more. */
const most: Readonly<Record<string, number>> = {
  version: 0.7,
  badFlag: 1.6,
  badFile: 3.8,
  offline: 5.6,
};

/** How many times the processor time of an empty script is added to it; medians of turns taken in one run. */
function measure() {
  const cases = {
    empty: [join(folder, 'empty.cjs')],
    version: [dist, '--version'],
    badFlag: [dist, 'deploy', '--nope'],
    badFile: [dist, 'deploy', 'production'],
    offline: [dist, 'plan', 'test', '--offline', '--version', '1', '--config', quickstart],
  };
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, [] as number[]]));
  for (let round = 0; round < 21; round++)
    for (const [name, args] of Object.entries(cases)) times[name]?.push(start(args));
  const median = (name: string) => times[name]?.toSorted((a, b) => a - b)[10] ?? 0;
  const over = (name: string) => median(name) / median('empty') - 1;
  const said = Object.keys(cases).map((name) => `${name} ${median(name).toFixed(1)} ms`);
  return {
    over: Object.fromEntries(Object.keys(most).map((name) => [name, over(name)])),
    said: `of processor: ${said.join(', ')}`,
  };
}

/** Milliseconds of processor, which depend less than time does on what else the machine does. */
function start(args: string[]): number {
  const { stderr } = spawnSync(
    process.execPath,
    ['--require', join(folder, 'count.cjs'), ...args],
    {
      cwd: folder,
      env: plainEnvironment,
      encoding: 'utf8',
    },
  );
  const [, microseconds] = /^spent (\d+)$/m.exec(stderr) ?? [];
  if (microseconds === undefined) throw new Error(`nothing is told of its time: ${stderr}`);
  return Number(microseconds) / 1000;
}
