import { readFileSync } from 'node:fs';
import type http from 'node:http';
import https from 'node:https';
import { createSecureContext, rootCertificates } from 'node:tls';
import type { HttpsProxyAgent } from 'https-proxy-agent';
import { UsageError } from '../problem.ts';
import { timing } from '../release/timing.ts';
import { agentsAhead, type OpenAhead } from './open-ahead.ts';
import { isDirect, proxyFor } from './proxy.ts';

/** Connections that all clients of a session share. */
export type Agents = {
  /** Kept open between requests. */
  keeping(): Promise<AgentPair>;
  /** A new connection each: nothing can be lost on one that the other side has just closed. */
  single(): Promise<AgentPair>;
  close(): void;
};

export type AgentPair = {
  httpAgent: http.Agent;
  httpsAgent: http.Agent;
  /** Absent where a proxy may have to be asked first. */
  openAhead?: OpenAhead;
};

type Env = Readonly<Record<string, string | undefined>>;

/** Throws a {@link UsageError} where the environment names a proxy that is none. */
export function openAgents(env: Env): Agents {
  const authorities = authoritiesOf(env);
  const proxies = { http: proxyUrl('http', env), https: proxyUrl('https', env) };
  const opened: Promise<OpenedPair>[] = [];
  const once = (options: https.AgentOptions) => {
    let pair: Promise<OpenedPair> | undefined;
    return () => {
      if (!pair) {
        pair = openPair({ ...options, ...authorities }, proxies, env);
        opened.push(pair);
      }
      return pair;
    };
  };
  return {
    keeping: once({ keepAlive: true, maxSockets: 50 }),
    single: once({ keepAlive: false }),
    close() {
      for (const pair of opened) void pair.then((one) => one.close());
    },
  };
}

/**
 * AWS_CA_BUNDLE as AWS's other tools take it, which the SDK for JavaScript does not: authorities beside those that Node knows
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html). Given any, Node forgets its own and those of
 * NODE_EXTRA_CA_CERTS.
 */
function authoritiesOf({ AWS_CA_BUNDLE: file, NODE_EXTRA_CA_CERTS: extra }: Env) {
  if (!file) return {};
  try {
    const own = textOf(file);
    const others = extra ? [textOf(extra)] : [];
    return { ca: [...rootCertificates, ...others, own] };
  } catch (error) {
    const message = `cannot read the certificates that AWS_CA_BUNDLE names: ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unreadable', message }], { cause: error });
  }
}

/** Texts by file, or why there was none. */
const held = new Map<string, string | Error>();

function textOf(file: string): string {
  const text = held.get(file) ?? readFileSync(file, 'utf8');
  if (text instanceof Error) throw text;
  return text;
}

/** Reads the authorities now, whoever writes to their files later. Node itself reads its own when they are first needed. */
export function holdAuthorities({ AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS }: Env): void {
  for (const file of [AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS]) {
    if (!file) continue;
    try {
      held.set(file, readFileSync(file, 'utf8'));
    } catch (error) {
      // Whoever needs it says so, also where a build has written it since.
      held.set(file, error as Error);
    }
  }
  if (NODE_EXTRA_CA_CERTS) createSecureContext();
}

type Proxies = { http: string | undefined; https: string | undefined };
type OpenedPair = AgentPair & { close(): void };

async function openPair(
  options: https.AgentOptions,
  proxies: Proxies,
  env: Env,
): Promise<OpenedPair> {
  const { kept, single } = timing.request.ahead;
  const direct = agentsAhead(options, options.keepAlive ? kept : single);
  const hasProxy = Boolean(proxies.http || proxies.https);
  const httpAgent = await proxied(proxies.http, direct.httpAgent, options, env);
  const httpsAgent = await proxied(proxies.https, direct.httpsAgent, options, env);
  return {
    httpAgent,
    httpsAgent,
    ...(!hasProxy && { openAhead: direct.openAhead }),
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
      direct.close();
    },
  };
}

/** Loaded only where a proxy is configured. */
async function proxied(
  proxy: string | undefined,
  direct: http.Agent,
  options: https.AgentOptions,
  env: Env,
): Promise<http.Agent> {
  if (!proxy) return direct;
  const { HttpsProxyAgent: ProxyAgent } = await import('https-proxy-agent');
  class SelectiveProxyAgent extends ProxyAgent<string> {
    override async connect(...[request, target]: Parameters<HttpsProxyAgent<string>['connect']>) {
      const { host = 'localhost', port = 443 } = target;
      // agent-base hands the request on to an agent that is returned here.
      if (isDirect(host, Number(port), env)) return direct as never;
      return super.connect(request, target);
    }

    /** Otherwise told by the call stack, which a connection that comes free no longer has: none would be kept. */
    override isSecureEndpoint() {
      return direct instanceof https.Agent;
    }

    override destroy() {
      direct.destroy();
      super.destroy();
    }
  }
  return new SelectiveProxyAgent(proxy, options);
}

/**
 * `proxy:3128` is a proxy too: without a scheme it is spoken to in plain HTTP, as curl does. The value may hold
 * a password, so no message repeats it.
 */
function proxyUrl(scheme: 'http' | 'https', env: Env): string | undefined {
  const proxy = proxyFor(scheme, env);
  if (!proxy) return undefined;
  const url = /^[a-z]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  if (URL.canParse(url) && /^https?:/i.test(url)) return url;
  throw new UsageError([
    {
      code: 'bad-proxy',
      message: `${scheme.toUpperCase()}_PROXY is not the address of an HTTP proxy`,
      hint: 'it must look like http://proxy.example.com:3128',
    },
  ]);
}
