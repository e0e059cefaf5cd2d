import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fanoutWithPeak, needsPeaks } from './peak-memory.ts';

const { title, isSkipped } = needsPeaks('the memory that packaging takes');

const megabyte = 1_000_000;

(isSkipped ? describe.skip : describe)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-memory-'));
  beforeAll(() => makeContent(join(folder, 'content')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('stays below 300 MB for 500 MB, in files large and small, packed and taken as a zip', async () => {
    const packed = await packageWithPeak('content', 'first.zip');
    const taken = await packageWithPeak('first.zip', 'second.zip');
    expect(packed.result.entries).toBe(5 + 40 + 4_000);
    expect(taken.result).toEqual({ ...packed.result, path: join(folder, 'second.zip') });
    expect(packed.peak).toBeLessThan(300 * 1024);
    expect(taken.peak).toBeLessThan(300 * 1024);
  });

  async function packageWithPeak(source: string, out: string) {
    const command = ['package', '--source', source, '--out', out, '--version', '1', '--json'];
    const ran = await fanoutWithPeak(command, { cwd: folder });
    expect(ran).toMatchObject({ code: 0 });
    return { result: JSON.parse(ran.stdout), peak: ran.peak };
  }
});

/** 500 MB: three files that do not shrink, a large text, and 4,000 small ones. */
function makeContent(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'appspec.yml'), 'version: 0.0\nos: linux\n');
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, name), noise(70 * megabyte, name));
  const line = 'a line of text that is like the others, but for its number: ';
  const text = Array.from({ length: 200_000 }, (_, i) => line + i).join('\n');
  writeFileSync(join(folder, 'text'), text.repeat(15).slice(0, 190 * megabyte));
  const small = Buffer.concat([Buffer.from(text.slice(0, megabyte)), noise(megabyte / 4, 'small')]);
  for (let i = 0; i < 4_000; i += 1) {
    const part = join(folder, `part ${i % 40}`);
    mkdirSync(part, { recursive: true });
    const start = (i * 997) % (small.length - 25_000);
    writeFileSync(join(part, `file ${i}`), small.subarray(start, start + 25_000));
  }
}

function noise(size: number, seed: string): Buffer {
  return createHash('shake256', { outputLength: size }).update(seed).digest();
}
