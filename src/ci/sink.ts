import type { Writable } from 'node:stream';

/** A stream that is written to in order and emptied before the process may end. A reader that went away stops nothing. */
export class Sink {
  readonly #stream: Writable;
  readonly #hide: (text: string) => string;

  constructor(stream: Writable, hide: (text: string) => string) {
    this.#stream = stream;
    this.#hide = hide;
    // Without a listener a reader that went away (EPIPE) would end a run that has deployments under way.
    stream.on('error', ignore);
  }

  line(text: string): void {
    this.write(`${text}\n`);
  }

  write(text: string): void {
    this.unmasked(this.#hide(text));
  }

  /** For the one thing that must hold a secret: the command that tells a CI to hide it. */
  unmasked(text: string): void {
    if (this.#stream.writable) this.#stream.write(text);
  }

  /** Resolves when all that was written has been taken, or never can be. */
  async flush(): Promise<void> {
    if (!this.#stream.writable) return;
    await new Promise<void>((resolve) => this.#stream.write('', () => resolve()));
  }
}

function ignore(): void {}
