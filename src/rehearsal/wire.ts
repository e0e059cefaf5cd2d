import { Readable } from 'node:stream';
import type { Connect } from '../aws/clients.ts';
import { plainSigner } from '../aws/plain-signer.ts';
import type { Direct, DirectReply } from '../emulator/wire/direct.ts';
import type { Random } from '../random.ts';
import type { SeededClock } from './seeded-clock.ts';

type Handler = Exclude<ReturnType<Connect['handler']>, { metadata?: never }>;
type HandlerSettings = { abortSignal?: AbortSignal; requestTimeout?: number };
type SdkRequest = {
  method: string;
  path: string;
  query?: Record<string, string | string[] | null> | undefined;
  headers: Record<string, string>;
  body?: unknown | undefined;
};

/**
 * Hands the SDK's requests to an emulator in this process. How long each is on its way, and with that in which order
 * they arrive and are answered, comes from the seed.
 */
export function wireTo(
  request: Direct,
  { clock, random }: { clock: SeededClock; random: Random },
): Connect {
  async function exchanged(asked: SdkRequest): Promise<DirectReply | undefined> {
    const body = await bytesOf(asked.body);
    const url = pathOf(asked);
    // What is sent at the same moment is put in an order that the disk has no part in.
    await clock.turn(nameOf(asked, url, body));
    const there = travel(random);
    const back = travel(random);
    await clock.sleep(there);
    const { method, headers } = asked;
    const reply = await request({ method, url, headers, body: [body] });
    await clock.sleep(back);
    return reply;
  }

  const handlerOf = (patience: number) => {
    const handler = {
      async handle(asked: SdkRequest, { abortSignal, requestTimeout }: HandlerSettings = {}) {
        const most = Math.min(patience, requestTimeout ?? patience);
        const over = new AbortController();
        const waiting = clock.sleep(most, over.signal).then(() => {
          throw networkError('TimeoutError', `no answer within ${most} ms`, 'ETIMEDOUT');
        });
        try {
          const reply = await Promise.race([exchanged(asked), waiting, aborted(abortSignal, over)]);
          if (!reply) throw networkError('Error', 'socket hang up', 'ECONNRESET');
          return { response: responseOf(reply, asked.method === 'GET') };
        } finally {
          waiting.catch(() => undefined);
          over.abort(answered);
        }
      },
      updateHttpClientConfig() {},
      httpHandlerConfigs: () => ({}),
      destroy() {},
    };
    return handler as unknown as Handler;
  };
  return { handler: handlerOf, signer: plainSigner };
}

/** A reason that is made once: making errors takes longer than all else here. */
const answered = new Error('answered');

/** Milliseconds, mostly few. */
function travel(random: Random): number {
  return 5 + Math.floor(random.next() ** 3 * 200);
}

/** Only an object that is read must be a stream; all else is taken whole. */
function responseOf({ status, headers, body, isWhole }: DirectReply, isStreamed: boolean) {
  return {
    statusCode: status,
    headers,
    body: !isWhole
      ? brokenOff(body)
      : isStreamed
        ? Readable.from([body], { objectMode: false })
        : body,
  };
}

function brokenOff(body: Buffer): Readable {
  return Readable.from(
    (async function* () {
      yield body;
      throw networkError('Error', 'aborted', 'ECONNRESET');
    })(),
    { objectMode: false },
  );
}

function aborted(signal: AbortSignal | undefined, over: AbortController): Promise<never> {
  return new Promise((_, reject) => {
    if (!signal) return;
    const stop = () => reject(networkError('AbortError', 'Request aborted', 'ABORT_ERR'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    // Not by the option `signal`: of several listeners Node keeps alive only what takes away the last one.
    const leave = () => signal.removeEventListener('abort', stop);
    over.signal.addEventListener('abort', leave, { once: true });
  });
}

function networkError(name: string, message: string, code: string): Error {
  return Object.assign(new Error(message), { name, code });
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const pieces: Buffer[] = [];
  for await (const piece of body as AsyncIterable<Uint8Array>) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** As the SDK writes it on the wire (@smithy/core: submodules/protocols/querystring-builder). */
function pathOf({ path, query = {} }: SdkRequest): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value]
      .flat()
      .map((one) => (one === null ? escaped(name) : `${escaped(name)}=${escaped(one as string)}`)),
  );
  return pairs.length > 0 ? `${path}?${pairs.sort().join('&')}` : path;
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What is asked of whom by whom, without what depends on the machine's time. */
function nameOf({ method, headers }: SdkRequest, url: string, body: Buffer): string {
  const [, scope = ''] =
    /Credential=([^,]*?)\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  const operation = headers['x-amz-target'] ?? '';
  const text = body.length < 20_000 ? body.toString('latin1') : String(body.length);
  return [scope.replace(/\/\d{8}\//, ' '), method, url, operation, text].join(' ');
}
