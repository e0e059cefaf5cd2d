import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { UsageError } from '../../../src/problem.ts';
import { readLeftOver } from '../../../src/release/finish/read-notes.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const started = {
  kind: 'run-started',
  at: 1_000,
  run: 'github:7.1',
  command: 'deploy',
  environment: 'production',
};
const destination = 'retail/eu-west-1';
const creating = { kind: 'creating', at: 2_000, destination, marker: 'fanout/1 v=1 env=e run=r' };
const created = { kind: 'created', at: 3_000, destination, deploymentId: 'd-ABCDEF123' };
const finished = { kind: 'finished', at: 4_000, destination, result: { outcome: 'succeeded' } };

function read(...events: (object | string)[]) {
  const path = join(folder, 'run.jsonl');
  const lines = events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)));
  writeFileSync(path, lines.join('\n'));
  return readLeftOver(path);
}

describe('the notes of a run', () => {
  test('tell how far it came', () => {
    const leftOver = read(started, creating, created, '{"kind":"finis');
    expect(leftOver).toMatchObject({ run: 'github:7.1', environment: 'production', began: 1_000 });
    expect(leftOver?.finished).toBe(false);
    expect(leftOver?.begun.get(destination)).toMatchObject({
      at: 2_000,
      deploymentId: 'd-ABCDEF123',
    });
  });

  test('tell of a creation that was not answered, and of what was rolled back', () => {
    expect(read(started, creating)?.begun.get(destination)?.deploymentId).toBeUndefined();
    const back = { ...created, kind: 'rolling-back', by: 'fanout', deploymentId: 'd-ROLLBACK1' };
    const again = read(started, creating, created, finished, { ...creating, at: 5_000 }, back);
    expect(again?.begun.get(destination)).toMatchObject({
      deploymentId: 'd-ABCDEF123',
      outcome: 'succeeded',
      undo: { at: 5_000, deploymentId: 'd-ROLLBACK1' },
    });
    expect(again?.begun.get(destination)?.undo?.outcome).toBeUndefined();
  });

  test.each([true, false])('tell whether it may hold the lease: %j', (leased) => {
    const events = leased ? [started, { kind: 'leasing' }] : [started];
    expect(read(...events)).toMatchObject({ leased, begun: new Map() });
  });

  test('tell by which token its lease is known', () => {
    expect(read(started, { kind: 'leasing', token: 'own' })?.token).toBe('own');
    expect(read(started, { kind: 'leasing' })?.token).toBeUndefined();
  });

  test('tell that it came to its end', () => {
    expect(read(started, { kind: 'run-finished' })?.finished).toBe(true);
  });

  test('tell that it did not, where nobody knows whether a deployment was created', () => {
    const failed = { ...finished, result: { outcome: 'failed' } };
    const end = { kind: 'run-finished' };
    expect(read(started, creating, failed, end)?.finished).toBe(false);
    expect(read(started, creating, created, failed, end)?.finished).toBe(true);
    const undone = [started, creating, created, finished, { ...creating, at: 5_000 }, failed];
    expect(read(...undone, end)?.finished).toBe(false);
    // Nor where it has an id, and could not be read any more.
    const unknown = { ...failed, result: { outcome: 'failed', isUnknown: true } };
    expect(read(started, creating, created, unknown, end)?.finished).toBe(false);
    // But it did where the run has found it out at its end, or has brought back what ran before.
    expect(read(started, creating, created, unknown, finished, end)?.finished).toBe(true);
    const back = { ...created, kind: 'rolling-back', by: 'fanout', deploymentId: 'd-ROLLBACK1' };
    const wentBack = [
      { ...creating, at: 5_000 },
      back,
      { ...finished, result: { outcome: 'rolled-back' } },
    ];
    expect(read(started, creating, created, unknown, ...wentBack, end)?.finished).toBe(true);
    // Nor where it could not be stopped.
    const goesOn = { ...failed, result: { outcome: 'timed-out', goesOn: true } };
    expect(read(started, creating, created, goesOn, end)?.finished).toBe(false);
    // Nor where CodeDeploy's own rollback was not seen to end.
    const rolling = (status: string, by = 'codedeploy') => ({
      ...finished,
      result: { outcome: 'failed', rollback: { deploymentId: 'd-ROLLBACK1', status, by } },
    });
    for (const status of ['timed-out', 'unknown']) {
      expect(read(started, creating, created, rolling(status), end)?.finished).toBe(false);
      const seen = [rolling(status), rolling('succeeded')];
      expect(read(started, creating, created, ...seen, end)?.finished).toBe(true);
    }
    for (const status of ['succeeded', 'failed', 'stopped'])
      expect(read(started, creating, created, rolling(status), end)?.finished).toBe(true);
    // What finish has found out is the end of it.
    expect(read(started, creating, failed, end, end)?.finished).toBe(true);
  });

  test('that are missing, empty or of nothing are none', () => {
    expect(readLeftOver(join(folder, 'run.jsonl'))).toBeUndefined();
    expect(readLeftOver(join(folder, 'no/such/folder'))).toBeUndefined();
    expect(read()).toBeUndefined();
    expect(read('null', '[]', '{"kind":"run-started"}', '\u0000')).toBeUndefined();
  });

  test.each<[string, object]>([
    ['a run with blanks', { ...started, run: 'github:7.1 env=other' }],
    ['a command that deploys nothing', { ...started, command: 'bootstrap' }],
    ['a time that is none', { ...started, at: 'now' }],
    ['an environment that is a list', { ...started, environment: ['production'] }],
  ])('are not taken with %s', (_, forged) => {
    expect(read(forged, creating)).toBeUndefined();
  });

  test.each(['d-abc', '../d-ABCDEF123', 'd-ABCDEF123 --force', 42])(
    'name no deployment %j',
    (deploymentId) => {
      const begun = read(started, creating, { ...created, deploymentId })?.begun;
      expect(begun?.get(destination)?.deploymentId).toBeUndefined();
    },
  );
});

describe('in the place of notes', () => {
  test('a link is refused', () => {
    const path = join(folder, 'run.jsonl');
    writeFileSync(join(folder, 'elsewhere'), JSON.stringify(started));
    symlinkSync(join(folder, 'elsewhere'), path);
    expect(() => readLeftOver(path)).toThrow(UsageError);
    expect(() => readLeftOver(path)).toThrow(`cannot read "${path}": it is a symbolic link`);
  });

  test('a folder is refused', () => {
    const path = join(folder, 'run.jsonl');
    mkdirSync(path);
    expect(() => readLeftOver(path)).toThrow('it is not a file');
  });
});
