import { type Clock, settle, wallTime } from '../../clock.ts';
import type { OnInconclusive } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import { unlessCancelled } from '../cancel.ts';
import type { Cause, GateVerdict } from '../outcome.ts';
import { timing } from '../timing.ts';

/**
 * What one look at something watched tells; `unknown`: why it tells nothing; `early`: it cannot tell anything yet. `at`: of
 * which moment that is, where a later look may find the same.
 */
export type Seen =
  | { holds: true; text?: string }
  | ({ holds: false; problem: string; at?: number } & Pick<Cause, 'log' | 'advice'>)
  | { unknown: string }
  | { early: string };

/** Something of a destination that is asked for again and again. */
export type Watch = {
  kind: 'check' | 'alarm' | 'metric';
  /** What reports call it. */
  name: string;
  /** Milliseconds between two looks. */
  interval: number;
  /** How many looks in a row must fail before the destination has gone bad. */
  failures: number;
  /** How many in a row must tell nothing before that is its verdict. */
  unknowns: number;
  onInconclusive: OnInconclusive;
  /** What it comes to is told, and nothing follows. */
  dryRun: boolean;
  /** `since`: when watching began; what was measured before it says nothing of the release. */
  look(since: number): Promise<Seen>;
};

/** Said when the verdict of a watch becomes another one; `acts`: it is no longer watched, for something follows. */
export type Told = {
  destination: string;
  watch: Watch;
  verdict: GateVerdict;
  text: string;
  cause?: Cause;
  acts: boolean;
};

type Watched = {
  destination: string;
  watch: Watch;
  due: number;
  failed: number;
  /** Of which moment the last failure is, where it has one. */
  failedAt?: number | undefined;
  unknown: number;
  seen?: Seen;
  verdict?: GateVerdict;
};

type WatchPorts = { clock: Clock; signal: AbortSignal };

/**
 * Watches destinations until a moment of the clock, and gives verdicts as they change: together where they come together, and
 * none of a destination after one on which something follows. At the end alarms are looked at once more, and what never
 * came to a verdict is inconclusive.
 */
export async function* watchUntil(
  until: number,
  watches: ReadonlyMap<string, readonly Watch[]>,
  { clock, signal }: WatchPorts,
): AsyncGenerator<Told[]> {
  const began = clock.now();
  let watched: Watched[] = [...watches].flatMap(([destination, list]) =>
    list.map((watch) => ({
      destination,
      watch,
      due: began + watch.interval,
      failed: 0,
      unknown: 0,
    })),
  );
  for (let isOver = false; !isOver; ) {
    const next = Math.min(until, ...watched.map(({ due }) => due));
    const pause = Math.max(0, next - clock.now());
    // What failed may come up again by itself, in time of its own.
    const isComing = watched.some(({ failed }) => failed > 0);
    await (isComing ? settle(clock, pause, signal) : clock.sleep(pause, signal));
    isOver = clock.now() >= until;
    const due = watched.filter((each) => (isOver ? isLast(each) : each.due <= clock.now()));
    const told = await mapLimited(due, timing.atOnce.requests, (each) =>
      look(each, { clock, signal, began, isOver }),
    );
    const acting = new Map<string, Told>();
    for (const one of told) if (one?.acts) acting.set(one.destination, one);
    watched = watched.filter(({ destination }) => !acting.has(destination));
    const news = told.filter((one) => one !== undefined);
    if (news.length > 0) yield news;
  }
}

/** Checks are made once more by whoever ends the bake. */
function isLast({ watch, verdict }: Watched): boolean {
  return watch.kind === 'alarm' || (watch.kind === 'metric' && verdict === undefined);
}

/** Looks once more; gives the verdict, where it is another one than before. */
async function look(
  each: Watched,
  { clock, signal, began, isOver }: WatchPorts & { began: number; isOver: boolean },
): Promise<Told | undefined> {
  const { watch, destination } = each;
  // By the machine's clock, as what is measured is, though that was set, or went on in its sleep, since.
  const since = wallTime(clock) - (clock.now() - began);
  const seen = await unlessCancelled(() => watch.look(since), signal);
  each.due = clock.now() + watch.interval;
  each.seen = seen;
  countFailure(each, seen);
  each.unknown = 'unknown' in seen ? each.unknown + 1 : 0;
  const verdict = verdictOf(each, seen, isOver);
  if (verdict === undefined || verdict === each.verdict) return undefined;
  each.verdict = verdict;
  const seconds = Math.round((clock.now() - began) / 1000);
  const times = Math.max(each.failed, each.unknown);
  const when = `${times > 1 ? `${times} times in a row, ` : ''}${seconds} s into the bake`;
  const text = 'holds' in seen && seen.holds ? (seen.text ?? 'it holds') : `${why(seen)} (${when})`;
  const acts = !watch.dryRun && hasConsequence(watch, verdict);
  const base = { destination, watch, verdict, text, acts };
  return verdict === 'pass' ? base : { ...base, cause: causeOf(watch, seen, text) };
}

/** Looks that find the same data find one failure. */
function countFailure(each: Watched, seen: Seen): void {
  const hasFailed = 'holds' in seen && !seen.holds;
  const at = hasFailed ? seen.at : undefined;
  if (!hasFailed) each.failed = 0;
  else if (at === undefined || at !== each.failedAt) each.failed += 1;
  each.failedAt = at;
}

function verdictOf(
  { watch, failed, unknown, verdict }: Watched,
  seen: Seen,
  isOver: boolean,
): GateVerdict | undefined {
  if ('holds' in seen && seen.holds) return 'pass';
  if (failed >= watch.failures) return 'fail';
  if (unknown >= watch.unknowns) return 'inconclusive';
  return isOver && verdict === undefined ? 'inconclusive' : undefined;
}

export function hasConsequence({ onInconclusive }: Watch, verdict: GateVerdict): boolean {
  return verdict === 'fail' || (verdict === 'inconclusive' && onInconclusive !== 'continue');
}

export function why(seen: Seen): string {
  if ('unknown' in seen) return `inconclusive: ${seen.unknown}`;
  if ('early' in seen) return `inconclusive: ${seen.early}`;
  return seen.holds ? (seen.text ?? 'it holds') : seen.problem;
}

export function causeOf({ name }: Watch, seen: Seen, message: string): Cause {
  const base = { instances: [], of: 0, event: 'bake', script: name, message };
  if (!('holds' in seen) || seen.holds) return base;
  const { log, advice } = seen;
  return { ...base, ...defined({ log: log || undefined, advice: advice || undefined }) };
}
