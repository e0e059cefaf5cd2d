import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import type { Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Hold, PlannedFreeze } from '../hold.ts';
import { holdKey } from '../object-keys.ts';
import { idOf, readKept, writeFreeze, writeHold } from './hold-record.ts';
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

/** `before`: the hold that was there; `lifted`: freezes that are no more; `planned`: the one that was set. */
export type HoldChange = {
  now?: Hold;
  before?: Hold;
  lifted?: readonly PlannedFreeze[];
  planned?: PlannedFreeze;
};

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
  return change(environment, ports, async ({ before }, write) => {
    if (before && keepEarlier) return { now: before, before };
    return { now: await write({ held: true, ...words }), ...defined({ before }) };
  });
}

/**
 * Lifts what keeps an environment now, its hold and freezes that have begun; where nothing does, those that are planned. Where
 * there is nothing at all, nothing is written.
 */
export async function unholdEnvironment(
  environment: Environment,
  words: Words,
  ports: HoldPorts,
): Promise<HoldChange> {
  return change(environment, ports, async ({ before, freezes }, write) => {
    const begun = freezes.filter(({ from }) => Date.parse(from) <= ports.clock.now());
    const lifted = before || begun.length > 0 ? begun : freezes;
    if (!before && lifted.length === 0) return {};
    await write({ held: false, ...words }, lifted);
    return { ...defined({ before }), ...(lifted.length > 0 && { lifted }) };
  });
}

/** Plans a freeze. Like a hold it is written everywhere, and believed from anywhere. */
export async function freezeEnvironment(
  environment: Environment,
  freeze: Omit<PlannedFreeze, 'time'>,
  { aws, ...ports }: HoldPorts,
): Promise<HoldChange> {
  const now = ports.clock.now();
  const planned = { ...freeze, time: new Date(now).toISOString() };
  const key = holdKey(environment);
  const write = (home: Home, signal?: AbortSignal) =>
    writeFreeze(home, key, planned, { now, signal });
  try {
    await writeEverywhere(homesOf(environment, aws), write, { evenFewer: false, ...ports });
    return { planned };
  } catch (error) {
    throw asRefusal(error, environment, 's3:PutObject');
  }
}

type Kept = { before?: Hold; freezes: readonly PlannedFreeze[] };
type Write = (hold: Omit<Hold, 'time'>, lifted?: readonly PlannedFreeze[]) => Promise<Hold>;

async function change(
  environment: Environment,
  { aws, clock, unread, evenFewer = false }: HoldPorts,
  work: (kept: Kept, write: Write) => Promise<HoldChange>,
): Promise<HoldChange> {
  const homes = homesOf(environment, aws);
  const key = holdKey(environment);
  let operation = 's3:GetObject';
  try {
    const { holds, freezes } = await readKept(homes, key, { clock, unread }).catch((error) => {
      if (evenFewer) return { holds: [], freezes: [] };
      throw error;
    });
    const kept = { freezes, ...defined({ before: holds[0]?.hold }) };
    return await work(kept, async (hold, lifted = []) => {
      operation = 's3:PutObject';
      const over = [...new Set([...holds.map((one) => one.hold), ...lifted].map(idOf))];
      const time = new Date(clock.now()).toISOString();
      const written = { ...hold, time, ...(over.length > 0 && { over }) };
      const writeOne = (home: Home, signal?: AbortSignal) => writeHold(home, key, written, signal);
      await writeEverywhere(homes, writeOne, { clock, unread, evenFewer });
      return { ...hold, time };
    });
  } catch (error) {
    throw asRefusal(error, environment, operation);
  }
}

/** Whoever asks a majority of the voters must learn of it. */
async function writeEverywhere(
  homes: Homes,
  writeOne: (home: Home, signal?: AbortSignal) => Promise<void>,
  { clock, unread, evenFewer = false }: Omit<HoldPorts, 'aws'>,
): Promise<void> {
  const { voters, others } = homes;
  const write = async (home: Home, signal?: AbortSignal) => {
    await writeOne(home, signal);
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
