import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { RefusedError } from '../../src/problem.ts';
import { readLeftOver } from '../../src/release/finish/read-notes.ts';
import { chooseRollback } from '../../src/release/records/choose-rollback.ts';
import { readRelease } from '../../src/release/records/find-release.ts';
import { proofOf } from '../../src/release/records/proof.ts';
import { historyOf, readRun } from '../../src/release/records/run-records.ts';
import fc from '../fast-check.ts';
import { aDestination, anEntry, aRunRecord } from '../release/makers.ts';
import { fuzz, hostileText } from './fuzz.ts';

const folder = mkdtempSync(join(tmpdir(), 'fuzz-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const anything = fc.oneof(
  fc.jsonValue(),
  hostileText,
  fc.constantFrom(null, 1e308, -1, '2026-99-99T99:99:99Z', '9999-12-31T23:59:59Z', [], {}),
);

/** A value of which some part is another, or is not there. */
function spoilt(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(value);
  const change = fc.record({
    path: fc.constantFrom(...paths),
    put: fc.option(anything, { nil: undefined }),
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy = structuredClone(value);
    for (const { path, put } of changes) set(copy, path, structuredClone(put));
    return JSON.parse(JSON.stringify(copy ?? null)) as unknown;
  });
}

function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function set(value: unknown, [key = '', ...rest]: string[], put: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const inner = value as Record<string, unknown>;
  if (rest.length > 0) set(inner[key], rest, put);
  else if (put === undefined) delete inner[key];
  else inner[key] = put;
}

const record = aRunRecord([
  anEntry(),
  anEntry({ outcome: 'failed', leftBehind: '1 of 3 instances' }),
]);
const key = 'orders/runs/production/20260101T010000Z-github-1.1.json';

fuzz(
  'whatever the record of a run holds, it is told as it is or not believed',
  fc.oneof(spoilt({ ...record, reason: 'x', verdict: 'failed' }), anything),
  async (value) => {
    const read = { bucket: 'b', readJson: async () => ({ value, eTag: '"x"' }) };
    const run = await readRun(read, { key, written: Date.UTC(2026, 0, 2) });
    const destination = aDestination();
    const history = historyOf(destination, [run]);
    const proof = proofOf('1.214', destination, history);
    expect(typeof proof.proven).toBe('boolean');
    if (!proof.proven) expect(proof.why).not.toMatch(/\[object|undefined/);
    chooseRollback([{ destination, history, running: { version: '1.215' } } as never]);
  },
);

const release = {
  version: '1.214',
  digest: 'a'.repeat(64),
  sha256: 'b'.repeat(64),
  size: 10,
  build: 'github:1.1',
  time: '2026-01-01T00:00:00.000Z',
  commit: 'c0ffee',
  source: 'src',
};

fuzz(
  'whatever the record of a release holds, it is one or it is refused',
  fc.oneof(spoilt(release), anything),
  (value) => {
    try {
      const read = readRelease(value, '1.214', 's3://b/k');
      expect(read.version).toBe('1.214');
      expect(read.digest).toMatch(/^[0-9a-f]{64}$/);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
    }
  },
);

const notes = [
  { at: 1, kind: 'run-started', run: 'github:1.1', command: 'deploy', environment: 'production' },
  { at: 2, kind: 'leasing', token: 'x' },
  { at: 3, kind: 'creating', destination: 'retail/eu-west-1', marker: 'fanout/1 v=1' },
  { at: 4, kind: 'created', destination: 'retail/eu-west-1', deploymentId: 'd-1' },
];

fuzz('whatever the notes of a run hold, finish reads them or nothing', spoilt(notes), (value) => {
  const file = join(folder, 'run.jsonl');
  const lines = Array.isArray(value) ? value : [value];
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'), { mode: 0o600 });
  const left = readLeftOver(file);
  for (const { deploymentId } of left?.begun.values() ?? [])
    expect(String(deploymentId)).toMatch(/^(undefined|d-[A-Z0-9]+)$/);
});
