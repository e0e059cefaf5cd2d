import { allDestinations, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';

export function runStarted({
  command,
  environment,
  run,
}: {
  command: string;
  environment: Environment;
  run: string;
}) {
  const { name, application, bundleName, waves, part } = environment;
  return {
    kind: 'run-started' as const,
    command,
    environment: name,
    application,
    ...defined({ bundleName }),
    run,
    destinations: allDestinations(environment).map((destination) => ({
      id: destination.id,
      account: destination.account.name,
      ...defined({ accountId: destination.account.id }),
      region: destination.region,
      application: destination.application,
      deploymentGroup: destination.deploymentGroup,
    })),
    waves: waves.map((wave) => ({
      name: wave.name,
      destinations: wave.destinations.map(({ id }) => id),
    })),
    ...defined({ of: part?.whole.length }),
  };
}
