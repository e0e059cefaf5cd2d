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
import { noteGate } from './note-gate.ts';
import { hasSucceeded, type Results } from './results.ts';
import { type Told, type Watch, watchUntil } from './watch.ts';
import type { WavesGate } from './waves-gate.ts';

export type BakePorts = {
  /** Everything of a destination that is asked for during a bake. */
  watches(destination: Destination): readonly Watch[];
  /** Verifies a destination again, at the end of its bake. */
  recheck(destination: Destination): Promise<Cause[]>;
  clock: Clock;
  emit: Emit;
  signal: AbortSignal;
};

export type BakeContext = {
  environment: Environment;
  results: Results;
  gate: Pick<WavesGate, 'count' | 'closed' | 'stop' | 'goBack' | 'keepOut'>;
};

/**
 * Watches a wave, and the waves before it, for as long as the wave bakes, and verifies the wave once more at the end: a
 * release may go bad under load. It ends as soon as nothing new may start any more.
 */
export async function bake(wave: Wave, context: BakeContext, ports: BakePorts): Promise<void> {
  const { environment, results, gate } = context;
  const { clock, emit, signal } = ports;
  const here = wave.destinations.filter(({ id }) => hasSucceeded(results, id));
  if (wave.bake === 0 || here.length === 0) return;
  if (gate.closed() !== undefined) {
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
    for await (const told of watchUntil(until, watches, ports)) {
      for (const one of told) noteGate(one, wave.name, results, emit);
      const bad = told.filter(({ acts }) => acts);
      // What has failed decides before what cannot be told.
      for (const one of bad) if (one.verdict === 'fail') take(one);
      gate.count();
      for (const one of bad) if (one.verdict !== 'fail') take(one);
      if (gate.closed() !== undefined) return endEarly(bad);
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

  function take({ destination: id, watch, verdict, cause }: Told): void {
    const destination = allDestinations(environment).find((each) => each.id === id);
    if (!destination || !cause) return;
    if (verdict === 'fail') {
      worsen(destination, [cause], `it went bad while ${wave.name} baked`, 0);
      return;
    }
    const reason = `nothing can be told of ${watch.name} in ${id}`;
    if (watch.onInconclusive === 'rollback') gate.goBack(reason);
    else {
      gate.keepOut(id);
      gate.stop(reason);
    }
    worsen(destination, [cause], `nothing could be told of ${watch.name}`, 0);
  }

  function worsen(
    { id, verify }: Destination,
    causes: Cause[],
    reason: string,
    seconds: number,
  ): void {
    const asked = causes.some(({ script }) => verify.some(({ name }) => name === script));
    const checks = asked ? checkResults(verify, causes, seconds) : [];
    change(id, { causes, reason, ...(checks.length > 0 ? { checks } : {}) });
  }

  /** A release that has not baked to the end is not proven. */
  function endEarly(bad: readonly Told[]): void {
    const ids = [...new Set(bad.map(({ destination }) => destination))].join(', ');
    const isBad = bad.some(({ verdict }) => verdict === 'fail');
    const what = isBad ? `${ids} went bad` : `nothing could be told of ${ids}`;
    const reason = ids ? `when ${what}` : `early: ${gate.closed()}`;
    for (const { id } of here) unprove(id, `its bake was ended ${reason}`);
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
