import { setMaxListeners } from 'node:events';
import type { CommandPorts } from '../../cli/command-ports.ts';
import { deployQuietly } from '../../cli/deploy-quietly.ts';
import { type Captured, startEmulation } from '../../cli/emulation.ts';
import { environmentOf } from '../../cli/project.ts';
import { noScenario } from '../../cli/scenario-file.ts';
import { sourceNames } from '../../cli/source-names.ts';
import type { Environment } from '../../config/destination.ts';
import type { Scenario } from '../../emulator/scenario/scenario.ts';
import { seededRandom } from '../../random.ts';
import { seededClock } from '../seeded-clock.ts';
import { type Plot, plainEnvironment, versions } from './plot.ts';
import { quietHost } from './quiet-host.ts';

/** What there is before anything goes wrong, and when that is. */
export type Before = { captured: Captured; at: number };

/** Deploys what a story begins with. This goes well in every story alike, so it is done once for all of them. */
export async function prepareBefore(plot: Plot, groups: Scenario['groups']): Promise<Before> {
  const { project, bundle, ports } = plot;
  const clock = seededClock();
  const random = seededRandom(0);
  const emulation = await startEmulation(project, {
    clock,
    scenario: { ...noScenario, groups },
    workspace: ports.cwd,
    hooks: 'none',
    seeded: { clock, random },
    say: () => undefined,
  });
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const { connect, variables } = emulation;
  const commandPorts: CommandPorts = {
    env: { ...plainEnvironment(ports.env), ...variables },
    cwd: ports.cwd,
    host: quietHost([], () => undefined),
    ...{ clock, random, signal },
    connect,
    isRehearsal: true,
  };
  try {
    for (const [version, environment] of needed(plot)) {
      const failed = await deployQuietly(bundle, version, environment, commandPorts);
      if (failed.length > 0) throw new Error(`${version} could not be deployed before the story`);
    }
    // Blue/green's old instances are kept for five minutes.
    await clock.sleep(10 * 60_000);
    return { captured: emulation.capture(), at: clock.now() };
  } finally {
    await emulation.close();
  }
}

/** Every environment runs the version before; what other jobs deploy must be proven too, and what is promoted is the newest. */
function needed({ project, environment, command }: Plot): [string, Environment][] {
  const named = (name: string) => environmentOf(project, name, () => undefined);
  const all = project.configuration?.environments.map(named) ?? [environment];
  const names = command === 'promote' ? sourceNames(environment, undefined) : environment.after;
  const sources = names.map(named);
  const { before, next, other } = versions;
  return [
    ...all.map((one): [string, Environment] => [before, one]),
    ...[other, next].flatMap((version) =>
      sources.map((source): [string, Environment] => [version, source]),
    ),
    ...(command === 'rollback' ? [[next, environment] as [string, Environment]] : []),
  ];
}
