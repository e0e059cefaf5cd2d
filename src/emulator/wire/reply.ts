import type { Bytes } from './bytes.ts';

/** What an answer is written to: the response of Node's server, or one that is passed in this process. */
export type Outgoing = {
  statusCode: number;
  readonly destroyed: boolean;
  readonly socket: { resetAndDestroy(): unknown; destroySoon(): unknown } | null;
  setHeader(name: string, value: string | number): unknown;
  flushHeaders(): void;
  write(piece: Buffer | string, written?: () => void): boolean;
  end(): unknown;
  destroy(): unknown;
  on(event: 'drain' | 'close', listener: () => void): unknown;
  off(event: 'drain' | 'close', listener: () => void): unknown;
};

/** An answer, before it is put on the wire. */
export type Reply = {
  status: number;
  headers?: Record<string, string | undefined>;
  body?: Bytes;
  /** Announced although there is no body, as for HEAD. */
  length?: number;
};

export function textReply(status: number, type: string, text: string): Reply {
  return { status, headers: { 'content-type': type }, body: [Buffer.from(text)] };
}

export async function send(
  outgoing: Outgoing,
  reply: Reply,
  { date, truncate = false }: { date: Date; truncate?: boolean },
): Promise<void> {
  const body = reply.body ?? [];
  const length = reply.length ?? body.reduce((sum, piece) => sum + piece.length, 0);
  outgoing.statusCode = reply.status;
  outgoing.setHeader('date', date.toUTCString());
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    if (value !== undefined) outgoing.setHeader(name, value);
  }
  if (reply.status !== 204 && reply.status !== 304) outgoing.setHeader('content-length', length);
  if (truncate) return sendHalf(outgoing, body, length);
  for (const piece of body) await write(outgoing, piece);
  outgoing.end();
}

/** Ends the connection without a word. */
export function reset(outgoing: Outgoing): void {
  outgoing.socket?.resetAndDestroy();
}

async function sendHalf(outgoing: Outgoing, body: Bytes, length: number): Promise<void> {
  let left = Math.floor(length / 2);
  outgoing.flushHeaders();
  for (const piece of body) {
    const part = piece.subarray(0, left);
    left -= part.length;
    if (part.length > 0) await write(outgoing, part);
  }
  // What was written must be out before the connection goes.
  await new Promise<void>((resolve) => outgoing.write('', () => resolve()));
  outgoing.socket?.destroySoon();
}

async function write(outgoing: Outgoing, piece: Buffer): Promise<void> {
  if (outgoing.destroyed || outgoing.write(piece)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.on('drain', done);
    outgoing.on('close', done);
  });
}
