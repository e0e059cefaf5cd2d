import type { Clock } from '../../clock.ts';
import type { Destination, Environment, Wave } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { unlessCancelled } from '../cancel.ts';
import { checkResults } from '../deployment/check-results.ts';
import type { Emit } from '../events.ts';
import { type Cause, type DestinationResult, noInstances } from '../outcome.ts';

export type WavePorts = {
  /** Deploys to one destination and verifies it; `closed` tells why nothing may start any more. Rejects only for a bug. */
  deploy(destination: Destination, closed: () => string | undefined): Promise<DestinationResult>;
  /** Verifies a destination again, at the end of a bake. */
  recheck(destination: Destination): Promise<Cause[]>;
  versionFor(destination: Destination): string | undefined;
  /** Told once, when a failure has it that nothing new starts. */
  onHalt(): void;
  clock: Clock;
  emit: Emit;
  signal: AbortSignal;
  /** Aborted when nothing new may start for another reason than a failure. */
  blocked: AbortSignal;
};

/** `halted`: why nothing new was started, where failures had it so. */
export type WavesResult = { results: DestinationResult[]; halted: string | undefined };

/**
 * Deploys wave by wave. Once more destinations of a wave than its `maxFailures` have failed, nothing new
 * starts, unless `onFailure` is `continue`; what is under way is followed to its end. Gives a result for
 * every destination, in the environment's order.
 */
export async function runWaves(environment: Environment, ports: WavePorts): Promise<WavesResult> {
  const { emit } = ports;
  const gate = openGate(environment.onFailure, ports);
  const results: DestinationResult[] = [];
  for (const [index, wave] of environment.waves.entries()) {
    const starts = gate.closed() === undefined;
    const destinations = wave.destinations.map(({ id }) => id);
    const of = environment.waves.length;
    if (starts) emit({ kind: 'wave-started', wave: wave.name, index: index + 1, of, destinations });
    const deployed = await deployWave(wave, gate, ports);
    const baked = await bake(wave, deployed, gate, ports);
    results.push(...baked);
    if (starts) emit({ kind: 'wave-finished', wave: wave.name });
  }
  return { results, halted: gate.halted() };
}

/** Lets destinations start until too many of a wave have failed, or something else stands in the way. */
function openGate(onFailure: Environment['onFailure'], { signal, blocked, onHalt }: WavePorts) {
  let halted: string | undefined;
  return {
    halted: () => halted,
    /** Why nothing may start, or undefined. */
    closed(): string | undefined {
      if (signal.aborted) return 'the run was cancelled';
      if (blocked.aborted) return String((blocked.reason as Error).message);
      return halted;
    },
    count(wave: Wave, failed: readonly string[]) {
      if (halted || onFailure === 'continue' || failed.length <= wave.maxFailures) return;
      halted = `nothing new starts after ${failed.join(', ')}`;
      onHalt();
    },
  };
}

type Gate = ReturnType<typeof openGate>;

async function deployWave(wave: Wave, gate: Gate, ports: WavePorts): Promise<DestinationResult[]> {
  const failed: string[] = [];
  return mapLimited(wave.destinations, wave.maxParallel, async (destination) => {
    const reason = gate.closed();
    const result = reason
      ? neverStarted(destination, reason, ports)
      : await ports.deploy(destination, gate.closed);
    ports.emit({ kind: 'finished', destination: destination.id, result });
    if (!reason && !isGood(result)) {
      failed.push(destination.id);
      gate.count(wave, failed);
    }
    return result;
  });
}

/** Waits, then verifies once more whatever had succeeded: a release may go bad under load. */
async function bake(
  wave: Wave,
  results: readonly DestinationResult[],
  gate: Gate,
  { clock, emit, signal, recheck }: WavePorts,
): Promise<DestinationResult[]> {
  const isWorthIt = wave.bake > 0 && results.some(({ outcome }) => outcome === 'succeeded');
  if (!isWorthIt || gate.closed()) return [...results];
  emit({ kind: 'baking', wave: wave.name, ms: wave.bake });
  try {
    await clock.sleep(wave.bake, signal);
    const failed = results.filter((result) => !isGood(result)).map((result) => result.destination);
    const checked = await mapLimited(wave.destinations, 50, async (destination, index) => {
      const result = results[index] as DestinationResult;
      if (result.outcome !== 'succeeded') return result;
      const began = clock.now();
      const causes = await unlessCancelled(() => recheck(destination), signal);
      if (causes.length === 0) return result;
      const seconds = Math.round((clock.now() - began) / 1000);
      const checks = checkResults(destination.verify, causes, seconds);
      failed.push(destination.id);
      const reason = 'it was no longer verified at the end of the bake';
      const worse = { ...result, outcome: 'not-verified' as const, causes, checks, reason };
      emit({ kind: 'finished', destination: destination.id, result: worse });
      return worse;
    });
    gate.count(wave, failed);
    return checked;
  } catch (error) {
    if (!signal.aborted) throw error;
    return results.map((result) => cutShort(result, emit));
  }
}

/** A release that has not baked to the end is not proven. */
function cutShort(result: DestinationResult, emit: Emit): DestinationResult {
  if (result.outcome !== 'succeeded') return result;
  const reason = 'CodeDeploy says succeeded, but the run was cancelled before its bake had ended';
  const worse = { ...result, outcome: 'not-verified' as const, reason };
  emit({ kind: 'finished', destination: result.destination, result: worse });
  return worse;
}

function isGood({ outcome }: DestinationResult): boolean {
  return outcome === 'succeeded' || outcome === 'skipped';
}

function neverStarted(
  destination: Destination,
  reason: string,
  { versionFor }: WavePorts,
): DestinationResult {
  const version = versionFor(destination);
  return {
    destination: destination.id,
    outcome: 'never-started',
    ...(version ? { version } : {}),
    seconds: 0,
    instances: noInstances,
    causes: [],
    reason,
  };
}
