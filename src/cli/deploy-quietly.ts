import type { Bundle } from '../bundle/bundle.ts';
import { atAnyTime, type Environment } from '../config/destination.ts';
import { type DestinationResult, isGood } from '../release/outcome.ts';
import { deploy } from '../release/run/deploy-release.ts';
import type { CommandPorts } from './command-ports.ts';
import { openSession } from './open-session.ts';

/** Deploys to an emulated environment without a word, to all destinations at once: what a rehearsal finds there. Gives what failed. */
export async function deployQuietly(
  bundle: Bundle,
  version: string,
  environment: Environment,
  ports: CommandPorts,
): Promise<DestinationResult[]> {
  const run = `rehearsal:${version}`;
  const session = { run, version, environment, neededMs: 0 };
  const { results } = await deploy(
    {
      environment: inOneWave(atAnyTime(environment)),
      version,
      versionGiven: false,
      repeated: false,
      allowOlder: true,
      run,
    },
    {
      ...ports,
      emit: () => undefined,
      makeBundle: async () => bundle,
      openAws: () => openSession(session, {}, ports),
      verify: async () => [],
      ask: async () => undefined,
    },
  );
  if (ports.signal.aborted) return [];
  return results.filter(({ outcome }) => !isGood(outcome) && outcome !== 'skipped');
}

function inOneWave(environment: Environment): Environment {
  const destinations = environment.waves
    .flatMap((wave) => wave.destinations)
    .map((destination) => ({
      ...destination,
      deploymentConfig: 'CodeDeployDefault.AllAtOnce',
      onReady: 'continue' as const,
      empty: 'skip' as const,
      verify: [],
    }));
  const maxParallel = destinations.length;
  const wave = {
    name: 'before',
    destinations,
    maxParallel,
    maxFailures: 0,
    failureMode: 'soft' as const,
    bake: 0,
  };
  return { ...environment, after: [], onFailure: 'stop', waves: [wave] };
}
