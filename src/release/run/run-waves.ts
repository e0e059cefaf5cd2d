import { wallTime } from '../../clock.ts';
import {
  allDestinations,
  type Destination,
  type Environment,
  earlierOf,
  type Wave,
} from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapWithin } from '../../limit.ts';
import { type DestinationResult, noInstances } from '../outcome.ts';
import { atOnce } from '../plan.ts';
import { lateAlone } from '../schedule.ts';
import { type BakePorts, bake } from './bake.ts';
import { lookBeforeWave } from './look-before-wave.ts';
import type { Results } from './results.ts';
import { openGate, type WavesGate } from './waves-gate.ts';

export type WavePorts = BakePorts & {
  /** Deploys to one destination and verifies it; `closed` tells why nothing may start any more. Rejects only for a bug. */
  deploy(destination: Destination, closed: () => string | undefined): Promise<DestinationResult>;
  /** Known beforehand to get nothing: that is no failure of its wave. */
  isLeftOut?(destination: Destination): boolean;
  /** Told once, when a failure has it that nothing new starts. */
  onHalt(): void;
  /** Aborted when nothing new may start for another reason than a failure. */
  blocked: AbortSignal;
};

export type WavesResult = {
  results: DestinationResult[];
  /** Of waves before the one that is deployed by itself, those that went bad. */
  earlier: DestinationResult[];
  /** Why nothing new was started, where failures had it so. */
  halted: string | undefined;
  /** A gate has it that everything goes back, whatever `onFailure` says. */
  goesBack: boolean;
};

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
    await lookBeforeWave(wave, { environment, results, gate }, ports);
    const starts = gate.closed() === undefined;
    const destinations = wave.destinations.map(({ id }) => id);
    const of = environment.waves.length;
    if (starts) emit({ kind: 'wave-started', wave: wave.name, index: index + 1, of, destinations });
    await deployWave(wave, environment, results, gate, ports);
    await bake(wave, { environment, results, gate }, ports);
    gate.count();
    if (starts) emit({ kind: 'wave-finished', wave: wave.name });
  }
  const of = (destinations: readonly Destination[]) =>
    destinations.map(({ id }) => results.get(id)).filter((result) => result !== undefined);
  return {
    results: of(allDestinations(environment)),
    earlier: of(earlierOf(environment)),
    halted: gate.halted(),
    goesBack: gate.goesBack(),
  };
}

async function deployWave(
  wave: Wave,
  environment: Environment,
  results: Results,
  gate: WavesGate,
  ports: WavePorts,
): Promise<void> {
  const room = () => (gate.closed() === undefined ? atOnce(wave, gate.failed(wave)) : Infinity);
  await mapWithin(wave.destinations, room, async (destination) => {
    // A destination that comes late in its wave, or waits for a busy group, must still fit.
    const shut = () => gate.closed() ?? lateAlone(environment, destination, wallTime(ports.clock));
    const reason = shut();
    if (reason || ports.isLeftOut?.(destination)) gate.keepOut(destination.id);
    const result = reason
      ? neverStarted(destination, reason, ports)
      : await ports.deploy(destination, shut);
    ports.emit({ kind: 'finished', destination: destination.id, result });
    results.set(destination.id, result);
    // Being too late is not a failure, also where it came to be so while a group was busy.
    if (
      result.outcome === 'never-started' &&
      lateAlone(environment, destination, wallTime(ports.clock))
    )
      gate.keepOut(destination.id);
    gate.count();
  });
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
    ...defined({ version }),
    seconds: 0,
    instances: noInstances,
    causes: [],
    reason,
  };
}
