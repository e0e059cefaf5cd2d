import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';

/** Opens a connection now for the next request to where that URL is. */
export type OpenAhead = (url: URL) => void;

/**
 * Agents of direct connections, and a way to open one before there is a request for it, so that the request need not wait
 * for handshakes. One that has waited longer than `patience` ms, which the other side may be about to close, is not used.
 */
export function agentsAhead(options: https.AgentOptions, patience: number) {
  const waiting = openWaiting(patience, options.maxSockets);

  class HttpAgent extends http.Agent {
    override createConnection(...args: Parameters<http.Agent['createConnection']>) {
      const [{ host, port }] = args;
      return waiting.take(placeOf('http:', host, port)) ?? super.createConnection(...args);
    }
  }

  class HttpsAgent extends https.Agent {
    override createConnection(...args: Parameters<https.Agent['createConnection']>) {
      const [{ host, port }] = args;
      return waiting.take(placeOf('https:', host, port)) ?? super.createConnection(...args);
    }
  }

  const httpAgent = new HttpAgent(options);
  const httpsAgent = new HttpsAgent(options);

  const openAhead: OpenAhead = ({ protocol, hostname, port: named }) => {
    const isSecure = protocol === 'https:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const port = Number(named) || (isSecure ? 443 : 80);
    const name = isSecure && isIP(host) === 0 && { servername: host };
    const target = { ...options, noDelay: true, host, port, ...name };
    const { createConnection } = isSecure ? https.Agent.prototype : http.Agent.prototype;
    const agent = isSecure ? httpsAgent : httpAgent;
    waiting.add(
      placeOf(protocol, host, port),
      () => createConnection.call(agent, target) as Socket,
    );
  };

  return { httpAgent, httpsAgent, openAhead, close: waiting.close };
}

function placeOf(protocol: string, host: unknown, port: unknown): string {
  return `${protocol}//${host}:${port}`;
}

type Waiting = { socket: Socket; since: number; forget(): void };

/** Connections that nobody uses yet, by where they lead to. */
function openWaiting(patience: number, most = Number.POSITIVE_INFINITY) {
  const places = new Map<string, Waiting[]>();
  let isClosed = false;
  return {
    add(place: string, open: () => Socket): void {
      const there = places.get(place) ?? [];
      // After the end it would only keep the process alive.
      if (isClosed || there.length >= most) return;
      const socket = open();
      const drop = () => {
        const rest = places.get(place)?.filter((one) => one.socket !== socket);
        places.set(place, rest ?? []);
        socket.destroy();
      };
      // Whoever asks there afterwards opens another one, and is told what stands in the way.
      for (const end of ends) socket.on(end, drop);
      const forget = () => {
        for (const end of ends) socket.off(end, drop);
      };
      places.set(place, [...there, { socket, since: Date.now(), forget }]);
    },

    take(place: string): Socket | undefined {
      const there = places.get(place);
      for (let one = there?.shift(); one; one = there?.shift()) {
        const { socket, since, forget } = one;
        const isFresh = Date.now() - since <= patience;
        if (isFresh && socket.writable && !socket.readableEnded) {
          forget();
          return socket;
        }
        socket.destroy();
      }
      return undefined;
    },

    close(): void {
      isClosed = true;
      for (const { socket } of [...places.values()].flat()) socket.destroy();
    },
  };
}

const ends = ['error', 'end', 'close'] as const;
