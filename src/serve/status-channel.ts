import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Beat } from '../page/beat.ts';
import { keepingKnown, type StatusView } from '../page/status-view.ts';
import { timing } from '../release/timing.ts';
import { createReaders, type Message } from './readers.ts';

/** What runs where for those who look: asked while somebody does, once for all of them. */
export type StatusChannel = {
  /** What was seen last, and its id; somebody looks. */
  view(): { view: StatusView; id: string };
  listen(request: IncomingMessage, response: ServerResponse, from: string): boolean;
  beat(): void;
  /** Looks until the signal. */
  run(): Promise<void>;
  close(): void;
};

/** One look: what was seen, how many calls it took, and what is to be said beside it. */
export type Look = { view: StatusView; calls: number; notes: string[] };

type Ports = {
  clock: Clock;
  signal: AbortSignal;
  /** Calls a minute, on average. */
  budget: number;
  look(): Promise<Look>;
};

export function createStatusChannel({ clock, signal, budget, look }: Ports): StatusChannel {
  const name = randomBytes(6).toString('hex');
  let view: StatusView = { at: clock.now(), environments: [], pending: true };
  let count = 0;
  let notes: string[] = [];
  let wake: () => void = () => undefined;
  let isAsked = false;
  const ask = () => {
    isAsked = true;
    wake();
  };
  const readers = createReaders(ask);
  const id = () => `${name}-${count}`;
  const beatNow = (): Message => {
    const beat: Beat = { now: clock.now(), pace: 1, notes };
    return { kind: 'beat', data: beat };
  };

  async function lookOnce(): Promise<number> {
    const began = clock.now();
    try {
      const seen = await look();
      view = keepingKnown(seen.view, view.pending ? undefined : view);
      count++;
      // The machine's clock may have been set back meanwhile.
      const took = Math.max(0, clock.now() - began);
      const pause = Math.max(timing.status.serve, (seen.calls * 60_000) / budget - took);
      notes = [...seen.notes, paceText(seen.calls, pause, budget)];
      readers.send({ kind: 'status', data: view, id: id() });
      readers.send(beatNow());
      return pause;
    } catch (error) {
      if (signal.aborted) return 0;
      const when = new Date(clock.now()).toISOString().slice(11, 19);
      notes = [
        `the look at ${when} UTC failed, what is below is older: ${(error as Error).message}`,
      ];
      readers.send(beatNow());
      return timing.status.serve;
    }
  }

  return {
    view() {
      ask();
      return { view, id: id() };
    },
    listen(request, response, from) {
      const had = [request.headers['last-event-id']].flat()[0] ?? from;
      const missed = had === id() ? [] : [{ kind: 'status', data: view, id: id() }];
      return readers.add(response, [...missed, beatNow()]);
    },
    beat: () => readers.send(beatNow()),
    async run() {
      while (!signal.aborted) {
        if (!isAsked && readers.count() === 0)
          await new Promise<void>((resolve) => {
            wake = resolve;
            signal.addEventListener('abort', () => resolve(), { once: true });
          });
        if (signal.aborted) return;
        isAsked = false;
        const pause = await lookOnce();
        await clock.sleep(pause, signal).catch(() => undefined);
      }
    },
    close: readers.close,
  };
}

function paceText(calls: number, pauseMs: number, budget: number): string {
  const pause = Math.round(pauseMs / 1000);
  return `a look took ${calls} calls to AWS; the next is in ${pause} s, so that there are ${budget} calls a minute at most, however many read this`;
}
