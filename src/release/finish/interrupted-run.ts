import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { defined } from '../../defined.ts';
import { UsageError } from '../../problem.ts';
import { outcomes } from '../outcome.ts';

/** What a run noted of itself before it was interrupted. Only hints: whoever can write to the folder may have forged it. */
export type LeftOver = {
  run: string;
  /** Who started it, in words. */
  by?: string;
  command: string;
  environment: string;
  bundleName?: string;
  /** The destinations that it was for, where these were not all of the environment. */
  part?: readonly string[];
  /** Milliseconds since the epoch. */
  began: number;
  finished: boolean;
  /** It had asked for the lease of its environment. */
  leased?: boolean;
  /** By which its lease is known; another job of the same CI run has another one. */
  token?: string;
  /** S3's time when it had its lease, in ms; absent where it had none, and in notes of an older fanout. */
  taken?: number;
  /** The content digest of what it brought. */
  bundle?: { version: string; digest: string };
  /** Names of the waves that it ended, bake included. */
  endedWaves?: ReadonlySet<string>;
  /** Which process of which machine it was. */
  process?: { host: string; pid: number };
  /** By destination, in the order in which they were begun. */
  begun: ReadonlyMap<string, Begun>;
};

/** A deployment that was begun. */
export type InterruptedAttempt = {
  /** Milliseconds since the epoch. */
  at: number;
  /** As the deployment's description was to have it. */
  marker: string;
  /** Absent where the answer to its creation was not noted. */
  deploymentId?: string;
  /** How the run itself ended it, where it got so far. */
  outcome?: z.output<typeof outcome>;
  /** The run could not find out how it ended. */
  isUnknown?: true;
};

/** What was begun in a destination: the deployment that the run was for, and what was to put back what ran before it. */
export type Begun = InterruptedAttempt & {
  /** An earlier run had made it. */
  adopted?: boolean;
  /** The version that ran there. */
  before?: string;
  undo?: InterruptedAttempt;
};

const outcome = z.enum(outcomes);
const at = z.number().min(0).max(8.64e15);
const destination = z.string().min(1).max(500);
const name = z.string().min(1).max(200);
const deploymentId = z.string().regex(/^d-[A-Z0-9]{9}$/);

const event = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('process'),
    host: z.string().min(1).max(255),
    pid: z.int().min(1).max(2_147_483_647),
  }),
  z.object({
    kind: z.literal('run-started'),
    at,
    run: z.string().regex(/^[\w.:+-]{1,80}$/),
    command: z.enum(['deploy', 'promote', 'rollback', 'continue', 'stop']),
    environment: name,
    bundleName: name.optional(),
    by: z.string().max(300).optional(),
    destinations: z
      .array(z.object({ id: destination }))
      .max(10_000)
      .optional(),
    of: z.int().min(1).optional(),
  }),
  z.object({ kind: z.literal('leasing'), token: z.string().max(100).optional() }),
  z.object({ kind: z.literal('leased'), taken: z.iso.datetime() }),
  z.object({
    kind: z.literal('bundle-ready'),
    version: name,
    digest: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.object({
    kind: z.literal('creating'),
    at,
    destination,
    marker: z.string().max(256),
    before: name.optional(),
  }),
  z.object({
    kind: z.literal('created'),
    destination,
    deploymentId,
    adopted: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('rolling-back'),
    destination,
    deploymentId,
    by: z.literal('fanout'),
  }),
  z.object({
    kind: z.literal('finished'),
    destination,
    result: z.object({ outcome, isUnknown: z.literal(true).optional() }),
  }),
  z.object({ kind: z.literal('wave-finished'), wave: name }),
  z.object({ kind: z.literal('run-finished'), unrecorded: z.boolean().optional() }),
]);

type Noted = z.output<typeof event>;

/**
 * Reads a run's notes; undefined where there are none or they hold no run. What is not an event is left
 * out: a killed run may have written half a line. Throws a {@link UsageError} where something else than a
 * file is in their place, a link above all.
 */
export function readLeftOver(path: string): LeftOver | undefined {
  const text = readText(path);
  const events = (text ?? '').split('\n').flatMap(eventOf);
  const started = events.find((each) => each.kind === 'run-started');
  if (!started) return undefined;
  const { run, by, command, environment, bundleName, at: began, destinations = [], of } = started;
  const begun = begunIn(events);
  const noted = events.find((each) => each.kind === 'process');
  const process = noted && { host: noted.host, pid: noted.pid };
  const leasing = events.find((each) => each.kind === 'leasing');
  const leased = events.find((each) => each.kind === 'leased');
  const bundle = events.findLast((each) => each.kind === 'bundle-ready');
  return {
    run,
    ...defined({ by }),
    command,
    environment,
    ...defined({ bundleName }),
    ...(of !== undefined && { part: destinations.map(({ id }) => id) }),
    began,
    finished: isFinished(events, begun),
    leased: leasing !== undefined,
    ...defined({ token: leasing?.token }),
    ...(leased && { taken: Date.parse(leased.taken) }),
    ...(bundle && { bundle: { version: bundle.version, digest: bundle.digest } }),
    ...defined({ process }),
    endedWaves: new Set(events.flatMap((each) => (each.kind === 'wave-finished' ? each.wave : []))),
    begun,
  };
}

/** Where it could not be found out whether a deployment was created, or how it ended, the run's own end is not yet that of the matter. */
function isFinished(events: readonly Noted[], begun: ReadonlyMap<string, Begun>): boolean {
  const ends = events.filter((each) => each.kind === 'run-finished');
  const isInDoubt = ({ outcome, deploymentId, isUnknown }: Partial<InterruptedAttempt>) =>
    isUnknown || (outcome === 'failed' && deploymentId === undefined);
  const mayGoOn = [...begun.values()].some((one) => isInDoubt(one) || isInDoubt(one.undo ?? {}));
  const last = ends.at(-1);
  return last !== undefined && !last.unrecorded && (ends.length > 1 || !mayGoOn);
}

/** The notes of all runs that are kept in a folder, the newest first. Throws as above. */
export function readLeftOvers(path: string): { path: string; leftOver: LeftOver }[] {
  const folder = dirname(path);
  refuseLink(folder);
  const aside = names(folder)
    .filter((name) => /^run-\d{8}T\d{9}Z\.jsonl$/.test(name))
    .sort()
    .reverse();
  return [path, ...aside.map((name) => join(folder, name))].flatMap((each) => {
    const leftOver = readLeftOver(each);
    return leftOver ? [{ path: each, leftOver }] : [];
  });
}

/** Where the notes of a run are kept once the folder's next run begins. */
export function nameAside({ began }: LeftOver): string {
  return `run-${new Date(began).toISOString().replace(/\W/g, '')}.jsonl`;
}

/** Whoever has placed a link in a folder that others can write to would choose what is read and written. */
export function refuseLink(folder: string): void {
  const about = lstatSync(folder, { throwIfNoEntry: false });
  if (about?.isSymbolicLink())
    throw new UsageError([
      {
        code: 'file-unwritable',
        message: `cannot keep notes in "${folder}": it is a symbolic link`,
      },
    ]);
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw unreadable(folder, message, error);
  }
}

function begunIn(events: readonly Noted[]): Map<string, Begun> {
  const begun = new Map<string, Begun>();
  for (const each of events) {
    if (!('destination' in each)) continue;
    const known = begun.get(each.destination);
    if (each.kind === 'creating') {
      const { at, marker, before } = each;
      const attempt = { at, marker };
      const first = { ...attempt, ...defined({ before }) };
      begun.set(each.destination, known ? { ...known, undo: attempt } : first);
    } else if (known) begun.set(each.destination, withNoted(known, each));
  }
  return begun;
}

/** CodeDeploy's own rollback is none that the run has begun; `rolling-back` by fanout is. */
function withNoted(begun: Begun, noted: Extract<Noted, { destination: string }>): Begun {
  const { undo } = begun;
  if (noted.kind === 'finished') {
    const { outcome, isUnknown } = noted.result;
    const end = { outcome, ...defined({ isUnknown }) };
    return undo ? { ...begun, undo: { ...undo, ...end } } : { ...begun, ...end };
  }
  if (noted.kind === 'creating') return begun;
  const { deploymentId } = noted;
  if (undo) return { ...begun, undo: { ...undo, deploymentId } };
  const adopted = noted.kind === 'created' && noted.adopted ? { adopted: true } : {};
  return { ...begun, deploymentId, ...adopted };
}

function eventOf(line: string): Noted[] {
  try {
    const parsed = event.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

/** A run of thousands of instances notes some 20 MB. */
const mostBytes = 256 * 1024 * 1024;

function readText(path: string): string | undefined {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let file: number;
  try {
    // A pipe in its place must not keep us waiting.
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unreadable(path, code === 'ELOOP' ? 'it is a symbolic link' : message, error);
  }
  try {
    const about = fstatSync(file);
    if (!about.isFile()) throw unreadable(path, 'it is not a file');
    if (about.size > mostBytes) throw unreadable(path, `it has more than ${mostBytes} bytes`);
    const bytes = Buffer.alloc(about.size);
    let length = 0;
    for (let got = -1; got !== 0 && length < bytes.length; length += got)
      got = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}

function unreadable(path: string, why: string, cause?: unknown): UsageError {
  return new UsageError([{ code: 'file-unreadable', message: `cannot read "${path}": ${why}` }], {
    cause,
  });
}
