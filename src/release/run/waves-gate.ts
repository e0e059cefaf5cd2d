import { type Clock, wallTime } from '../../clock.ts';
import type { Environment, Wave } from '../../config/destination.ts';
import { type DestinationResult, isAsAsked } from '../outcome.ts';
import { lateReason } from '../schedule.ts';
import type { Results } from './results.ts';

/** Lets destinations start until too many of a wave have failed, or something else stands in the way. */
export function openGate(
  environment: Environment,
  results: Results,
  {
    signal,
    blocked,
    onHalt,
    clock,
  }: { signal: AbortSignal; blocked: AbortSignal; onHalt(): void; clock: Clock },
) {
  const { onFailure, part } = environment;
  const waves = [...(part?.earlier ?? []), ...environment.waves];
  let halted: string | undefined;
  let late: string | undefined;
  let stopped: string | undefined;
  let goesBack = false;
  const kept = new Set<string>();
  const failedOf = ({ destinations }: Wave) =>
    destinations
      .map(({ id }) => id)
      .filter((id) => {
        const result = results.get(id);
        return result && !wentWell(result) && !kept.has(id);
      });
  return {
    failed: (wave: Wave) => failedOf(wave).length,
    halted: () => halted,
    goesBack: () => goesBack,
    /** A destination that was not let in has not failed. */
    keepOut: (id: string) => kept.add(id),
    /** Why nothing may start, or undefined. */
    closed(): string | undefined {
      if (signal.aborted) return 'the run was cancelled';
      if (blocked.aborted) return String((blocked.reason as Error).message);
      return halted ?? stopped ?? late;
    },
    /** Nothing new starts, but nothing has failed. */
    stop(reason: string) {
      stopped ??= reason;
    },
    /** Everything goes back. */
    goBack(reason: string) {
      goesBack = true;
      if (halted) return;
      halted = reason;
      onHalt();
    },
    /** A wave that might not end before its window closes does not begin, nor does any after it. */
    keepTime(wave: Wave) {
      late ??= lateReason(environment, wave, wallTime(clock));
    },
    /** Closes where more destinations of a wave have failed than it may have. */
    count() {
      if (halted || stopped || onFailure === 'continue') return;
      for (const wave of waves) {
        const failed = failedOf(wave);
        if (failed.length <= wave.maxFailures) continue;
        halted = `nothing new starts after ${failed.join(', ')}`;
        onHalt();
        return;
      }
    },
  };
}

export type WavesGate = ReturnType<typeof openGate>;

function wentWell({ outcome }: DestinationResult): boolean {
  return isAsAsked(outcome) || outcome === 'skipped';
}
