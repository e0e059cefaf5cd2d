import http from 'node:http';
import https from 'node:https';
import type { AgentPair } from '../aws/agents.ts';
import { timing } from '../release/timing.ts';

export type Posting = { agents: () => Promise<AgentPair> };

/**
 * Posts notices to a webhook, one after the other. Whoever closes it waits long only where the host has answered before:
 * one that is dead costs a run nothing to speak of.
 */
export function openWebhook(url: URL, { agents }: Posting) {
  const isEnded = new AbortController();
  let last: Promise<void> = Promise.resolve();
  let isAlive = false;
  let problem: string | undefined;

  async function post(text: string): Promise<void> {
    try {
      const status = await send(url, JSON.stringify({ text }), await agents(), isEnded.signal);
      isAlive = true;
      if (status >= 400) problem = `status ${status}`;
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

function send(url: URL, body: string, pair: AgentPair, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const options = {
      method: 'POST',
      agent: isSecure ? pair.httpsAgent : pair.httpAgent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      timeout: timing.check.answer,
      signal,
    };
    const call = (isSecure ? https : http).request(url, options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    call.on('timeout', () => call.destroy(new Error('no answer')));
    call.on('error', reject);
    call.end(body);
  });
}
