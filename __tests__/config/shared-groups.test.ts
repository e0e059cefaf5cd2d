import { describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';

function load(environments: Record<string, string>, group = 'orders') {
  const text = [
    'version: 1',
    'application: orders',
    'bundle: { bucket: "deploy-${account.id}-${region}" }',
    'accounts: { dev: "111111111111", retail: "222222222222" }',
    `defaults: { deploymentGroup: "${group}" }`,
    'environments:',
    ...Object.entries(environments).map(([name, settings]) => `  ${name}: { ${settings} }`),
  ];
  const loaded = loadConfiguration(text.join('\n'), 'fanout.yml');
  const told = loaded.ok ? loaded.configuration.warnings : loaded.problems;
  return { loaded, told, messages: told.map(({ line, message }) => `${line}: ${message}`) };
}

const dev = 'accounts: [dev], regions: [eu-west-1]';
const both = 'accounts: [dev, retail], regions: [eu-west-1]';
const apart = 'accounts: [retail], regions: [eu-west-1]';

describe('two environments that name the same group', () => {
  test.each([
    ['alike', { test: dev, production: dev }],
    ['one after the other', { test: dev, production: `${both}, after: [test]` }],
    [
      'one after the other, with another between',
      {
        test: dev,
        stage: `${apart}, deploymentGroup: stage, after: [test]`,
        production: `${both}, after: [stage]`,
      },
    ],
    [
      'in a part of each',
      {
        test: `${dev}, destinations: [{ account: dev, region: us-east-1, add: true }]`,
        production: both,
      },
    ],
  ])('are an error with a place: %s', (_, environments) => {
    const { loaded, messages, told } = load(environments);
    expect(loaded.ok).toBe(false);
    const line = 6 + Object.keys(environments).length;
    expect(messages).toEqual([
      `${line}: environments.production: "test" names the same deployment group (dev/eu-west-1)`,
    ]);
    expect(told[0]?.hint).toContain('sharesGroups: [test]');
  });

  test.each(['test', 'production'])('are none where %s says that it shares them', (which) => {
    const other = which === 'test' ? 'production' : 'test';
    const environments = {
      test: dev,
      production: dev,
      [which]: `${dev}, sharesGroups: [${other}]`,
    };
    expect(load(environments)).toMatchObject({ loaded: { ok: true }, messages: [] });
  });

  test('are a warning where one is a mere part of the other', () => {
    const { loaded, messages } = load({ production: both, one: dev });
    expect(loaded.ok).toBe(true);
    expect(messages).toEqual([
      '8: environments.one: "production" names the same deployment group (dev/eu-west-1)',
    ]);
  });

  test('are found once variables have values, and groups by the name of the environment are fine', () => {
    const environments = { test: dev, production: dev };
    expect(load(environments, 'orders-${environment}').messages).toEqual([]);
    const { loaded, messages } = load(environments, 'orders-${vars.CHANNEL}');
    expect(messages).toEqual([]);
    if (!loaded.ok) throw new Error('it is right so far');
    const variables = { vars: { CHANNEL: 'stable' }, env: {} };
    expect(resolveEnvironment(loaded.configuration, 'test', variables)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('names the same deployment group') }],
    });
  });
});

test('a region that may be a new one is a warning, with the nearest that is known', () => {
  const { loaded, told } = load({ test: 'accounts: [dev], regions: [eu-west-4, eu-west-1]' });
  expect(loaded.ok).toBe(true);
  expect(told).toEqual([
    expect.objectContaining({
      message: 'environments.test.regions[0]: no region "eu-west-4" is known',
      hint: expect.stringMatching(/did you mean "eu-west-\d"\?/),
    }),
  ]);
});
