import { expect, test } from '@jest/globals';
import { agentsOf } from '../../src/config/agents.ts';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';
import { seedOf } from '../../src/emulator/seed.ts';

const file = (top: string, test_: string, production: string) => `version: 1
application: orders
bundle: { bucket: bundles }
${top}
accounts: { retail: "111111111111" }
defaults: { deploymentGroup: orders }
environments:
  test: { accounts: [retail], regions: [eu-west-1]${test_} }
  production: { accounts: [retail], regions: [us-east-1]${production} }
`;

function load(text: string) {
  const loaded = loadConfiguration(text, 'fanout.yml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.configuration;
}

test.each([
  ['', '', '', '1', '1', '1'],
  ['agent: 2', '', '', '2', '2', '2'],
  ['agent: 2', '', ', agent: 1', '2', '1', 'both'],
  ['', ', agent: both', '', 'both', '1', 'both'],
])('%j, %j, %j', (top, test_, production, ...expected) => {
  const configuration = load(file(top, test_, production));
  const names = ['test', 'production', undefined];
  expect(names.map((name) => agentsOf(configuration, name))).toEqual(expected);
});

test('another value is a mistake', () => {
  const loaded = loadConfiguration(file('agent: 3', '', ''), 'fanout.yml');
  expect(loaded).toMatchObject({
    ok: false,
    problems: [{ message: expect.stringContaining('1, 2 or both'), line: 4 }],
  });
});

test('emulated hosts run what their environment does, unless all are told otherwise', () => {
  const configuration = load(file('', '', ', agent: 2'));
  const environments = ['test', 'production'].map((name) => {
    const resolved = resolveEnvironment(configuration, name, { vars: {}, env: {} });
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
    return resolved.environment;
  });
  const agents = (given?: 'both') =>
    seedOf(environments, 3, [], given).groups.map((group) => group.agents);
  expect(agents()).toEqual([undefined, '2']);
  expect(agents('both')).toEqual(['both', 'both']);
});
