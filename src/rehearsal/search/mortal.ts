import type { Connect } from '../../aws/clients.ts';
import type { SeededClock } from '../seeded-clock.ts';

/** The world as a process has it as long as it lives, by a clock of its machine. */
export type Mortal = {
  clock: SeededClock;
  connect: Connect;
  /** Nothing that it waits for ever comes. */
  kill(): void;
};

/** `ahead`: what its machine's clock was off by when it began, in ms; it counts on from there. */
export function mortal(world: { clock: SeededClock; connect: Connect }, ahead: number): Mortal {
  const { clock, connect } = world;
  let isDead = false;
  const never = new Promise<never>(() => undefined);
  async function living<T>(work: Promise<T>): Promise<T> {
    try {
      const value = await work;
      return isDead ? never : value;
    } catch (error) {
      if (isDead) return never;
      throw error;
    }
  }
  return {
    kill() {
      isDead = true;
    },
    clock: {
      now: () => clock.now() + ahead,
      sleep: (ms, signal) => living(clock.sleep(ms, signal)),
      turn: (name) => living(clock.turn(name)),
      aside: (work) => living(clock.aside(work)),
    },
    connect: {
      ...connect,
      handler(patience) {
        const handler = connect.handler(patience) as unknown as Handler;
        const handle: Handler['handle'] = (...args) => living(handler.handle(...args));
        return { ...handler, handle } as unknown as ReturnType<Connect['handler']>;
      },
    },
  };
}

type Handler = { handle(...args: unknown[]): Promise<unknown> };
