import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import type { Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Hold } from '../hold.ts';
import { holdKey } from '../keys.ts';
import { findHolds, idOf, writeHold } from './hold-record.ts';
import {
  askEach,
  asRefusal,
  type Home,
  type Homes,
  homesOf,
  patienceFor,
  silenceOf,
} from './homes.ts';

export type HoldPorts = {
  aws: AwsSession;
  clock: Clock;
  /** Told of buckets that do not answer: there may be an earlier hold in them, and this one is not. */
  unread(home: Home, error: unknown): void;
  /** Goes on where no majority of the homes answers. */
  evenFewer?: boolean | undefined;
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
    return { now: await write({ held: true, ...words }), ...defined({ before }) };
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
  { aws, clock, unread, evenFewer = false }: HoldPorts,
  work: (before: Hold | undefined, write: Write) => Promise<HoldChange>,
): Promise<HoldChange> {
  const homes = homesOf(environment, aws);
  const key = holdKey(environment);
  let operation = 's3:GetObject';
  try {
    const holds = await findHolds(homes, key, { clock, unread }).catch((error) => {
      if (evenFewer) return [];
      throw error;
    });
    return await work(holds[0]?.hold, async (hold) => {
      operation = 's3:PutObject';
      const over = [...new Set(holds.map((one) => idOf(one.hold)))];
      const time = new Date(clock.now()).toISOString();
      const written = { ...hold, time, ...(over.length > 0 && { over }) };
      await writeEverywhere(homes, key, written, { clock, unread, evenFewer });
      return { ...hold, time };
    });
  } catch (error) {
    throw asRefusal(error, environment, operation);
  }
}

/** Whoever asks a majority of the voters must learn of it. */
async function writeEverywhere(
  homes: Homes,
  key: string,
  hold: Hold,
  { clock, unread, evenFewer }: Required<Omit<HoldPorts, 'aws'>>,
): Promise<void> {
  const { voters, others } = homes;
  const write = async (home: Home, signal?: AbortSignal) => {
    await writeHold(home, key, hold, signal);
    return true;
  };
  const [chosen, rest] = await Promise.all([
    askEach(voters, { clock, ...patienceFor(homes) }, write),
    askEach(others, { clock }, write),
  ]);
  const silent = [...chosen.silent, ...rest.silent];
  const isEnough = evenFewer || 2 * chosen.answers.size > voters.length;
  if (!isEnough) throw silenceOf(homes, silent, 's3:PutObject');
  for (const { home, error } of silent) unread(home, error);
}
