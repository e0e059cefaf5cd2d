import { expect, test } from '@jest/globals';
import { type Overrides, withOverrides } from '../../src/config/overrides.ts';
import { singleDestination } from '../../src/config/single.ts';

const single = singleDestination({
  application: 'orders',
  deploymentGroup: 'web',
  region: 'eu-west-1',
  bucket: 'bundles',
});
if (!single.ok) throw new Error('the destination is wrong');
const { environment } = single;

test.each<[Overrides]>([
  [{ timeout: 1000 }],
  [{ deploymentConfig: 'CodeDeployDefault.AllAtOnce' }],
])('%j', (overrides) => {
  const [wave] = environment.waves;
  expect(withOverrides(environment, overrides)).toEqual({
    ok: true,
    environment: {
      ...environment,
      waves: [{ ...wave, destinations: [{ ...wave?.destinations[0], ...overrides }] }],
    },
  });
});

test('what is to become of files holds for rollbacks too', () => {
  const destination = environment.waves[0]?.destinations[0];
  const changed = withOverrides(environment, { fileExistsBehavior: 'RETAIN' });
  expect(changed.ok && changed.environment.waves[0]?.destinations).toEqual([
    {
      ...destination,
      fileExistsBehavior: 'RETAIN',
      rollback: { ...destination?.rollback, fileExistsBehavior: 'RETAIN' },
    },
  ]);
});

test('nothing given changes nothing', () => {
  const none = { timeout: undefined, deploymentConfig: undefined, fileExistsBehavior: undefined };
  expect(withOverrides(environment, none)).toStrictEqual({ ok: true, environment });
});

test('a name that cannot be', () => {
  expect(withOverrides(environment, { deploymentConfig: 'a b' })).toEqual({
    ok: false,
    problems: [
      {
        code: 'bad-option-value',
        message:
          '--deployment-config must be at most 100 letters, digits and any of + = , . @ _ -, not "a b"',
      },
    ],
  });
});
