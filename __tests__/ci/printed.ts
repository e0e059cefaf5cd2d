import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Host, HostName } from '../../src/ci/host.ts';
import { openHost } from '../../src/ci/open.ts';
import type { HostPorts, Output } from '../../src/ci/ports.ts';
import type { Clock } from '../../src/clock.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { START } from '../report/makers.ts';

export type Printed = { stdout: string; stderr: string; file(name: string): string };

/** A clock that stands at the event that is being told; nothing that sleeps wakes before it is aborted. */
export class EventClock implements Clock {
  at = START;
  now(): number {
    return this.at;
  }
  sleep(_: number, signal?: AbortSignal): Promise<void> {
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  }
}

export type Options = Partial<HostPorts> & {
  tty?: { columns: number; rows: number };
  /** Hears of every write to stdout. */
  onWrite?: (text: string) => void;
};

/** What a host writes of a run, to its streams and to files. */
export async function printed(
  name: HostName,
  told: readonly RunEvent[] | ((host: Host) => void | Promise<void>),
  options: Options = {},
): Promise<Printed> {
  const folder = mkdtempSync(join(tmpdir(), 'fanout-ci-'));
  const clock = new EventClock();
  const stdout = collector(options.tty, options.onWrite);
  const stderr = collector(options.tty);
  const host = await openHost(name, {
    clock,
    json: false,
    debug: false,
    redact: [],
    ...options,
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: { LANG: 'C.UTF-8', ...environment(name, folder), ...options.env },
  });
  try {
    if (typeof told === 'function') await told(host);
    else {
      for (const event of told) {
        clock.at = event.at;
        host.take(event);
      }
    }
    await host.close();
    const files = new Map(fileNames.map((file) => [file, read(join(folder, file))]));
    return {
      stdout: stdout.text(),
      stderr: stderr.text(),
      file: (file) => files.get(file) ?? '',
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const fileNames = [
  'output',
  'state',
  'summary',
  '.fanout/outputs.env',
  '.fanout/annotations.json',
  '.fanout/junit.xml',
];

function environment(name: HostName, folder: string): Record<string, string> {
  if (name === 'teamcity') return { TEAMCITY_VERSION: '2025.03' };
  if (name === 'gitlab') return { GITLAB_CI: 'true', CI: 'true', CI_PROJECT_DIR: folder };
  if (name === 'terminal') return {};
  // The runner makes the files before the step starts.
  for (const file of ['output', 'state', 'summary']) writeFileSync(join(folder, file), '');
  return {
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  };
}

function collector(
  tty: Options['tty'],
  onWrite?: (text: string) => void,
): { stream: Output; text(): string } {
  const stream: Output = new PassThrough();
  if (tty) Object.assign(stream, { isTTY: true, ...tty });
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    onWrite?.(chunk.toString('utf8'));
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
