import { describe, expect, test } from '@jest/globals';
import { bundleSettings } from '../../src/config/bundle-settings.ts';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { type SingleOptions, singleDestination } from '../../src/config/single.ts';

const options: SingleOptions = {
  application: 'orders',
  deploymentGroup: 'web',
  region: 'eu-west-1',
  bucket: 'bundles',
};

function problemsOf(changes: SingleOptions): string[] {
  const single = singleDestination({ ...options, ...changes });
  return single.ok ? [] : single.problems.map(({ message }) => message);
}

describe('a destination without a file', () => {
  test('in the account of the credentials at hand', () => {
    const single = singleDestination(options);
    expect(single).toMatchObject({
      environment: {
        name: 'default',
        application: 'orders',
        waves: [
          {
            maxParallel: 1,
            destinations: [
              {
                id: 'default/eu-west-1',
                account: { name: 'default' },
                partition: 'aws',
                timeout: 2_700_000,
              },
            ],
          },
        ],
      },
    });
    expect(single.ok && single.environment.waves[0]?.destinations[0]).not.toHaveProperty('role');
    expect(single.ok && single.environment.waves[0]?.destinations[0]).not.toHaveProperty(
      'bucketOwner',
    );
  });

  test('in the account of a role', () => {
    expect(
      singleDestination({
        ...options,
        role: 'arn:aws:iam::111111111111:role/x',
        roleExternalId: 'id',
        roleVia: 'arn:aws:iam::222222222222:role/y',
        kms: 'arn:aws:kms:eu-west-1:111111111111:key/1',
      }),
    ).toMatchObject({
      environment: {
        waves: [
          {
            destinations: [
              {
                id: '111111111111/eu-west-1',
                account: { name: '111111111111', id: '111111111111' },
                bucketOwner: '111111111111',
                role: {
                  arn: 'arn:aws:iam::111111111111:role/x',
                  externalId: 'id',
                  via: 'arn:aws:iam::222222222222:role/y',
                },
                kms: 'arn:aws:kms:eu-west-1:111111111111:key/1',
              },
            ],
          },
        ],
      },
    });
  });

  test('everything that is wrong, by the names of the inputs', () => {
    const single = singleDestination({
      application: 'a b',
      region: 'europe',
      bucketOwner: '1',
      roleVia: 'y',
      roleExternalId: '!',
    });
    expect(single.ok || single.problems.map(({ message }) => message)).toEqual([
      '--deployment-group is missing',
      '--bucket is missing',
      '--application must be at most 100 letters, digits and any of + = , . @ _ -, not "a b"',
      '--region must be a region such as "eu-west-1" or "us-gov-west-1", not "europe"',
      '--role-external-id must be 2 to 1224 letters, digits and any of + = , . @ : / _ -',
      '--role-via must be the ARN of a role such as "arn:aws:iam::111111111111:role/deploy", not "y"',
      '--bucket-owner must be an account id of twelve digits, not "1"',
      '--role-external-id also needs --role',
      '--role-via also needs --role',
    ]);
  });

  test.each([
    [{ role: 'arn:aws-cn:iam::111111111111:role/x' }, 'the partition "aws", as eu-west-1 is'],
    [{ kms: 'arn:aws:kms:us-east-1:111111111111:key/1' }, 'a key in eu-west-1'],
  ])('%j', (changes, phrase) => {
    expect(problemsOf(changes)).toEqual([expect.stringContaining(phrase)]);
  });
});

describe('bundle settings', () => {
  const settingsOf = (bundle: string, variables = {}) => {
    const text = `version: 1
application: orders
vars: { major: "3" }
bundle: { bucket: bundles, ${bundle} }
accounts: { dev: "111111111111" }
defaults: { deploymentGroup: web }
environments: { test: { accounts: [dev], regions: [eu-west-1] } }
`;
    const loaded = loadConfiguration(text, 'fanout.yml');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    return bundleSettings(loaded.configuration, { vars: {}, env: {}, ...variables });
  };

  test.each([
    [
      'nothing set',
      '',
      { buildNumber: '7' },
      { source: '.', exclude: [], version: '7', waitsFor: [] },
    ],
    ['no build number', '', {}, { source: '.', exclude: [], waitsFor: ['build.number'] }],
    [
      'all set',
      'build: [make], source: dist, appspec: a.yml, exclude: ["*.map"], version: "${vars.major}.${build.number}"',
      { buildNumber: '7' },
      {
        build: ['make'],
        source: 'dist',
        appspec: 'a.yml',
        exclude: ['*.map'],
        version: '3.7',
        waitsFor: [],
      },
    ],
    [
      'a variable from the command line',
      'version: "${vars.major}"',
      { vars: { major: '4' } },
      { source: '.', exclude: [], version: '4', waitsFor: [] },
    ],
    [
      'a commit',
      'version: "${commit}-${build.number}"',
      {},
      { source: '.', exclude: [], waitsFor: ['commit', 'build.number'] },
    ],
    [
      'a script, as it is',
      'build: "make ${TARGET}"',
      { buildNumber: '1' },
      { build: 'make ${TARGET}', source: '.', exclude: [], version: '1', waitsFor: [] },
    ],
  ])('%s', (_, bundle, variables, settings) => {
    expect(settingsOf(bundle, variables)).toEqual({ ok: true, settings });
  });

  test.each([
    ['version: "${vars.minor}"', {}, '4:37 bundle.version: the variable "minor" has no value'],
    ['version: "${region}"', {}, '4:37 bundle.version: "${region}" cannot be used here'],
    [
      '',
      { buildNumber: '1/2' },
      '4:1 bundle.version must be at most 64 letters, digits and any of . _ + -, with a letter or digit first, not "1/2"',
    ],
  ])('%s is refused', (bundle, variables, problem) => {
    const result = settingsOf(bundle, variables);
    expect(result.ok || result.problems.map((p) => `${p.line}:${p.column} ${p.message}`)).toEqual([
      problem,
    ]);
  });

  test('without a configuration', () => {
    expect(bundleSettings(undefined, { buildNumber: '7', vars: {}, env: {} })).toEqual({
      ok: true,
      settings: { source: '.', exclude: [], version: '7', waitsFor: [] },
    });
  });
});
