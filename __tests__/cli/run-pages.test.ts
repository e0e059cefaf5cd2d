import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { openRunPages } from '../../src/cli/run-pages.ts';
import type { Problem } from '../../src/problem.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { aLabel, aResultOf, aRun } from '../page/runs.ts';

let folder: string;
let warnings: Problem[];
let kept: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fanout-pages-'));
  [warnings, kept] = [[], []];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const label = aLabel('retail', 'eu-west-1');

function aRunIn(environment: string, more: object = {}): RunEvent[] {
  const results = [aResultOf(label.id)];
  return aRun(
    [label],
    [
      { kind: 'finished', destination: label.id, result: results[0] as never, at: 1000 },
      { kind: 'run-finished', verdict: 'succeeded', exitCode: 0, seconds: 1, results, at: 1001 },
    ],
  ).map((event) => (event.kind === 'run-started' ? { ...event, environment, ...more } : event));
}

function open(asked: string | undefined, isKeeping: boolean, pageFolder?: string) {
  const host = {
    problems: (problems: readonly Problem[]) => void warnings.push(...problems),
    ...(isKeeping && { keepPage: (path: string) => void kept.push(path) }),
    ...(pageFolder !== undefined && { pageFolder }),
  } as unknown as Host;
  return openRunPages(asked, folder, { host, cwd: folder });
}

test('without being asked, a page is made only where the CI system keeps it', async () => {
  const shell = open(undefined, false);
  for (const event of aRunIn('production')) shell.take(event);
  await shell.close();
  expect(readdirSync(folder)).toEqual([]);
  const ci = open(undefined, true);
  for (const event of aRunIn('production')) ci.take(event);
  await ci.close();
  expect(kept).toEqual([join(folder, 'production.html')]);
  expect(readFileSync(kept[0] ?? '', 'utf8')).toContain('production succeeded');
});

test('each run has its own, named after environment and wave, wherever that name leads', async () => {
  const pages = open(undefined, true, join(folder, 'reports'));
  const runs = [
    aRunIn('test'),
    aRunIn('production', { of: 9 }),
    aRunIn('../../etc/passwd'),
    aRunIn('test'),
  ];
  for (const event of runs.flat()) pages.take(event);
  await pages.close();
  expect(readdirSync(join(folder, 'reports')).toSorted()).toEqual([
    '-..-etc-passwd.html',
    'production-all.html',
    'test.html',
  ]);
});

test('a run that never began leaves none behind, and the page that was asked for', async () => {
  const notice: RunEvent = { at: 1, kind: 'step', text: 'looking' };
  const ci = open(undefined, true);
  ci.take(notice);
  await ci.close();
  expect(kept).toEqual([]);
  const asked = open('page.html', true);
  asked.take(notice);
  await asked.close();
  expect(kept).toEqual([join(folder, 'page.html')]);
});

test('what finishes an interrupted run makes one page of both', async () => {
  const [began, ...rest] = aRunIn('production');
  const pages = open(undefined, true);
  pages.goOnWith([began as RunEvent]);
  const finish = { ...(began as RunEvent), command: 'finish', at: (began?.at ?? 0) + 1 };
  for (const event of [finish as RunEvent, ...rest]) pages.take(event);
  await pages.close();
  const html = readFileSync(kept[0] ?? '', 'utf8');
  expect(html).toContain('production succeeded');
  expect(html).toContain('deploy ·');
});

test('runs of one release are one page; a page of its own has only what is of another version', async () => {
  const pages = open('all.html', true);
  const of = (version: string, at: number) =>
    aRunIn('production').map((event): RunEvent => {
      const moved = { ...event, at: event.at + at };
      return moved.kind === 'finished'
        ? { ...moved, result: { ...moved.result, version } }
        : moved.kind === 'run-finished'
          ? { ...moved, results: moved.results.map((result) => ({ ...result, version })) }
          : moved;
    });
  const older = of('1.213', 0);
  const [first, again] = [of('1.214', 10_000), of('1.214', 20_000)];
  for (const run of [older, first, again]) {
    const [began, ...rest] = run;
    pages.goOnWith([began as RunEvent]);
    const finish = { ...(began as RunEvent), command: 'finish' };
    for (const event of [finish as RunEvent, ...rest]) pages.take(event);
  }
  await pages.close();
  // A system that takes one page takes the last that it is given.
  expect(kept).toEqual([join(folder, 'all-2.html'), join(folder, 'all.html')]);
  const [other, both] = kept.map((path) => readFileSync(path, 'utf8'));
  expect(both).toContain('production succeeded');
  expect(both).toContain('1.214');
  expect(both).not.toContain('1.213 (');
  expect(other).toContain('1.213');
  expect(other).not.toContain('1.214');
});

test.each(['blocked/page.html', undefined])(
  'a page that cannot be written (%s) is a warning, and nothing else',
  async (asked) => {
    writeFileSync(join(folder, 'blocked'), '');
    const pages = open(asked, true, asked === undefined ? join(folder, 'blocked') : undefined);
    for (const event of aRunIn('production')) pages.take(event);
    await pages.close();
    expect(kept).toEqual([]);
    expect(warnings).toMatchObject([
      { code: 'file-unwritable', message: expect.stringContaining('cannot write the page') },
    ]);
  },
);
