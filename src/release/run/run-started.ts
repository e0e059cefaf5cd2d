import { allDestinations, type Environment } from '../../config/destination.ts';

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
    ...(bundleName === undefined ? {} : { bundleName }),
    run,
    destinations: allDestinations(environment).map((destination) => ({
      id: destination.id,
      account: destination.account.name,
      ...(destination.account.id ? { accountId: destination.account.id } : {}),
      region: destination.region,
      application: destination.application,
      deploymentGroup: destination.deploymentGroup,
    })),
    waves: waves.map((wave) => ({
      name: wave.name,
      destinations: wave.destinations.map(({ id }) => id),
    })),
    ...(part ? { of: part.whole.length } : {}),
  };
}
