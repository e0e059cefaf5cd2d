import { describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { singleDestination } from '../../src/config/single.ts';

function problemsOf(bundle: string, records = ''): string[] {
  const text = `version: 1
application: orders
bundle: { source: build, ${bundle} }
accounts: { dev: "111111111111", retail: "222222222222" }
defaults: { deploymentGroup: orders }
${records}
environments:
  test: { accounts: [dev], regions: [eu-west-1] }
  production: { accounts: [retail], regions: [eu-west-1, us-east-1] }
`;
  const loaded = loadConfiguration(text, 'fanout.yml');
  return loaded.ok ? [] : loaded.problems.map(({ message }) => message);
}

const single = (options: Record<string, string>) =>
  singleDestination({
    application: 'orders',
    deploymentGroup: 'orders',
    region: 'eu-west-1',
    role: 'arn:aws:iam::222222222222:role/deploy',
    ...options,
  });

describe('a bucket that is named after an account that is not its destination’s', () => {
  test('is refused, in a file and without one', () => {
    expect(problemsOf('bucket: deploy-111111111111')).toEqual([
      'bundle.bucket names account 111111111111, and "deploy-111111111111" is for account 222222222222',
    ]);
    expect(problemsOf('bucket: bundles', 'records: { bucket: records-333333333333 }')).toEqual([
      expect.stringMatching(/^records\.bucket names account 333333333333, /),
      expect.stringMatching(/^records\.bucket names account 333333333333, /),
    ]);
    expect(single({ bucket: 'deploy-111111111111' })).toEqual({
      ok: false,
      problems: [
        {
          code: 'bad-option-value',
          message:
            '--bucket "deploy-111111111111" names account 111111111111, and the role is of account 222222222222',
          hint: 'if you mean a bucket of that account, pass --bucket-owner 111111111111',
        },
      ],
    });
  });

  test('is taken where its owner is named', () => {
    expect(problemsOf('bucket: deploy-111111111111, bucketOwner: "111111111111"')).toEqual([]);
    const named = single({ bucket: 'deploy-111111111111', bucketOwner: '111111111111' });
    expect(named.ok).toBe(true);
  });

  test('is nothing to do with other numbers, or its own', () => {
    expect(problemsOf('bucket: "b-${account.id}-20261123172900123"')).toEqual([]);
    expect(single({ bucket: 'deploy-222222222222-111111111111' }).ok).toBe(true);
  });
});
