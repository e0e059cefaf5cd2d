import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { packageCommand } from '../../src/cli/commands/package.ts';
import { systemClock } from '../../src/clock.ts';
import { UsageError } from '../../src/problem.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fanout-package-'));
  await mkdir(join(folder, 'app'));
  await writeFile(join(folder, 'app', 'appspec.yml'), 'version: 0.0\nos: linux\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...more: string[]) {
  return pack('app', ...more);
}

async function pack(source: string, ...more: string[]) {
  const printed: string[] = [];
  const results: string[] = [];
  const host = {
    mask: () => undefined,
    debug: () => undefined,
    take: () => undefined,
    problems: () => undefined,
    output: () => undefined,
    print: (text: string) => void printed.push(text),
    result: (text: string) => void results.push(text),
  } as unknown as Host;
  const args = ['package', '--version', '1', '--source', source, '--out', 'zip-of-it.zip'];
  const read = readInputs([...args, ...more], {});
  if (!read.ok || read.inputs.command !== 'package') throw new Error('package was not understood');
  const signal = new AbortController().signal;
  const ports = { env: {}, cwd: folder, host, clock: systemClock, signal } as CommandPorts;
  expect(await packageCommand(read.inputs, ports)).toBe(0);
  return { printed: printed.join('\n'), results };
}

test('path, size and both digests are printed, the same that --json gives', async () => {
  const path = join(folder, 'zip-of-it.zip');
  try {
    const { results } = await run('--json');
    const { printed } = await run();
    const { digest, sha256, size } = JSON.parse(results[0] ?? '');
    expect((await stat(path)).size).toBe(size);
    const [first, ...rest] = printed.split('\n');
    expect(first).toBe(path);
    expect(rest.join('\n')).toContain(`digest  ${digest}`);
    expect(rest.join('\n')).toContain(`sha256  ${sha256}`);
    expect(rest[0]).toMatch(/^ {2}size {4}\d+ bytes$/);
  } finally {
    await rm(path, { force: true });
  }
});

test('a zip is compared with the digest of the job that built it', async () => {
  const path = join(folder, 'zip-of-it.zip');
  try {
    const { digest } = JSON.parse((await run('--json')).results[0] ?? '');
    // A later job has the zip alone, and writes it where it is.
    await pack('zip-of-it.zip', '--digest', digest);
    const other = pack('zip-of-it.zip', '--digest', 'a'.repeat(64));
    await expect(other).rejects.toBeInstanceOf(UsageError);
    await expect(other).rejects.toThrow(
      `"${path}" has content ${digest}, and ${'a'.repeat(64)} was asked for with --digest`,
    );
  } finally {
    await rm(path, { force: true });
  }
});
