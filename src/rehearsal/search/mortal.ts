import type { Connect } from '../../aws/clients.ts';
import type { SeededClock } from '../seeded-clock.ts';
import { machineClock } from './machine-clock.ts';

/** The world as a process has it as long as it lives, by a clock of its machine. */
export type Mortal = {
  clock: SeededClock;
  connect: Connect;
  /** Nothing that it waits for ever comes. */
  kill(): void;
  /** Its machine sleeps for so many ms: no time passes for it, and what it waits for comes when it wakes. */
  sleep(ms: number): void;
};

/** `ahead`: what its machine's clock is off by, in ms. */
export function mortal(world: { clock: SeededClock; connect: Connect }, ahead: number): Mortal {
  const { clock, connect } = world;
  const machine = machineClock(clock, ahead);
  let isDead = false;
  const never = new Promise<never>(() => undefined);
  async function living<T>(work: Promise<T>): Promise<T> {
    try {
      const value = await work;
      await machine.awake();
      return isDead ? never : value;
    } catch (error) {
      await machine.awake();
      if (isDead) return never;
      throw error;
    }
  }
  return {
    kill() {
      isDead = true;
    },
    sleep: machine.sleepFor,
    clock: {
      now: machine.now,
      wall: machine.wall,
      sleep: (ms, signal) => living(machine.sleep(ms, signal)),
      turn: (name) => living(clock.turn(name)),
      aside: (work) => living(clock.aside(work)),
    },
    connect: {
      ...connect,
      handler(patience) {
        const handler = connect.handler(patience) as unknown as Handler;
        // What the endpoints of services answer may come while it sleeps.
        const send: Handler['handle'] = async (...args) => {
          await machine.awake();
          return handler.handle(...args);
        };
        const handle: Handler['handle'] = (...args) => living(send(...args));
        return { ...handler, handle } as unknown as ReturnType<Connect['handler']>;
      },
    },
  };
}

type Handler = { handle(...args: unknown[]): Promise<unknown> };
