import http from 'node:http';
import https from 'node:https';
import type { AgentPair } from '../aws/http-agents.ts';
import { checkedLookup, checkHost, checkProxied, type Resolve, resolveHere } from './address.ts';

export type Answer = {
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: string;
};

export type Question = { headers: Readonly<Record<string, string>>; post?: string };

export type RequestPorts = {
  agents: AgentPair;
  signal: AbortSignal;
  resolve?: Resolve | undefined;
};

/** More of a body than this is not a status page. */
const longestBody = 1024 * 1024;

/**
 * One GET, or POST, of an address that the configuration names: no other way leads to such a host. Follows no redirect. Rejects
 * with an error that holds nothing of the body.
 */
export async function request(
  url: URL,
  { headers, post }: Question,
  { agents, signal, resolve = resolveHere }: RequestPorts,
): Promise<Answer> {
  checkHost(url.hostname);
  const secure = url.protocol === 'https:';
  const agent = secure ? agents.httpsAgent : agents.httpAgent;
  if ('proxy' in agent) await checkProxied(url.hostname, resolve);
  const method = post === undefined ? 'GET' : 'POST';
  const options = { method, headers, agent, lookup: checkedLookup(resolve), signal };
  return new Promise((done, reject) => {
    const take = (response: http.IncomingMessage) => {
      readBody(response).then((body) => {
        done({ status: response.statusCode ?? 0, headers: single(response.headers), body });
      }, reject);
    };
    const outgoing = secure ? https.request(url, options, take) : http.request(url, options, take);
    outgoing.on('error', reject).end(post);
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
