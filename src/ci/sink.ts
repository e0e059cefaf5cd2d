import type { Writable } from 'node:stream';
import type { Clock } from '../clock.ts';

/** A stream that is written to in order and emptied before the process may end. A reader that went away stops nothing. */
export class Sink {
  readonly #stream: Writable;
  readonly #hide: (text: string) => string;
  readonly #clock: Pick<Clock, 'now'>;
  /** When something was last written; milliseconds since the epoch. */
  lastWriteAt: number;

  constructor(stream: Writable, hide: (text: string) => string, clock: Pick<Clock, 'now'>) {
    this.#stream = stream;
    this.#hide = hide;
    this.#clock = clock;
    this.lastWriteAt = clock.now();
    // Without a listener a reader that went away (EPIPE) would end a run that has deployments under way.
    stream.on('error', ignore);
  }

  line(text: string): void {
    this.write(`${text}\n`);
  }

  write(text: string): void {
    this.lastWriteAt = this.#clock.now();
    if (this.#stream.writable) this.#stream.write(this.#hide(text));
  }

  /** Resolves when all that was written has been taken, or never can be. */
  async flush(): Promise<void> {
    if (!this.#stream.writable) return;
    await new Promise<void>((resolve) => this.#stream.write('', () => resolve()));
  }
}

function ignore(): void {}
