import type { Clock } from '../clock.ts';
import { defined } from '../defined.ts';
import type { Beat } from '../page/beat.ts';
import type { RunEvent } from '../release/events.ts';
import { createRunChannel, type RunChannel } from './run-channel.ts';
import { type Route, startPageServer } from './server.ts';
import type { StatusChannel } from './status-channel.ts';
import { tail } from './tail.ts';

export type Pages = {
  policy: string;
  run(events: readonly RunEvent[], from: string): Promise<string>;
  status(channel: StatusChannel): Promise<string>;
};

export type ServePorts = {
  clock: Clock;
  /** Ends it. */
  signal: AbortSignal;
  scrub<T>(value: T): T;
  pages: Pages;
  /** Told once it can be asked. */
  ready(url: string): void;
};

export type Served = {
  port: number;
  /** Absolute: the file of events of the run that is shown. */
  events: string;
  /** The clock of that run. */
  runClock: { now(): number; pace: number };
  /** Absent where there is no configuration. */
  status?: StatusChannel;
  expected?(events: readonly RunEvent[]): Beat['expected'];
};

const BEAT = 3_000;

/** Serves the pages of a run under way and of what runs where, until the signal. Rejects when the port is taken. */
export async function serve(
  { port, events: file, runClock, status, expected }: Served,
  { clock, signal, scrub, pages, ready }: ServePorts,
): Promise<void> {
  const run = createRunChannel({
    scrub,
    beat(events, notes) {
      const guess = expected?.(events);
      return {
        now: runClock.now(),
        pace: runClock.pace,
        notes,
        ...defined({ expected: guess }),
      };
    },
  });
  const routes: Record<string, Route> = {
    '/': status ? { page: () => pages.status(status) } : { to: '/run' },
    '/run': { page: remembered(run, pages) },
    '/run/news': run,
    ...defined({ '/news': status }),
  };
  const server = await startPageServer({ port, policy: pages.policy }, routes);
  ready(server.url);
  const ends = new AbortController();
  const stop = AbortSignal.any([signal, ends.signal]);
  const work = [tail(file, { clock, signal: stop }, run), beats(), status?.run()];
  try {
    await Promise.all(work);
  } finally {
    ends.abort();
    run.close();
    status?.close();
    await server.close();
  }

  async function beats(): Promise<void> {
    while (!stop.aborted) {
      await clock.sleep(BEAT, stop).catch(() => undefined);
      if (stop.aborted) return;
      run.beat();
      status?.beat();
    }
  }
}

/** A page is made once, however many ask for it. */
function remembered(run: RunChannel, pages: Pages): () => Promise<string> {
  let made: { id: string; page: Promise<string> } | undefined;
  return () => {
    const id = run.id();
    if (made?.id !== id) made = { id, page: pages.run(run.events(), id) };
    return made.page;
  };
}
