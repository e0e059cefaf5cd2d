import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import type { Environment } from '../../config/destination.ts';
import type { Hold } from '../hold.ts';
import { holdKey } from '../keys.ts';
import { asRefusal, recordsDestinationOf } from './guard.ts';
import { readHold, writeHold } from './hold-record.ts';

export type HoldPorts = { aws: AwsSession; clock: Clock };

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
  { aws, clock }: HoldPorts,
  work: (before: Hold | undefined, write: Write) => Promise<HoldChange>,
): Promise<HoldChange> {
  const records = aws.artifacts(recordsDestinationOf(environment));
  const key = holdKey(environment);
  let operation = 's3:GetObject';
  try {
    return await work(await readHold(records, key), async (hold) => {
      operation = 's3:PutObject';
      const written = { ...hold, time: new Date(clock.now()).toISOString() };
      await writeHold(records, key, written);
      return written;
    });
  } catch (error) {
    throw asRefusal(error, environment, operation);
  }
}
