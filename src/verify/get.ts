import http from 'node:http';
import https from 'node:https';
import type { AgentPair } from '../aws/agents.ts';
import { checkedLookup, checkHost, checkProxied } from './address.ts';

export type Answer = {
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: string;
};

/** More of a body than this is no status page. */
const longestBody = 1024 * 1024;
const mostRedirects = 5;

/**
 * One GET, following redirects within the same host only. Rejects with an error whose message can be
 * shown: it holds nothing of the body.
 */
export async function get(
  url: URL,
  headers: Readonly<Record<string, string>>,
  ports: { agents: AgentPair; signal: AbortSignal },
): Promise<Answer> {
  let here = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await getOnce(here, headers, ports);
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status > 399 || !location) return answer;
    here = redirectedTo(location, here);
  }
  throw new Error(`more than ${mostRedirects} redirects`);
}

function redirectedTo(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new Error('redirected to what is not an address');
  const to = new URL(location, from);
  if (to.hostname !== from.hostname)
    throw new Error(`redirected to another host, "${to.hostname}", which is not followed`);
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    throw new Error('redirected from https to http, which is not followed');
  return to;
}

async function getOnce(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { agents, signal }: { agents: AgentPair; signal: AbortSignal },
): Promise<Answer> {
  checkHost(url.hostname);
  const secure = url.protocol === 'https:';
  const agent = secure ? agents.httpsAgent : agents.httpAgent;
  if ('proxy' in agent) await checkProxied(url.hostname);
  const options = { headers, agent, lookup: checkedLookup, signal };
  return new Promise((resolve, reject) => {
    const take = (response: http.IncomingMessage) => {
      readBody(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, headers: single(response.headers), body });
      }, reject);
    };
    const outgoing = secure ? https.request(url, options, take) : http.request(url, options, take);
    outgoing.on('error', reject).end();
  });
}

async function readBody(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestBody) {
      response.destroy();
      throw new Error(`the answer is larger than ${longestBody} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function single(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}
