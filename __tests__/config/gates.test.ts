import { expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { allDestinations, type Environment } from '../../src/config/destination.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';
import { ignoreAlarms } from '../../src/config/ignore-alarms.ts';

const file = (watched: string) => `version: 1
application: orders
bundle: { source: build, bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults: { deploymentGroup: orders, role: "arn:aws:iam::\${account.id}:role/codedeploy-fanout" }
environments:
  production:
    accounts: [retail]
    regions: [eu-west-1, us-east-1]
${watched}
`;

function load(watched: string): { environment?: Environment; problems: string[] } {
  const loaded = loadConfiguration(file(watched), 'fanout.yml');
  const variables = { env: {}, vars: {} };
  const resolved = loaded.ok
    ? resolveEnvironment(loaded.configuration, 'production', variables)
    : loaded;
  if (resolved.ok) return { environment: resolved.environment, problems: [] };
  return { problems: resolved.problems.map(({ line, message }) => `${line} ${message}`) };
}

test('a gate is read with its variables, and what is left out is as documented', () => {
  const { environment, problems } = load(`    gates:
      - metric: { namespace: AWS/ELB, name: Latency, dimensions: { Name: "orders-\${region}" } }
        stat: p99
        threshold: 0.8
      - { metric: { namespace: Orders, name: Healthy }, stat: Minimum, threshold: { below: 2 }, period: 5m, dryRun: true, name: healthy }`);
  expect(problems).toEqual([]);
  const [ireland] = environment ? allDestinations(environment) : [];
  expect(ireland?.gates).toEqual([
    {
      name: 'Latency',
      metric: { namespace: 'AWS/ELB', name: 'Latency', dimensions: { Name: 'orders-eu-west-1' } },
      stat: 'p99',
      above: 0.8,
      period: 60_000,
      interval: 60_000,
      minSamples: 1,
      failures: 3,
      onInconclusive: 'stop',
      dryRun: false,
    },
    expect.objectContaining({ name: 'healthy', below: 2, period: 300_000, dryRun: true }),
  ]);
});

test('every mistake in gates is told at its place', () => {
  const { problems } = load(`    gates:
      - { metric: { namespace: A, name: b }, stat: Mean, threshold: {}, period: 90s }`);
  expect(problems).toEqual([
    expect.stringContaining('gates[0].stat must be Average, Sum, Minimum'),
    expect.stringContaining('gates[0].threshold must be'),
    expect.stringContaining('gates[0].period must be a duration in whole minutes'),
  ]);
});

test('two gates of one name are refused: records could not tell them apart', () => {
  const gate = '{ metric: { namespace: A, name: b }, stat: Sum, threshold: 1 }';
  expect(load(`    gates: [${gate}, ${gate}]`).problems).toEqual([
    expect.stringContaining('two gates are called "b"'),
  ]);
});

test('an alarm that is to be ignored must be one, and is left to nobody, CodeDeploy included', () => {
  const { environment } = load('    alarms: [orders-5xx, "latency-${region}"]');
  if (!environment) throw new Error('it cannot be read');
  expect(ignoreAlarms(environment, ['orders-6xx'])).toMatchObject({
    ok: false,
    problems: [
      {
        message: '--ignore-alarm "orders-6xx": no destination of production has that alarm',
        hint: 'there are: orders-5xx, latency-eu-west-1, latency-us-east-1',
      },
    ],
  });
  const ignored = ignoreAlarms(environment, ['orders-5xx']);
  expect(
    ignored.ok && allDestinations(ignored.environment).map(({ alarms }) => alarms?.names),
  ).toEqual([['latency-eu-west-1'], ['latency-us-east-1']]);
});
