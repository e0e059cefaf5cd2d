import type { ServerResponse } from 'node:http';

/** A message of server-sent events; a page that was away asks for what came after the last id that it had. */
export type Message = { kind: string; data: unknown; id?: string };

/** Who listens. */
export type Readers = {
  /** Begins to listen; these come first. Gives false where there are too many. */
  add(response: ServerResponse, first: readonly Message[]): boolean;
  send(message: Message): void;
  count(): number;
  close(): void;
};

const MOST_READERS = 100;
/** A reader that takes nothing for long is let go; it asks again from where it was. */
const MOST_WAITING = 16 * 1024 * 1024;

export function createReaders(onFirst: () => void = () => undefined): Readers {
  const readers = new Set<ServerResponse>();
  const write = (response: ServerResponse, text: string) => {
    if (response.writableLength > MOST_WAITING) response.destroy();
    else response.write(text);
  };
  return {
    add(response, first) {
      if (readers.size >= MOST_READERS) return false;
      readers.add(response);
      response.once('close', () => readers.delete(response));
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      write(response, `retry: 1000\n\n${first.map(textOf).join('')}`);
      if (readers.size === 1) onFirst();
      return true;
    },
    send(message) {
      const text = textOf(message);
      for (const response of readers) write(response, text);
    },
    count: () => readers.size,
    close() {
      for (const response of readers) response.destroy();
    },
  };
}

/** JSON has no line breaks of its own, so that a message is one line of data. */
function textOf({ kind, data, id }: Message): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
