import type { Clock } from '../../clock.ts';
import {
  type Destination,
  type Environment,
  earlierOf,
  type Wave,
} from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import type { Problem } from '../../problem.ts';
import { unlessCancelled } from '../cancel.ts';
import { checkResults } from '../deployment/check-results.ts';
import type { Emit } from '../events.ts';
import { type Cause, type DestinationResult, noInstances } from '../outcome.ts';
import { timing } from '../timing.ts';
import { noteGate } from './note-gate.ts';
import { hasSucceeded, type Results, wellSoFar } from './results.ts';
import { type Told, type Watch, watchUntil } from './watch.ts';
import type { WavesGate } from './waves-gate.ts';

export type BakePorts = {
  /** Everything of a destination that is asked for during a bake. */
  watches(destination: Destination): readonly Watch[];
  versionFor(destination: Destination): string | undefined;
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
    for (const { id } of here) unprove(id, 'nothing new may start, so it did not bake');
    return;
  }
  const watched = new Map(wellSoFar(environment, results).map((one) => [one.id, one]));
  const watches = new Map([...watched].map(([id, one]) => [id, ports.watches(one)] as const));
  const names = new Set([...watches.values()].flat().map(({ name }) => name));
  emit({ kind: 'baking', wave: wave.name, ms: wave.bake, watched: [...names] });
  try {
    const until = clock.now() + wave.bake;
    for await (const told of watchUntil(until, watches, ports)) {
      for (const one of told) noteGate(one, wave.name, results, emit);
      const bad = told.filter(({ acts }) => acts);
      // What has failed decides before what is unknown.
      for (const one of bad) if (one.verdict === 'fail') take(one);
      gate.count();
      for (const one of bad) if (one.verdict !== 'fail') take(one);
      if (gate.closed() !== undefined) return endEarly(bad);
    }
    await mapLimited(here, timing.atOnce.requests, async (destination) => {
      if (!hasSucceeded(results, destination.id)) return;
      const began = clock.now();
      const causes = await unlessCancelled(() => ports.recheck(destination), signal);
      const seconds = Math.round((clock.now() - began) / 1000);
      if (causes.length > 0)
        worsen(destination, causes, 'it was no longer verified at the end of the bake', seconds);
    });
    const gone = earlierOf(environment).flatMap(({ id }) => (results.has(id) ? [id] : []));
    if (gone.length > 0)
      for (const { id } of here) unprove(id, `${gone.join(', ')} went bad while it baked`);
  } catch (error) {
    if (!signal.aborted) throw error;
    for (const { id } of here)
      unprove(id, 'CodeDeploy says succeeded, but the run was cancelled before its bake had ended');
  }

  function take({ destination: id, watch, verdict, cause }: Told): void {
    const destination = watched.get(id);
    if (!destination || !cause) return;
    if (verdict === 'fail') {
      worsen(destination, [cause], `it went bad while ${wave.name} baked`, 0);
      return;
    }
    const reason = `cannot judge ${watch.name} in ${id}`;
    if (watch.onInconclusive === 'rollback') gate.goBack(reason);
    else {
      gate.keepOut(id);
      gate.stop(reason);
    }
    worsen(destination, [cause], `no conclusion about ${watch.name}`, 0);
  }

  function worsen(
    { id, verify }: Destination,
    causes: Cause[],
    reason: string,
    seconds: number,
  ): void {
    const asked = causes.some(({ script }) => verify.some(({ name }) => name === script));
    const checks = asked ? checkResults(verify, causes, seconds) : [];
    change(id, { causes, reason, ...(checks.length > 0 && { checks }) });
  }

  /** A release that has not baked to the end is not proven. */
  function endEarly(bad: readonly Told[]): void {
    const ids = [...new Set(bad.map(({ destination }) => destination))].join(', ');
    const isBad = bad.some(({ verdict }) => verdict === 'fail');
    const what = isBad ? 'went bad' : 'could not be judged';
    const reason = ids ? `when ${ids} ${what}` : `early: ${gate.closed()}`;
    for (const { id } of here) unprove(id, `its bake was ended ${reason}`);
  }

  function unprove(id: string, reason: string): void {
    if (hasSucceeded(results, id)) change(id, { reason });
  }

  function ofEarlier(id: string): DestinationResult {
    const version = ports.versionFor(watched.get(id) as Destination);
    const base = { destination: id, seconds: 0, instances: noInstances, causes: [] };
    return { ...base, outcome: 'succeeded', ...defined({ version }) };
  }

  function change(id: string, what: Partial<DestinationResult>): void {
    const before = results.get(id);
    const worse = { ...(before ?? ofEarlier(id)), ...what, outcome: 'not-verified' as const };
    results.set(id, worse);
    if (before) emit({ kind: 'finished', destination: id, result: worse });
    else
      emit({ kind: 'notice', level: 'warning', problem: earlierGoneBad(worse, wave, environment) });
  }
}

/** Of a wave before, which is not this run's: it is told, and left to `rollback`. */
function earlierGoneBad(
  { destination, version, causes: [cause] }: DestinationResult,
  wave: Wave,
  { name }: Environment,
): Problem {
  const what = `${version ?? 'the release'} went bad here while wave ${wave.name} baked`;
  return {
    code: 'earlier-wave-bad',
    destination,
    message: cause ? `${what}: ${cause.script ?? cause.event}: ${cause.message}` : what,
    hint: `it is in an earlier wave, which this run does not roll back: use fanout rollback ${name}`,
  };
}
