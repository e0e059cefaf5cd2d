import {
  allDestinations,
  type Destination,
  type Environment,
  type Wave,
} from '../../config/destination.ts';
import { mapWithin } from '../../limit.ts';
import { type DestinationResult, isGood, noInstances } from '../outcome.ts';
import { atOnce } from '../plan.ts';
import { lateAlone, lateReason } from '../schedule.ts';
import { type BakePorts, bake, type Results } from './bake.ts';

export type WavePorts = BakePorts & {
  /** Deploys to one destination and verifies it; `closed` tells why nothing may start any more. Rejects only for a bug. */
  deploy(destination: Destination, closed: () => string | undefined): Promise<DestinationResult>;
  versionFor(destination: Destination): string | undefined;
  /** Told once, when a failure has it that nothing new starts. */
  onHalt(): void;
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
  const results: Results = new Map();
  const gate = openGate(environment, results, ports);
  for (const [index, wave] of environment.waves.entries()) {
    gate.keepTime(wave);
    const starts = gate.closed() === undefined;
    const destinations = wave.destinations.map(({ id }) => id);
    const of = environment.waves.length;
    if (starts) emit({ kind: 'wave-started', wave: wave.name, index: index + 1, of, destinations });
    await deployWave(wave, environment, results, gate, ports);
    const closed = () => {
      gate.count();
      return gate.closed() !== undefined;
    };
    await bake(wave, { environment, results, closed }, ports);
    gate.count();
    if (starts) emit({ kind: 'wave-finished', wave: wave.name });
  }
  const inOrder = allDestinations(environment).map(({ id }) => results.get(id));
  return { results: inOrder.filter((result) => result !== undefined), halted: gate.halted() };
}

/** Lets destinations start until too many of a wave have failed, or something else stands in the way. */
function openGate(
  environment: Environment,
  results: Results,
  { signal, blocked, onHalt, clock }: WavePorts,
) {
  const { onFailure, waves } = environment;
  let halted: string | undefined;
  let late: string | undefined;
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
    /** A destination that was not let in has not failed. */
    keepOut: (id: string) => kept.add(id),
    /** Why nothing may start, or undefined. */
    closed(): string | undefined {
      if (signal.aborted) return 'the run was cancelled';
      if (blocked.aborted) return String((blocked.reason as Error).message);
      return halted ?? late;
    },
    /** A wave that might not end before its window closes does not begin, nor does any after it. */
    keepTime(wave: Wave) {
      late ??= lateReason(environment, wave, clock.now());
    },
    /** Closes where more destinations of a wave have failed than it may have. */
    count() {
      if (halted || onFailure === 'continue') return;
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

type Gate = ReturnType<typeof openGate>;

async function deployWave(
  wave: Wave,
  environment: Environment,
  results: Results,
  gate: Gate,
  ports: WavePorts,
): Promise<void> {
  const room = () => (gate.closed() === undefined ? atOnce(wave, gate.failed(wave)) : Infinity);
  await mapWithin(wave.destinations, room, async (destination) => {
    // A destination that comes late in its wave, or waits for a busy group, must still fit.
    const shut = () => gate.closed() ?? lateAlone(environment, destination, ports.clock.now());
    const reason = shut();
    if (reason) gate.keepOut(destination.id);
    const result = reason
      ? neverStarted(destination, reason, ports)
      : await ports.deploy(destination, shut);
    ports.emit({ kind: 'finished', destination: destination.id, result });
    results.set(destination.id, result);
    // Being too late is no failure, also where it came to be so while a group was busy.
    if (
      result.outcome === 'never-started' &&
      lateAlone(environment, destination, ports.clock.now())
    )
      gate.keepOut(destination.id);
    gate.count();
  });
}

function wentWell({ outcome }: DestinationResult): boolean {
  return isGood(outcome) || outcome === 'skipped';
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
