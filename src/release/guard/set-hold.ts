import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import type { Environment } from '../../config/destination.ts';
import type { Hold } from '../hold.ts';
import { holdKey } from '../keys.ts';
import { findHolds, writeHold } from './hold-record.ts';
import { asRefusal, type Home, homesOf } from './homes.ts';

export type HoldPorts = {
  aws: AwsSession;
  clock: Clock;
  /** Told of buckets in which there may be an earlier hold, and which do not answer. */
  unread(home: Home, error: unknown): void;
};

/** `before`: the hold that was there. */
export type HoldChange = { now?: Hold; before?: Hold };

type Words = { reason: string; by: string };

/**
 * Holds an environment, so that nothing is deployed or promoted into it. An earlier hold is replaced, or stays
 * where `keepEarlier` says so. Rejects with a {@link RefusedError} where that cannot be read or written.
 */
export async function holdEnvironment(
  environment: Environment,
  words: Words,
  ports: HoldPorts,
  { keepEarlier = false } = {},
): Promise<HoldChange> {
  return change(environment, ports, async (before, write) => {
    if (before && keepEarlier) return { now: before, before };
    return { now: await write({ held: true, ...words }), ...(before ? { before } : {}) };
  });
}

/** Lifts the hold of an environment; where there is none, nothing is written. */
export async function unholdEnvironment(
  environment: Environment,
  words: Words,
  ports: HoldPorts,
): Promise<HoldChange> {
  return change(environment, ports, async (before, write) => {
    if (!before) return {};
    await write({ held: false, ...words });
    return { before };
  });
}

type Write = (hold: Omit<Hold, 'time'>) => Promise<Hold>;

async function change(
  environment: Environment,
  { aws, clock, unread }: HoldPorts,
  work: (before: Hold | undefined, write: Write) => Promise<HoldChange>,
): Promise<HoldChange> {
  const homes = homesOf(environment, aws);
  const key = holdKey(environment);
  let operation = 's3:GetObject';
  try {
    const holds = await findHolds(homes, key, { clock, unread });
    return await work(holds[0]?.hold, async (hold) => {
      operation = 's3:PutObject';
      const written = { ...hold, time: new Date(clock.now()).toISOString() };
      // What is lifted is lifted everywhere.
      const where = hold.held ? [homes.own] : holds.map(({ home }) => home);
      for (const home of where) await writeHold(home, key, written);
      return written;
    });
  } catch (error) {
    throw asRefusal(error, environment, operation);
  }
}
