import http from 'node:http';
import https from 'node:https';
import type { HttpsProxyAgent } from 'https-proxy-agent';
import { UsageError } from '../problem.ts';
import { isDirect, proxyFor } from './proxy.ts';

/** Connections that all clients of a session share. */
export type Agents = {
  /** Kept open between requests. */
  keeping(): Promise<AgentPair>;
  /** A new connection each: nothing can be lost on one that the other side has just closed. */
  single(): Promise<AgentPair>;
  close(): void;
};

export type AgentPair = { httpAgent: http.Agent; httpsAgent: http.Agent };

type Env = Readonly<Record<string, string | undefined>>;

export function openAgents(env: Env): Agents {
  const opened: Promise<AgentPair>[] = [];
  const once = (options: http.AgentOptions) => {
    let pair: Promise<AgentPair> | undefined;
    return () => {
      if (!pair) {
        pair = openPair(options, env);
        opened.push(pair);
      }
      return pair;
    };
  };
  return {
    keeping: once({ keepAlive: true, maxSockets: 50 }),
    single: once({ keepAlive: false }),
    close() {
      for (const pair of opened) void pair.then(destroy, () => undefined);
    },
  };
}

function destroy({ httpAgent, httpsAgent }: AgentPair) {
  httpAgent.destroy();
  httpsAgent.destroy();
}

async function openPair(options: http.AgentOptions, env: Env): Promise<AgentPair> {
  const direct = { httpAgent: new http.Agent(options), httpsAgent: new https.Agent(options) };
  const [plain, secure] = [proxyFor('http', env), proxyFor('https', env)];
  return {
    httpAgent: plain
      ? await proxied('http', plain, direct.httpAgent, options, env)
      : direct.httpAgent,
    httpsAgent: secure
      ? await proxied('https', secure, direct.httpsAgent, options, env)
      : direct.httpsAgent,
  };
}

/** Loaded only where a proxy is configured. */
async function proxied(
  scheme: 'http' | 'https',
  proxy: string,
  direct: http.Agent,
  options: http.AgentOptions,
  env: Env,
): Promise<http.Agent> {
  const { HttpsProxyAgent: ProxyAgent } = await import('https-proxy-agent');
  class SelectiveProxyAgent extends ProxyAgent<string> {
    override async connect(...[request, target]: Parameters<HttpsProxyAgent<string>['connect']>) {
      const { host = 'localhost', port = 443 } = target;
      // agent-base hands the request on to an agent that is returned here.
      if (isDirect(host, Number(port), env)) return direct as never;
      return super.connect(request, target);
    }

    override destroy() {
      direct.destroy();
      super.destroy();
    }
  }
  return new SelectiveProxyAgent(proxyUrl(proxy, scheme), options);
}

/**
 * `proxy:3128` is a proxy too: without a scheme it is spoken to in plain HTTP, as curl does. The value may hold
 * a password, so no message repeats it.
 */
function proxyUrl(proxy: string, scheme: string): string {
  const url = /^[a-z]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  if (URL.canParse(url) && /^https?:/i.test(url)) return url;
  throw new UsageError([
    {
      message: `${scheme.toUpperCase()}_PROXY is not the address of an HTTP proxy`,
      hint: 'it must look like http://proxy.example.com:3128',
    },
  ]);
}
