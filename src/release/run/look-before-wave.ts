import type { Wave } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { unlessCancelled } from '../cancel.ts';
import type { DestinationResult } from '../outcome.ts';
import { timing } from '../timing.ts';
import type { BakeContext, BakePorts } from './bake.ts';
import { noteGate } from './note-gate.ts';
import { wellSoFar } from './results.ts';
import { causeOf, hasConsequence, type Told, why } from './watch.ts';

/**
 * Looks at the alarms of a wave before it begins, and at those of the waves before it. One that is on keeps the wave from
 * beginning; where this run has deployed already its destination has gone bad as well.
 */
export async function lookBeforeWave(
  wave: Wave,
  context: BakeContext,
  ports: Pick<BakePorts, 'watches' | 'emit' | 'signal'>,
): Promise<void> {
  const { environment, results, gate } = context;
  const { emit, signal } = ports;
  if (gate.closed() !== undefined) return;
  const destinations = [...wellSoFar(environment, results), ...wave.destinations];
  const alarms = destinations.flatMap((destination) =>
    ports
      .watches(destination)
      .filter(({ kind }) => kind === 'alarm')
      .map((watch) => ({ destination, watch })),
  );
  const told = await mapLimited(alarms, timing.atOnce.requests, async ({ destination, watch }) => {
    const seen = await unlessCancelled(() => watch.look(0), signal);
    if ('holds' in seen && seen.holds) return undefined;
    const verdict = 'unknown' in seen ? ('inconclusive' as const) : ('fail' as const);
    const text = `${why(seen)} (before wave ${wave.name})`;
    const acts = hasConsequence(watch, verdict);
    const cause = causeOf(watch, seen, text);
    return { destination: destination.id, watch, verdict, text, cause, acts };
  }).catch((error) => {
    if (!signal.aborted) throw error;
    return [];
  });
  const seen = told.flatMap((one) => one ?? []);
  for (const one of seen) noteGate(one, wave.name, results, emit);
  const acting = seen.filter(({ acts }) => acts);
  const hasFailed = ({ destination, verdict }: Told) =>
    verdict === 'fail' && results.has(destination);
  // What has failed decides before what only keeps the wave from beginning: it may have everything go back.
  for (const one of acting) if (hasFailed(one)) follow(one);
  gate.count();
  for (const one of acting) if (!hasFailed(one)) follow(one);
  const on = acting.find(({ verdict }) => verdict === 'fail');
  if (on && gate.closed() === undefined) gate.stop(reasonOf(on));

  function follow(one: Told): void {
    const { destination: id, watch, verdict, cause } = one;
    const reason = reasonOf(one);
    const result = results.get(id);
    if (result === undefined) {
      gate.stop(reason);
      return;
    }
    if (verdict === 'inconclusive' && watch.onInconclusive === 'stop') {
      gate.keepOut(id);
      gate.stop(reason);
    }
    const worse: DestinationResult = {
      ...result,
      outcome: 'not-verified',
      causes: cause ? [cause] : [],
      reason: `${reason} before wave ${wave.name}`,
    };
    results.set(id, worse);
    emit({ kind: 'finished', destination: id, result: worse });
    if (verdict === 'inconclusive' && watch.onInconclusive === 'rollback') gate.goBack(reason);
  }
}

function reasonOf({ destination, watch, verdict }: Told): string {
  return `alarm ${watch.name} of ${destination} ${verdict === 'fail' ? 'is on' : 'cannot be read'}`;
}
