import { defined } from '../../defined.ts';
import type { Outcome, Rollback } from '../outcome.ts';
import { type Noted, notedEvents } from './noted-events.ts';

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
  /** It came to its end by itself, though something of it may go on. */
  ended?: boolean;
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
  outcome?: Outcome;
  /** The run did not find out how it ended. */
  isUnknown?: true;
};

/** What was begun in a destination: the deployment that the run was for, and what was to put back what ran before it. */
export type Begun = InterruptedAttempt & {
  /** An earlier run had made it. */
  adopted?: boolean;
  /** The version that ran there. */
  before?: string;
  undo?: InterruptedAttempt;
  /** CodeDeploy's own rollback of its deployment, where the run did not see it end. */
  openRollback?: string;
};

/** What a run's notes tell of it; undefined where they hold no run. */
export function leftOverIn(notes: string): LeftOver | undefined {
  const events = notedEvents(notes);
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
    ended: events.some((each) => each.kind === 'run-finished'),
    leased: leasing !== undefined,
    ...defined({ token: leasing?.token }),
    ...(leased && { taken: Date.parse(leased.taken) }),
    ...(bundle && { bundle: { version: bundle.version, digest: bundle.digest } }),
    ...defined({ process }),
    endedWaves: new Set(events.flatMap((each) => (each.kind === 'wave-finished' ? each.wave : []))),
    begun,
  };
}

/** Where it was not found out whether a deployment was created, or how it or its rollback ended, the run's own end is not yet that of the matter. */
function isFinished(events: readonly Noted[], begun: ReadonlyMap<string, Begun>): boolean {
  const ends = events.filter((each) => each.kind === 'run-finished');
  const isInDoubt = ({ outcome, deploymentId, isUnknown }: Partial<InterruptedAttempt>) =>
    isUnknown || (outcome === 'failed' && deploymentId === undefined);
  const mayGoOn = [...begun.values()].some(
    (one) => isInDoubt(one) || isInDoubt(one.undo ?? {}) || one.openRollback !== undefined,
  );
  const last = ends.at(-1);
  return last !== undefined && !last.unrecorded && (ends.length > 1 || !mayGoOn);
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
    const { outcome, goesOn, isUnknown = goesOn, rollback } = noted.result;
    const end = { outcome, ...defined({ isUnknown }) };
    // What was unknown at first may have been found out since.
    const { isUnknown: _, ...before } = begun;
    const known = withRollback(before, rollback);
    return undo ? { ...known, undo: { ...undo, ...end } } : { ...known, ...end };
  }
  if (noted.kind === 'creating') return begun;
  const { deploymentId } = noted;
  if (undo) return { ...begun, undo: { ...undo, deploymentId } };
  const adopted = noted.kind === 'created' && noted.adopted ? { adopted: true } : {};
  return { ...begun, deploymentId, ...adopted };
}

/** What the run said last of CodeDeploy's rollback. One of its own is an attempt as any other. */
function withRollback(
  { openRollback, ...begun }: Begun,
  rollback: Pick<Rollback, 'deploymentId' | 'status' | 'by'> | undefined,
): Begun {
  if (rollback?.by !== 'codedeploy') return { ...begun, ...defined({ openRollback }) };
  const { deploymentId, status } = rollback;
  const isOpen = status === 'timed-out' || status === 'unknown';
  return isOpen ? { ...begun, openRollback: deploymentId } : begun;
}
