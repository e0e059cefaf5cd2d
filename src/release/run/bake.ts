import type { Clock } from '../../clock.ts';
import {
  allDestinations,
  type Destination,
  type Environment,
  type Wave,
} from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { unlessCancelled } from '../cancel.ts';
import { checkResults } from '../deployment/check-results.ts';
import type { Emit } from '../events.ts';
import type { Cause, DestinationResult } from '../outcome.ts';
import { type Watch, watchUntil } from './watch.ts';

export type BakePorts = {
  /** Everything of a destination that is asked for during a bake. */
  watches(destination: Destination): readonly Watch[];
  /** Verifies a destination again, at the end of its bake. */
  recheck(destination: Destination): Promise<Cause[]>;
  clock: Clock;
  emit: Emit;
  signal: AbortSignal;
};

/** What became of the run's destinations so far, by id; a bake changes those that go bad. */
export type Results = Map<string, DestinationResult>;

/**
 * Watches a wave, and the waves before it, for as long as the wave bakes, and verifies the wave once more at the end: a
 * release may go bad under load. `closed` is asked whenever a destination has gone bad, and ends the bake.
 */
export async function bake(
  wave: Wave,
  {
    environment,
    results,
    closed,
  }: { environment: Environment; results: Results; closed(): boolean },
  ports: BakePorts,
): Promise<void> {
  const { clock, emit, signal } = ports;
  const here = wave.destinations.filter(({ id }) => hasSucceeded(results, id));
  if (wave.bake === 0 || here.length === 0) return;
  if (closed()) {
    for (const { id } of here) unprove(id, 'nothing new may start any more, so it did not bake');
    return;
  }
  const watches = new Map(
    allDestinations(environment)
      .filter(({ id }) => hasSucceeded(results, id))
      .map((destination) => [destination.id, ports.watches(destination)] as const),
  );
  const names = new Set([...watches.values()].flat().map(({ name }) => name));
  emit({ kind: 'baking', wave: wave.name, ms: wave.bake, watched: [...names] });
  try {
    const until = clock.now() + wave.bake;
    for await (const bad of watchUntil(until, watches, ports)) {
      for (const { destination: id, cause } of bad) {
        const destination = allDestinations(environment).find((each) => each.id === id);
        if (destination) worsen(destination, [cause], `it went bad while ${wave.name} baked`, 0);
      }
      if (closed()) return endEarly(bad.map(({ destination }) => destination).join(', '));
    }
    await mapLimited(here, 50, async (destination) => {
      if (!hasSucceeded(results, destination.id)) return;
      const began = clock.now();
      const causes = await unlessCancelled(() => ports.recheck(destination), signal);
      const seconds = Math.round((clock.now() - began) / 1000);
      if (causes.length > 0)
        worsen(destination, causes, 'it was no longer verified at the end of the bake', seconds);
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    for (const { id } of here)
      unprove(id, 'CodeDeploy says succeeded, but the run was cancelled before its bake had ended');
  }

  function worsen(
    { id, verify }: Destination,
    causes: Cause[],
    reason: string,
    seconds: number,
  ): void {
    const checks = checkResults(verify, causes, seconds);
    change(id, { causes, reason, ...(checks.length > 0 ? { checks } : {}) });
  }

  /** A release that has not baked to the end is not proven. */
  function endEarly(bad: string): void {
    for (const { id } of here) unprove(id, `its bake was ended when ${bad} went bad`);
  }

  function unprove(id: string, reason: string): void {
    if (hasSucceeded(results, id)) change(id, { reason });
  }

  function change(id: string, what: Partial<DestinationResult>): void {
    const worse = {
      ...(results.get(id) as DestinationResult),
      ...what,
      outcome: 'not-verified' as const,
    };
    results.set(id, worse);
    emit({ kind: 'finished', destination: id, result: worse });
  }
}

function hasSucceeded(results: Results, id: string): boolean {
  return results.get(id)?.outcome === 'succeeded';
}
