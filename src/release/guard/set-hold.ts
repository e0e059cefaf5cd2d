import type { AwsSession } from '../../aws/session.ts';
import { type Clock, wallTime } from '../../clock.ts';
import type { Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Hold, PlannedFreeze } from '../hold.ts';
import { holdKey } from '../object-keys.ts';
import { idOf, readKept, writeFreeze, writeHold } from './hold-record.ts';
import { askAll, asRefusal, type Home, type Homes, homesOf, silenceOf } from './homes.ts';
import { holdIsKept } from './most-regions.ts';

export type HoldPorts = {
  aws: AwsSession;
  clock: Clock;
  /** Told of buckets that do not answer: there may be an earlier hold in them, and this one is not. */
  unread(home: Home, error: unknown): void;
  /** Goes on where no home answers. */
  evenFewer?: boolean | undefined;
};

/**
 * `before`: the hold that was there; `lifted`: freezes that are no more; `planned`: the one that was set; `missing`: which
 * destinations' buckets have not got the change, where that is so many that a run may miss it.
 */
export type HoldChange = {
  now?: Hold;
  before?: Hold;
  lifted?: readonly PlannedFreeze[];
  planned?: PlannedFreeze;
  missing?: readonly string[];
};

type Words = { reason: string; by: string };

/**
 * Holds an environment, so that nothing is deployed or promoted into it. An earlier hold is replaced, or stays
 * where `keepEarlier` says so. It is written wherever a bucket answers. Rejects with a {@link RefusedError} where none does.
 */
export async function holdEnvironment(
  environment: Environment,
  words: Words,
  ports: HoldPorts,
  { keepEarlier = false } = {},
): Promise<HoldChange> {
  const options = { evenBlind: true };
  return change(environment, ports, options, async ({ before }, write) => {
    if (before && keepEarlier) return { now: before, before };
    const { hold, missing } = await write({ held: true, ...words });
    return { now: hold, ...defined({ before, missing }) };
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
  const options = { evenBlind: false };
  return change(environment, ports, options, async ({ before, freezes }, write) => {
    const begun = freezes.filter(({ from }) => Date.parse(from) <= wallTime(ports.clock));
    const lifted = before || begun.length > 0 ? begun : freezes;
    if (!before && lifted.length === 0) return {};
    const { missing } = await write({ held: false, ...words }, lifted);
    return { ...defined({ before, missing }), ...(lifted.length > 0 && { lifted }) };
  });
}

/** Plans a freeze. Like a hold it is written everywhere, and believed from anywhere. */
export async function freezeEnvironment(
  environment: Environment,
  freeze: Omit<PlannedFreeze, 'time'>,
  { aws, ...ports }: HoldPorts,
): Promise<HoldChange> {
  const now = wallTime(ports.clock);
  const planned = { ...freeze, time: new Date(now).toISOString() };
  const key = holdKey(environment);
  const write = (home: Home, signal?: AbortSignal) =>
    writeFreeze(home, key, planned, { now, signal });
  try {
    const missing = await writeEverywhere(homesOf(environment, aws), write, ports);
    return { planned, ...defined({ missing }) };
  } catch (error) {
    throw asRefusal(error, environment, 's3:PutObject');
  }
}

type Kept = { before?: Hold; freezes: readonly PlannedFreeze[] };
type Write = (
  hold: Omit<Hold, 'time'>,
  lifted?: readonly PlannedFreeze[],
) => Promise<{ hold: Hold; missing: readonly string[] | undefined }>;

/** `evenBlind`: an earlier hold need not be known, for what is written keeps everybody out as well. */
async function change(
  environment: Environment,
  { aws, clock, unread, evenFewer = false }: HoldPorts,
  { evenBlind }: { evenBlind: boolean },
  work: (kept: Kept, write: Write) => Promise<HoldChange>,
): Promise<HoldChange> {
  const homes = homesOf(environment, aws);
  const key = holdKey(environment);
  let blind: { error: unknown } | undefined;
  let operation = 's3:GetObject';
  try {
    const { holds, freezes } = await readKept(homes, key, { clock, unread }).catch((error) => {
      if (!evenFewer && !evenBlind) throw error;
      blind = { error: asRefusal(error, environment, operation) };
      return { holds: [], freezes: [] };
    });
    const kept = { freezes, ...defined({ before: holds[0]?.hold }) };
    return await work(kept, async (hold, lifted = []) => {
      operation = 's3:PutObject';
      const over = [...new Set([...holds.map((one) => one.hold), ...lifted].map(idOf))];
      const time = new Date(wallTime(clock)).toISOString();
      const written = { ...hold, time, ...(over.length > 0 && { over }) };
      const writeOne = (home: Home, signal?: AbortSignal) => writeHold(home, key, written, signal);
      const missing = await writeEverywhere(homes, writeOne, { clock, unread, evenFewer });
      return { hold: { ...hold, time }, missing };
    });
  } catch (error) {
    throw asRefusal(blind ? blind.error : error, environment, operation);
  }
}

/** Gives which destinations' buckets have not got it, where a run may not learn of it from the others. */
async function writeEverywhere(
  homes: Homes,
  writeOne: (home: Home, signal?: AbortSignal) => Promise<void>,
  { clock, unread, evenFewer = false }: Omit<HoldPorts, 'aws'>,
): Promise<readonly string[] | undefined> {
  const isEnough = holdIsKept(homes);
  const write = async (home: Home, signal?: AbortSignal) => {
    await writeOne(home, signal);
    return true;
  };
  const { answers, silent } = await askAll(homes, { clock, isEnough }, write);
  if (answers.size === 0 && !evenFewer) throw silenceOf(homes, silent, 's3:PutObject');
  for (const { home, error } of silent) unread(home, error);
  return isEnough(answers) ? undefined : silent.map(({ home }) => home.destination.id);
}
