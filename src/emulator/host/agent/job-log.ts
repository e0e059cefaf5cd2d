import type { Clock } from '../../../clock.ts';
import { rawNames } from '../inside/raw-names.ts';
import type { Machine } from '../machine.ts';
import { apply } from './machine-files.ts';

/**
 * logs/scripts.log of the current deployment, where all its events add to: a script finds in it what was
 * written before it ran, and soon what it writes itself.
 */
export class JobLog {
  readonly #machine: Machine;
  readonly #path: string;
  readonly #clock: Clock;
  #open = '';
  #written: Promise<void>;
  #isWriting = false;

  constructor(machine: Machine, path: string, clock: Clock) {
    this.#machine = machine;
    this.#path = path;
    this.#clock = clock;
    const folder = path.slice(0, path.lastIndexOf('/'));
    this.#written = apply(machine, [{ do: 'folders', path: folder }]);
    this.#quiet();
  }

  /** One line, which is written while others come. */
  write(entry: Buffer): void {
    this.#open += `${timestamp(this.#clock.now())} ${rawNames().text(entry)}`;
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#written = this.#written.then(() => this.#writeOpen());
    this.#quiet();
  }

  /** Resolves when all is written that came by then. */
  async flush(): Promise<void> {
    await this.#written;
  }

  async #writeOpen(): Promise<void> {
    while (this.#open !== '') {
      const text = this.#open;
      this.#open = '';
      await apply(this.#machine, [{ do: 'append', path: this.#path, text }]);
    }
    this.#isWriting = false;
  }

  /** Whoever flushes learns of a failure. */
  #quiet(): void {
    this.#written.catch(() => undefined);
  }
}

export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
