import { withAny } from '../any-signal.ts';
import type { AgentPair } from '../aws/http-agents.ts';
import { timing } from '../release/timing.ts';
import type { Resolve } from '../verify/address.ts';
import { request } from '../verify/request.ts';

export type Posting = { agents: () => Promise<AgentPair>; resolve?: Resolve };

type Sending = { agents: AgentPair; resolve?: Resolve; ended: AbortSignal };

/**
 * Posts notices to a webhook, one after the other. Whoever closes it waits long only where the host has answered before:
 * one that is dead costs a run nothing to speak of.
 */
export function openWebhook(url: URL, { agents, ...ports }: Posting) {
  const isEnded = new AbortController();
  let last: Promise<void> = Promise.resolve();
  let isAlive = false;
  let problem: string | undefined;

  async function post(text: string): Promise<void> {
    try {
      const sending = { ...ports, agents: await agents(), ended: isEnded.signal };
      const status = await send(url, JSON.stringify({ text }), sending);
      isAlive = true;
      if (status >= 300) problem = `status ${status}`;
    } catch (error) {
      problem = (error as Error).message;
    }
  }
  return {
    post(text: string): void {
      last = last.then(() => post(text));
    },
    /** Gives why notices may not have arrived. */
    async close(): Promise<string | undefined> {
      let isDone = false;
      const done = last.then(() => {
        isDone = true;
      });
      await within(done, timing.notice.dead);
      if (!isDone && isAlive) await within(done, timing.notice.alive);
      isEnded.abort();
      return isDone ? problem : 'it did not answer in time';
    },
  };
}

async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** Gives the status. A redirect is not followed, and so has taken nothing. */
async function send(url: URL, post: string, { ended, ...ports }: Sending): Promise<number> {
  const late = AbortSignal.timeout(timing.check.answer);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(post)),
  };
  try {
    const answer = await withAny([ended, late], (signal) =>
      request(url, { headers, post }, { ...ports, signal }),
    );
    return answer.status;
  } catch (error) {
    throw late.aborted ? new Error('no answer') : error;
  }
}
