import { useEffect, useState } from 'preact/hooks';
import type { Beat } from '../beat.ts';

/** Where the page's server tells news, and what the page has already. */
export type Source = {
  path: string;
  from: string /** Its other page; empty where it has none. */;
  other: string;
};

export type Live = {
  beat?: Beat & { received: number };
  /** Since when there was no word from the server, by the reader's clock. */
  lostSince?: number;
};

/** A server that is silent for that long counts as gone. */
const SILENCE = 12_000;
const AGAIN = 2_000;

/** Listens to the page's server; each kind of message goes to its handler. */
export function useLive(
  source: Source | undefined,
  handlers: Readonly<Record<string, (data: unknown) => void>>,
): Live {
  const [live, setLive] = useState<Live>({});
  useEffect(() => {
    if (!source) return;
    let heard = Date.now();
    let last = source.from;
    let events: EventSource | undefined;
    let isOver = false;
    const word = (message: MessageEvent<string>) => {
      heard = Date.now();
      if (message.lastEventId !== '') last = message.lastEventId;
      return JSON.parse(message.data) as unknown;
    };
    const lose = () => setLive((before) => ({ ...before, lostSince: before.lostSince ?? heard }));
    const open = () => {
      if (isOver) return;
      // A browser asks again by itself from the last message that it had, but not after every fault.
      events = new EventSource(`${source.path}?from=${encodeURIComponent(last)}`);
      events.addEventListener('beat', (message) =>
        setLive({ beat: { ...(word(message) as Beat), received: Date.now() } }),
      );
      for (const [kind, handle] of Object.entries(handlers))
        events.addEventListener(kind, (message) => handle(word(message)));
      events.addEventListener('error', () => {
        lose();
        if (events?.readyState === EventSource.CLOSED) setTimeout(open, AGAIN);
      });
    };
    open();
    const watch = setInterval(() => {
      if (Date.now() - heard > SILENCE) lose();
    }, 1000);
    return () => {
      isOver = true;
      clearInterval(watch);
      events?.close();
    };
  }, []);
  return live;
}

/** What the clock of what is shown says, moved on since the server's last word; ticks while it is live. */
export function useNow({ beat, lostSince }: Live, everyMs: number): number | undefined {
  const [, tick] = useState(0);
  const goesOn = beat !== undefined && lostSince === undefined;
  useEffect(() => {
    if (!goesOn) return;
    const ticking = setInterval(() => tick((count) => count + 1), everyMs);
    return () => clearInterval(ticking);
  }, [goesOn, everyMs]);
  if (!beat) return undefined;
  const until = lostSince ?? Date.now();
  return beat.now + Math.max(0, until - beat.received) * beat.pace;
}
