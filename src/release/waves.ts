import type { Clock } from '../clock.ts';
import type { Destination, Environment, Wave } from '../config/destination.ts';
import { mapLimited } from '../limit.ts';
import type { Emit } from './events.ts';
import { type DestinationResult, noInstances } from './outcome.ts';

export type WavePorts = {
  /** Deploys to one destination. Rejects only when cancelled, or for a bug. */
  deploy(destination: Destination): Promise<DestinationResult>;
  version: string;
  clock: Clock;
  emit: Emit;
  signal: AbortSignal;
};

/**
 * Deploys wave by wave. Once more destinations of a wave than its `maxFailures` have failed, nothing new
 * starts, unless `onFailure` is `continue`; what is under way is followed to its end. Gives a result for
 * every destination, in the environment's order.
 */
export async function runWaves(
  environment: Environment,
  ports: WavePorts,
): Promise<DestinationResult[]> {
  const { emit, clock, signal } = ports;
  const results: DestinationResult[] = [];
  let halted: string | undefined;
  for (const [index, wave] of environment.waves.entries()) {
    const ids = wave.destinations.map(({ id }) => id);
    const of = environment.waves.length;
    if (!halted && !signal.aborted)
      emit({ kind: 'wave-started', wave: wave.name, index: index + 1, of, destinations: ids });
    const outcome = await runWave(wave, environment.onFailure, halted, ports);
    results.push(...outcome.results);
    const wasHalted = halted !== undefined;
    halted = outcome.halted;
    if (wasHalted || signal.aborted) continue;
    if (!halted && wave.bake > 0) {
      emit({ kind: 'baking', wave: wave.name, ms: wave.bake });
      await clock.sleep(wave.bake, signal).catch(ignoreAbort(signal));
    }
    emit({ kind: 'wave-finished', wave: wave.name });
  }
  return results;
}

async function runWave(
  wave: Wave,
  onFailure: Environment['onFailure'],
  haltedBefore: string | undefined,
  { deploy, version, emit, signal }: WavePorts,
): Promise<{ results: DestinationResult[]; halted: string | undefined }> {
  let halted = haltedBefore;
  const failed: string[] = [];
  const results = await mapLimited(wave.destinations, wave.maxParallel, async (destination) => {
    const reason = halted ?? (signal.aborted ? 'the run was cancelled' : undefined);
    const result = reason ? neverStarted(destination, version, reason) : await deploy(destination);
    emit({ kind: 'finished', destination: destination.id, result });
    if (reason || isGood(result)) return result;
    failed.push(destination.id);
    if (failed.length > wave.maxFailures && onFailure !== 'continue')
      halted ??= `nothing new starts after ${failed.join(', ')}`;
    return result;
  });
  return { results, halted };
}

function isGood({ outcome }: DestinationResult): boolean {
  return outcome === 'succeeded' || outcome === 'skipped';
}

function neverStarted({ id }: Destination, version: string, reason: string): DestinationResult {
  return {
    destination: id,
    outcome: 'never-started',
    version,
    seconds: 0,
    instances: noInstances,
    causes: [],
    reason,
  };
}

function ignoreAbort(signal: AbortSignal) {
  return (error: unknown) => {
    if (!signal.aborted) throw error;
  };
}
