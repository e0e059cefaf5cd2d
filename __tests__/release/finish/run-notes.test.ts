import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UsageError } from '../../../src/problem.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { readLeftOvers } from '../../../src/release/finish/read-notes.ts';
import { openNotes, openRunNotes } from '../../../src/release/finish/run-notes.ts';

let root = '';
let path = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'notes-'));
  path = join(root, '.fanout/run.jsonl');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const started: RunEvent = {
  kind: 'run-started',
  at: Date.UTC(2026, 10, 23, 2, 45),
  run: 'github:7.1',
  command: 'deploy',
  environment: 'production',
  application: 'orders',
  destinations: [],
  waves: [],
};
const finished: RunEvent = {
  kind: 'run-finished',
  at: 2_000,
  verdict: 'succeeded',
  exitCode: 0,
  seconds: 1,
  results: [],
};
const leasing: RunEvent = { kind: 'leasing', at: 1_500 };

function aRun(...events: RunEvent[]) {
  const notes = openRunNotes(path);
  for (const event of events) notes.write(event);
  notes.close();
  return notes.aside;
}

describe('the notes of the run before', () => {
  test('are kept aside where it has not come to its end, and found there', () => {
    aRun(started, leasing);
    const aside = join(root, '.fanout/run-20261123T024500000Z.jsonl');
    expect(aRun({ ...started, run: 'github:8.1' }, finished)).toBe(aside);
    expect(readLeftOvers(path)).toMatchObject([
      { path, leftOver: { run: 'github:8.1', finished: true } },
      { path: aside, leftOver: { run: 'github:7.1', finished: false, leased: true } },
    ]);
  });

  test.each([
    ['that came to its end', [started, leasing, finished]],
    ['that was killed before it began anything', [started]],
  ])('%s are overwritten', (_, events) => {
    aRun(...events);
    expect(aRun({ ...started, run: 'github:8.1' })).toBeUndefined();
    expect(readdirSync(join(root, '.fanout')).sort()).toEqual(['.gitignore', 'run.jsonl']);
    expect(readFileSync(path, 'utf8')).not.toContain('github:7.1');
  });

  test('tell which process writes them', () => {
    aRun(started);
    expect(readLeftOvers(path)).toMatchObject([{ leftOver: { process: { pid: process.pid } } }]);
  });
});

describe('in a folder that others can write to', () => {
  const folder = () => join(root, '.fanout');

  test("the folder itself is the user's alone", () => {
    aRun(started);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('a file that is there is taken from all others', () => {
    mkdirSync(folder());
    writeFileSync(path, '');
    chmodSync(path, 0o666);
    aRun(started);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('a link instead of the folder is refused, to write and to read', () => {
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), folder());
    const why = `cannot keep notes in "${folder()}": it is a symbolic link`;
    expect(() => aRun(started)).toThrow(why);
    expect(() => readLeftOvers(path)).toThrow(why);
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  (process.geteuid?.() === 0 ? test : test.skip)(
    'what another user has put there is refused, the folder and the notes in it',
    () => {
      chmodSync(root, 0o777);
      aRun(started);
      const why = 'it belongs to another user';
      chmodSync(path, 0o666);
      const as = (user: number, work: () => void) => {
        process.seteuid?.(user);
        try {
          work();
        } finally {
          process.seteuid?.(0);
        }
      };
      const [me, other] = [1002, 1003];
      chownSync(folder(), me, me);
      chmodSync(folder(), 0o777);
      chownSync(path, other, other);
      as(me, () => expect(() => readLeftOvers(path)).toThrow(`cannot read "${path}": ${why}`));
      chownSync(path, me, me);
      as(me, () => expect(readLeftOvers(path)).toHaveLength(1));
      chownSync(folder(), other, other);
      as(me, () => {
        expect(() => readLeftOvers(path)).toThrow(`cannot keep notes in "${folder()}": ${why}`);
        expect(() => aRun(started)).toThrow(why);
      });
      // What a step as root has left, and what root itself finds.
      chownSync(folder(), 0, 0);
      as(me, () => expect(readLeftOvers(path)).toHaveLength(1));
      chownSync(folder(), other, other);
      expect(readLeftOvers(path)).toHaveLength(1);
    },
  );

  test.each<[string, (place: string) => void, string]>([
    ['link', (place) => symlinkSync(join(root, 'target'), place), 'it is a symbolic link'],
    ['folder', (place) => mkdirSync(place), 'EISDIR'],
    ['pipe', (place) => void spawnSync('mkfifo', [place]), 'ENXIO'],
  ])('a %s in the place of a file is refused', (_, place, why) => {
    mkdirSync(folder());
    place(path);
    expect(() => openNotes(path)).toThrow(UsageError);
    expect(() => openNotes(path)).toThrow(`cannot write "${path}": ${why}`);
    expect(() => aRun(started)).toThrow(UsageError);
  });

  test('a file in the place of the folder is told as what it is', () => {
    writeFileSync(folder(), '');
    expect(() => aRun(started)).toThrow(UsageError);
  });
});
