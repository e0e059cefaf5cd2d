import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dist, run } from './fanout.ts';

const readable = existsSync('/proc/self/status');
const title = readable
  ? 'the memory that packaging takes'
  : 'the memory that packaging takes (skipped: this system has no /proc/self/status)';

const megabyte = 1_000_000;

(readable ? describe : describe.skip)(title, () => {
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

  /** The peak is in KiB, as Linux tells it of the process when it ends. */
  async function packageWithPeak(source: string, out: string) {
    const status = join(folder, 'status');
    const hook = `data:text/javascript,import{readFileSync as r,writeFileSync as w}from'node:fs';process.on('exit',()=>w(process.env.STATUS,r('/proc/self/status')))`;
    const command = ['package', '--source', source, '--out', out, '--version', '1', '--json'];
    const ran = await run(process.execPath, ['--import', hook, dist, ...command], {
      cwd: folder,
      env: { STATUS: status },
    });
    expect(ran).toMatchObject({ code: 0 });
    const peak = Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]);
    return { result: JSON.parse(ran.stdout), peak };
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
