import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { RunEvent } from '../../src/release/events.ts';
import { aRun } from '../report/makers.ts';
import { printed } from './printed.ts';
import { Screen } from './screen.ts';

const failing = aRun({
  fails: (destination, number) => {
    const failed = destination === 'retail/eu-west-1' && number === 3;
    return failed
      ? { script: 'check.sh', message: 'failed with exit code 7', log: 'no service' }
      : undefined;
  },
});

async function shown(events: readonly RunEvent[]) {
  const [columns, rows] = [250, 40];
  const { stdout } = await printed(
    'terminal',
    async (host) => {
      for (const event of events) {
        host.take(event);
        await setImmediate();
      }
    },
    { tty: { columns, rows } },
  );
  return new Screen(columns).feed(stdout);
}

test('rows are gone in the end, nothing is left half drawn, and the cursor is back', async () => {
  const screen = await shown(failing);
  const text = screen.lines.join('\n');
  expect(text).not.toMatch(/[█░]/);
  expect(text.match(/^deploy orders to production/gm)).toHaveLength(1);
  expect(text.match(/^\[retail\/eu-west-1\] i-.*check\.sh exit 7$/gm)).toHaveLength(1);
  expect(text.trimEnd().split('\n').at(-1)).toMatch(/^production is split: 1 is back on 1\.213, /);
  expect(screen.cursorHidden).toBe(false);
});

test('the log above is the same as without rows, but for what the rows show', async () => {
  const screen = await shown(failing);
  const plain = (await printed('terminal', failing)).stdout.split('\n');
  const kept = screen.lines.filter((line) => line !== '');
  const wrapped = new Screen(250).feed(plain.map((line) => `${line}\n`).join('')).lines;
  for (const line of kept) expect(wrapped).toContain(line);
});

test('each destination has one row while the run goes on', async () => {
  const drawn: string[] = [];
  await printed(
    'terminal',
    async (host) => {
      for (const event of aRun().slice(0, 30)) {
        host.take(event);
        await setImmediate();
      }
    },
    { tty: { columns: 100, rows: 40 }, onWrite: (text) => drawn.push(text) },
  );
  const frames = drawn.map((_, index) => new Screen(100).feed(drawn.slice(0, index + 1).join('')));
  const bars = frames.map(({ lines }) => lines.filter((line) => /[█░]/.test(line)).length);
  expect(Math.max(...bars)).toBe(6);
  expect(bars.at(-1)).toBe(0);
  expect(
    frames.some(({ lines }) =>
      lines.some((line) => /^retail\/ap-southeast-1 .*████░.* 1 of 3 instances done/.test(line)),
    ),
  ).toBe(true);
});

test.each([{ TERM: 'dumb' }, { CI: 'true' }])(
  'with %j there are no rows on a terminal either',
  async (env) => {
    const { stdout } = await printed('terminal', aRun(), {
      tty: { columns: 80, rows: 24 },
      env: { ...env, NO_COLOR: '1' },
    });
    expect(stdout).toBe((await printed('terminal', aRun())).stdout);
  },
);

test.each([
  [{ LANG: 'C' }, '... 1 earlier line left out'],
  [{ LANG: 'en_US.UTF-8' }, '… 1 earlier line left out'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, '... 1 earlier line left out'],
])('a terminal with %j gets signs that it has', async (env, expected) => {
  const long = { script: 'check.sh', message: 'exit code 1', log: 'line\n'.repeat(31) };
  const told = aRun({
    fails: (destination, number) =>
      destination === 'retail/eu-west-1' && number === 3 ? long : undefined,
  });
  const { stdout } = await printed('terminal', told, { env });
  expect(stdout).toContain(`log       | ${expected}`);
});
