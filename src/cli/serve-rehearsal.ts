import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock } from '../clock.ts';
import { serve } from '../serve/serve.ts';
import type { CommandPorts } from './command-ports.ts';
import { rehearsalSpeedOf } from './rehearsal-speed.ts';
import { servedPages } from './served-pages.ts';

type ServedInputs = {
  events?: string | undefined;
  servePort: number;
  speed?: number | undefined;
  hooks?: string | undefined;
  seed?: number | undefined;
};

/** Runs what is rehearsed while its page is served, and serves on until interrupted. */
export async function whileServed<I extends ServedInputs>(
  inputs: I,
  ports: CommandPorts,
  rehearse: (inputs: I) => Promise<number>,
): Promise<number> {
  const { host, clock, cwd, signal } = ports;
  const folder = await mkdtemp(join(tmpdir(), 'fanout-serve-'));
  const events = inputs.events ?? join(folder, 'events.jsonl');
  const ends = new AbortController();
  // A clock that leaps tells nothing of what goes on between two events.
  const pace = inputs.seed === undefined ? rehearsalSpeedOf(inputs) : 0;
  let tell: (url: string) => void = () => undefined;
  const ready = new Promise<string>((done) => {
    tell = done;
  });
  const serving = serve(
    {
      port: inputs.servePort,
      events: resolve(cwd, events),
      runClock: { now: () => clock.now(), pace },
    },
    {
      clock: systemClock,
      signal: ends.signal,
      scrub: (value) => host.scrub(value),
      pages: await servedPages({ withStatus: false }),
      ready: tell,
    },
  );
  try {
    host.print(`its page: ${await Promise.race([ready, serving.then(() => '')])}/run`);
    const code = await rehearse({ ...inputs, events });
    if (!signal.aborted) {
      host.print('the rehearsal is over; its page stays up until you press Ctrl-C');
      await once(signal, 'abort');
    }
    return code;
  } finally {
    ends.abort();
    await serving.catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
