import type { Clock } from '../../clock.ts';
import { matchesGlob } from '../../config/glob.ts';
import { awaitedCall } from './after-call.ts';
import type { FaultRule } from './fault-definition.ts';

/** What a rule is compared with; nothing of it is proven yet. */
type FaultedCall = {
  service: string;
  operation: string;
  account?: string;
  region?: string;
  principal?: string;
};

/** What goes wrong with one call. */
export type FaultEffect = {
  /** For the log. */
  names: string[];
  /** Milliseconds that it takes longer. */
  slow: number;
  /** Milliseconds that the service's clock is off. */
  skew: number;
  /** Milliseconds of the past that lists leave out. */
  late: number;
  /** How it ends, instead of its answer. */
  ending?: FaultEnding;
};

export type FaultEnding = Exclude<
  FaultRule['then'],
  { slow: number } | { skew: number } | { late: number }
>;

export type Faults = { strike(call: FaultedCall): FaultEffect };

/** Counts what is asked and tells what goes wrong: all delays and shifts that apply, and the first ending. */
export function createFaults(rules: readonly FaultRule[], clock: Clock): Faults {
  const start = clock.now();
  const counted = rules.map((rule) => ({
    rule,
    fires: trigger(rule, clock),
    seconds: secondsOf(rule, start, clock),
  }));
  return {
    strike(call) {
      const effect: FaultEffect = { names: [], slow: 0, skew: 0, late: 0 };
      for (const { rule, fires, seconds } of counted) {
        const { then } = rule;
        const second = seconds(call);
        if (second === undefined) continue;
        if (effect.ending !== undefined && isEnding(then)) continue;
        if (!concerns(rule, call, second) || !fires(call)) continue;
        effect.names.push(nameOf(then));
        if (isEnding(then)) effect.ending = then;
        else if ('slow' in then) effect.slow += then.slow;
        else if ('skew' in then) effect.skew += then.skew;
        else effect.late = Math.max(effect.late, then.late);
      }
      return effect;
    },
  };
}

/** Seconds at which a rule sees a call arrive; undefined where they do not count yet, as for the call from which they do. */
function secondsOf(
  { after }: FaultRule,
  start: number,
  clock: Clock,
): (call: FaultedCall) => number | undefined {
  let since = after ? undefined : start;
  const isAwaited = after && awaitedCall(after);
  return ({ operation }) => {
    const now = clock.now();
    const second = since === undefined ? undefined : (now - since) / 1000;
    if (isAwaited?.(operation)) since = now;
    return second;
  };
}

function concerns(rule: FaultRule, call: FaultedCall, second: number): boolean {
  const { from = 0, to = Number.POSITIVE_INFINITY } = rule;
  if (second < from || second >= to) return false;
  if (rule.service !== undefined && rule.service !== call.service) return false;
  return (['operation', 'account', 'region', 'principal'] as const).every((name) => {
    const globs = rule[name];
    return (
      globs === undefined || [globs].flat().some((glob) => matchesGlob(glob, call[name] ?? ''))
    );
  });
}

/** Whether a rule that concerns a call also takes hold of it: by how many it let pass, and how often it did already. */
function trigger(rule: FaultRule, clock: Clock): (call: FaultedCall) => boolean {
  const { skip = 0, every = 1, times = Number.POSITIVE_INFINITY, rate } = rule;
  const beyondRate = rate === undefined ? () => true : limiter(rate, clock);
  let seen = 0;
  let fired = 0;
  return (call) => {
    if (fired >= times || !beyondRate(call)) return false;
    seen += 1;
    if (seen <= skip || (seen - skip) % every !== 0) return false;
    fired += 1;
    return true;
  };
}

/** A bucket of one second's tokens for each account and region, as AWS throttles. */
function limiter(rate: number, clock: Clock): (call: FaultedCall) => boolean {
  const capacity = Math.max(1, rate);
  const buckets = new Map<string, { tokens: number; at: number }>();
  return ({ account, region }) => {
    const now = clock.now();
    const place = `${account}/${region}`;
    const bucket = buckets.get(place) ?? { tokens: capacity, at: now };
    bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * rate);
    bucket.at = now;
    buckets.set(place, bucket);
    if (bucket.tokens < 1) return true;
    bucket.tokens -= 1;
    return false;
  };
}

function isEnding(then: FaultRule['then']): then is FaultEnding {
  return typeof then === 'string' || 'status' in then;
}

function nameOf(then: FaultRule['then']): string {
  if (typeof then === 'string') return then;
  if ('status' in then) return `status ${then.status}`;
  return Object.keys(then)[0] ?? '';
}
