import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulation, startEmulation } from '../../cli/emulation.ts';
import { environmentOf } from '../../cli/project.ts';
import { noScenario } from '../../cli/scenario-file.ts';
import type { Environment } from '../../config/destination.ts';
import { type AfterCall, awaitedCall } from '../../emulator/scenario/after-call.ts';
import type { Scenario } from '../../emulator/scenario/scenario.ts';
import { seededRandom } from '../../random.ts';
import { seededClock } from '../seeded-clock.ts';
import type { Before } from './before.ts';
import type { JobWorld } from './job.ts';
import { type Plot, plainEnvironment } from './plot.ts';
import { type StatusEndpoints, statusEndpoints } from './status-endpoint.ts';
import { type Watch, watch } from './watch.ts';

/** Where a story is played: an AWS of its own, everything that jobs need in it, and who looks on. */
export type Stage = {
  world: JobWorld;
  emulation: Emulation;
  endpoints: StatusEndpoints;
  environments: readonly Environment[];
  eye: Watch;
  /** Carries out `then` when a call arrives. */
  onCall(call: AfterCall, then: () => void): void;
  close(): Promise<void>;
};

export async function openStage(
  { project, environment, bundle, ports, args }: Plot,
  { seed, scenario, before }: { seed: number; scenario: Scenario; before: Before },
): Promise<Stage> {
  const clock = seededClock(before.at);
  const random = seededRandom(seed);
  let eye: Watch | undefined;
  const listeners: ((operation: string) => void)[] = [];
  const emulation = await startEmulation(project, {
    clock,
    scenario: { ...noScenario, groups: scenario.groups },
    workspace: ports.cwd,
    hooks: 'none',
    seeded: { clock, random },
    captured: before.captured,
    log: (call) => eye?.onCall(call),
    onArrival(call, body) {
      eye?.onArrival(call, body);
      for (const hear of listeners) hear(call.operation);
    },
    say: () => undefined,
  });
  const { emulator, codedeploy, connect, variables } = emulation;
  if (!connect) throw new Error('an emulation by a seed can be connected to');
  const folder = await mkdtemp(join(tmpdir(), 'fanout-search-'));
  const names = project.configuration?.environments ?? [];
  const environments = names.length > 0 ? names.map(named) : [environment];
  const endpoints = statusEndpoints(codedeploy, { now: clock.now, random });
  const sight = { s3: emulator.s3, codedeploy, now: clock.now, environments };
  const watching = watch(sight, endpoints);
  eye = watching;
  emulator.arm(scenario.faults);
  emulator.armWatched(scenario);
  codedeploy.arm(scenario.outcomes);
  const world: JobWorld = {
    ...{ clock, random, connect, project, bundle, folder, args },
    env: { ...plainEnvironment(ports.env), ...variables },
    cwd: ports.cwd,
    httpGetFor: endpoints.getFor,
    onEvent: watching.onEvent,
  };
  const close = async () => {
    await emulation.close();
    await rm(folder, { recursive: true, force: true });
  };
  const onCall = (call: AfterCall, then: () => void) => {
    const isAwaited = awaitedCall(call);
    listeners.push((operation) => isAwaited(operation) && then());
  };
  return { world, emulation, endpoints, environments, eye: watching, onCall, close };

  function named(name: string): Environment {
    return environmentOf(project, name, () => undefined);
  }
}
