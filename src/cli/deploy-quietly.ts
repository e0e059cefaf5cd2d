import type { Bundle } from '../bundle/bundle.ts';
import type { Environment } from '../config/destination.ts';
import { UsageError } from '../problem.ts';
import { deploy } from '../release/deploy.ts';
import type { CommandPorts } from './command-ports.ts';
import { openSession } from './open-session.ts';

/** Deploys to an emulated environment without a word, to all destinations at once: what a rehearsal finds there. */
export async function deployQuietly(
  bundle: Bundle,
  version: string,
  environment: Environment,
  ports: CommandPorts,
): Promise<void> {
  const run = `rehearsal:${version}`;
  const session = { run, version, environment, neededMs: 0 };
  const { results } = await deploy(
    {
      environment: inOneWave(environment),
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
    },
  );
  const failed = results.filter(({ outcome }) => outcome !== 'succeeded' && outcome !== 'skipped');
  if (failed.length === 0 || ports.signal.aborted) return;
  throw new UsageError(
    failed.map(({ destination, causes, reason }) => ({
      message: `${destination}: the bundle does not even deploy to empty instances: ${causes[0]?.message ?? reason ?? 'it failed'}`,
    })),
  );
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
  const wave = { name: 'before', destinations, maxParallel, maxFailures: 0, bake: 0 };
  return { ...environment, onFailure: 'stop', waves: [wave] };
}
