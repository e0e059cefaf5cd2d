import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dist, plainEnvironment } from './fanout.ts';

/** Tells at the end of a process how many microseconds of processor it took. */
const count = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeSync(2, '\\nspent ' + (user + system) + '\\n');
});`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'startup-'));
  writeFileSync(join(folder, 'empty.cjs'), '');
  writeFileSync(join(folder, 'count.cjs'), count);
  writeFileSync(join(folder, 'fanout.yml'), 'version: 1\napplication: 7\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the code has at most 4 MB', () => {
  const files = readdirSync(dirname(dist)).filter((name) => name.endsWith('.cjs'));
  const sizes = files.map((name) => statSync(join(dirname(dist), name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(4_000_000);
});

test('it starts in a moment: processor time against that of an empty script', () => {
  const run = measure();
  console.log(run.said);
  expect(run.over.version).toBeLessThanOrEqual(1.8);
  expect(run.over.badFile).toBeLessThanOrEqual(4.2);
});

/** How many times the processor time of an empty script is added to it; medians of turns taken in one run. */
function measure() {
  const cases = {
    empty: [join(folder, 'empty.cjs')],
    version: [dist, '--version'],
    badFile: [dist, 'deploy', 'production'],
  };
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, [] as number[]]));
  for (let round = 0; round < 21; round++)
    for (const [name, args] of Object.entries(cases)) times[name]?.push(start(args));
  const median = (name: string) => times[name]?.toSorted((a, b) => a - b)[10] ?? 0;
  const over = (name: string) => median(name) / median('empty') - 1;
  const said = Object.keys(cases).map((name) => `${name} ${median(name).toFixed(1)} ms`);
  return {
    over: { version: over('version'), badFile: over('badFile') },
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
