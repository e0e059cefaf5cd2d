import type { Bytes } from './bytes.ts';
import { type ExchangePorts, exchange } from './exchange.ts';
import type { Outgoing } from './reply.ts';
import type { Incoming } from './request.ts';

/** A request that is whole, as a client would put it on the wire. */
type DirectRequest = {
  method: string;
  /** As sent: percent-encoded, with its query. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Bytes;
};

/** `isWhole`: false where the connection went in the middle of the body. */
export type DirectReply = {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  isWhole: boolean;
};

/** Gives no reply where a client's connection would be reset. */
export type Direct = (request: DirectRequest) => Promise<DirectReply | undefined>;

/** Answers requests without a socket between. */
export function direct(ports: ExchangePorts): Direct {
  return async ({ method, url, headers, body }) => {
    const incoming: Incoming = {
      method,
      url,
      rawHeaders: Object.entries(headers).flat(),
      complete: true,
      destroyed: false,
      resume: () => undefined,
      once: () => undefined,
      async *[Symbol.asyncIterator]() {
        yield* body;
      },
    };
    const answer = gathered();
    await exchange(ports, incoming, answer.outgoing);
    return answer.reply();
  };
}

function gathered(): { outgoing: Outgoing; reply(): DirectReply | undefined } {
  const headers: Record<string, string> = {};
  const pieces: Buffer[] = [];
  let ending: 'none' | 'whole' | 'half' | 'reset' = 'none';
  const outgoing: Outgoing = {
    statusCode: 200,
    get destroyed() {
      return ending === 'half' || ending === 'reset';
    },
    socket: {
      resetAndDestroy() {
        ending = 'reset';
      },
      destroySoon() {
        ending = 'half';
      },
    },
    setHeader(name, value) {
      headers[name] = String(value);
    },
    flushHeaders() {},
    write(piece, written) {
      pieces.push(Buffer.from(piece));
      written?.();
      return true;
    },
    end() {
      ending = 'whole';
    },
    destroy() {
      ending = 'reset';
    },
    on() {},
    off() {},
  };
  return {
    outgoing,
    reply() {
      if (ending === 'none' || ending === 'reset') return undefined;
      const body = Buffer.concat(pieces);
      return { status: outgoing.statusCode, headers, body, isWhole: ending === 'whole' };
    },
  };
}
