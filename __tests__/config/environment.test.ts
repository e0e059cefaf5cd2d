import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { allDestinations, type Environment } from '../../src/config/destination.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';
import type { Configuration } from '../../src/config/resolved-configuration.ts';
import type { Variables } from '../../src/config/variables.ts';

const example = readFileSync(new URL('example.yml', import.meta.url), 'utf8');

function load(text: string): Configuration {
  const loaded = loadConfiguration(text, 'fanout.yml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, undefined, 1));
  return loaded.configuration;
}

const noVariables: Variables = { vars: {}, env: {} };

function resolve(text: string, name: string, variables: Partial<Variables> = {}): Environment {
  const resolved = resolveEnvironment(load(text), name, { ...noVariables, ...variables });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems, undefined, 1));
  return resolved.environment;
}

function problemsOf(text: string, name: string, variables: Partial<Variables> = {}): string[] {
  const resolved = resolveEnvironment(load(text), name, { ...noVariables, ...variables });
  return resolved.ok
    ? []
    : resolved.problems.map(
        (p) => `${p.line ? `${p.line}:${p.column} ` : ''}${p.message} (${p.hint})`,
      );
}

/** A file of one environment, with settings where they may stand. */
function file({ top = '', defaults = '', account = '', environment = '', own = '' } = {}): string {
  return `version: 1
application: orders
bundle: { bucket: bundles }
${top}
accounts:
  dev: { id: "111111111111", ${account} }
defaults: { deploymentGroup: web, ${defaults} }
environments:
  test:
    accounts: [dev]
    regions: [eu-west-1, us-east-1]
    ${environment}
    destinations: [{ account: dev, region: us-east-1, ${own} }]
`;
}

function destinationsOf(text: string, variables?: Partial<Variables>) {
  return allDestinations(resolve(text, 'test', variables));
}

test('the example', () => {
  const variables = { ...noVariables, env: { EXTERNAL_ID: 'secret-1' } };
  const resolved = resolveEnvironment(load(example), 'production', variables);
  expect(resolved).toMatchObject({ ok: true, secrets: ['secret-1'] });
  const environment = resolve(example, 'production', variables);
  const { waves, recordsDestination, ...rest } = environment;
  // The file's first, though another one is deployed before it.
  expect(recordsDestination).toEqual(waves[1]?.destinations[0]);
  expect(rest).toEqual({
    name: 'production',
    application: 'orders',
    after: ['test'],
    onFailure: 'rollback',
    stopRunning: false,
    onOlder: 'refuse',
    onCancel: 'stop-and-rollback',
  });
  expect(
    waves.map(({ destinations, ...wave }) => ({ ...wave, ids: destinations.map(({ id }) => id) })),
  ).toEqual([
    {
      name: 'canary',
      ids: ['retail/ap-southeast-1'],
      bake: 600_000,
      maxFailures: 0,
      failureMode: 'soft',
      maxParallel: 1,
    },
    {
      name: 'rest',
      ids: ['retail/eu-west-1', 'retail/us-east-1', 'retail/us-east-1/orders-legacy'],
      bake: 0,
      maxFailures: 0,
      failureMode: 'soft',
      maxParallel: 10,
    },
  ]);
  expect(allDestinations(environment)[0]).toEqual({
    id: 'retail/ap-southeast-1',
    account: { name: 'retail', id: '222222222222' },
    region: 'ap-southeast-1',
    partition: 'aws',
    application: 'orders',
    deploymentGroup: 'orders-production',
    role: {
      arn: 'arn:aws:iam::222222222222:role/x',
      externalId: 'secret-1',
      via: 'arn:aws:iam::333333333333:role/x',
      sessionTags: false,
    },
    readRole: { arn: 'arn:aws:iam::222222222222:role/x' },
    bucket: 'deploy-222222222222-ap-southeast-1',
    bucketOwner: '222222222222',
    deploymentConfig: 'CodeDeployDefault.OneAtATime',
    fileExistsBehavior: 'DISALLOW',
    ignoreApplicationStopFailures: false,
    updateOutdatedInstancesOnly: false,
    rollback: {
      auto: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'],
      ignoreApplicationStopFailures: true,
      fileExistsBehavior: 'OVERWRITE',
    },
    timeout: 2_700_000,
    onBusy: 'wait',
    busyTimeout: 1_800_000,
    onReady: 'continue',
    failedInstances: 'warn',
    empty: 'fail',
    verify: [
      {
        kind: 'http',
        name: 'https://ap-southeast-1.orders.example.com/status',
        url: 'https://ap-southeast-1.orders.example.com/status',
        status: 200,
        json: { version: '${version}', '/Status for SQS queue': 'Healthy' },
        headers: {},
        timeout: 300_000,
        interval: 10_000,
        consecutive: 3,
        failures: 3,
      },
    ],
  });
});

describe('lease and hold are kept', () => {
  const waves = 'waves: [{ name: canary, match: "*/us-east-1" }, { name: rest, match: "*" }]';

  test.each<[string, string, object]>([
    ['with the first destination of the file, whatever its wave', '', { bucket: 'bundles' }],
    [
      'in a bucket of their own',
      'records: { bucket: "records-${vars.TEAM}" }',
      { bucket: 'records-a', bucketOwner: '111111111111', region: 'eu-west-1' },
    ],
    [
      'in one of another region and account',
      'records: { bucket: records, region: us-west-2, bucketOwner: "222222222222" }',
      { bucket: 'records', bucketOwner: '222222222222', region: 'us-west-2' },
    ],
  ])('%s', (_, top, expected) => {
    const environment = resolve(file({ top, environment: waves }), 'test', { vars: { TEAM: 'a' } });
    expect(environment.waves[0]?.destinations[0]?.id).toBe('dev/us-east-1');
    expect(environment.recordsDestination).toMatchObject({ id: 'dev/eu-west-1', ...expected });
  });

  test('in no bucket that could not be one', () => {
    expect(
      problemsOf(file({ top: 'records: { bucket: "${vars.TEAM}" }' }), 'test', {
        vars: { TEAM: 'A' },
      }),
    ).toEqual([expect.stringMatching(/^4:\d+ records\.bucket must be a bucket name: .*, not "A"/)]);
  });
});

test('without anything set, the defaults', () => {
  const environment = resolve(file(), 'test');
  expect(environment).toMatchObject({
    after: [],
    onFailure: 'stop',
    stopRunning: false,
    onOlder: 'refuse',
    onCancel: 'stop-and-rollback',
    waves: [{ name: 'all', maxParallel: 2, maxFailures: 0, bake: 0 }],
  });
  const [destination] = allDestinations(environment);
  expect(destination).toEqual({
    id: 'dev/eu-west-1',
    account: { name: 'dev', id: '111111111111' },
    region: 'eu-west-1',
    partition: 'aws',
    application: 'orders',
    deploymentGroup: 'web',
    bucket: 'bundles',
    bucketOwner: '111111111111',
    ignoreApplicationStopFailures: false,
    updateOutdatedInstancesOnly: false,
    rollback: {},
    timeout: 2_700_000,
    onBusy: 'wait',
    busyTimeout: 1_800_000,
    onReady: 'continue',
    failedInstances: 'warn',
    empty: 'fail',
    verify: [],
  });
});

describe('the nearest setting wins', () => {
  const settings: [string, string, string, string, unknown[]][] = [
    ['timeout', '1m', '2m', '3m', [60_000, 120_000, 180_000]],
    ['bucket', 'one', 'two', 'three', ['one', 'two', 'three']],
    ['application', 'one', 'two', 'three', ['one', 'two', 'three']],
    ['deploymentGroup', 'one', 'two', 'three', ['one', 'two', 'three']],
    ['onBusy', 'fail', 'stop', 'wait', ['fail', 'stop', 'wait']],
    ['failedInstances', 'warn', 'fail', 'warn', ['warn', 'fail', 'warn']],
    ['ignoreApplicationStopFailures', 'true', 'false', 'true', [true, false, true]],
    [
      'rollback',
      '{ auto: [] }',
      '{ fileExistsBehavior: RETAIN }',
      '{}',
      [{ auto: [] }, { fileExistsBehavior: 'RETAIN' }, {}],
    ],
    [
      'alarms',
      '[a]',
      '{ names: [b], ignorePollFailure: true }',
      '[]',
      [
        { names: ['a'], ignorePollFailure: false, onInconclusive: 'stop' },
        { names: ['b'], ignorePollFailure: true, onInconclusive: 'continue' },
        { names: [], ignorePollFailure: false, onInconclusive: 'stop' },
      ],
    ],
  ];
  test.each(settings)('%s', (key, one, two, three, [first, second, third]) => {
    const set = (value: string) => `${key}: ${value}`;
    const read = (text: string) =>
      destinationsOf(text).map((destination) => destination[key as keyof typeof destination]);
    // What is set for all cannot go into defaults twice.
    const text = file({ defaults: set(one) }).replace(
      key === 'deploymentGroup' ? 'deploymentGroup: web, ' : '\0',
      '',
    );
    expect(read(text)).toEqual([first, first]);
    expect(read(text.replace('regions:', `${set(two)}\n    regions:`))).toEqual([second, second]);
    const all = text
      .replace('regions:', `${set(two)}\n    regions:`)
      .replace('region: us-east-1,', `region: us-east-1, ${set(three)},`);
    expect(read(all)).toEqual([second, third]);
  });

  test('an account is nearer to its role than an environment', () => {
    const role = (name: string) => `role: "arn:\${partition}:iam::111111111111:role/${name}"`;
    const arns = (text: string) => destinationsOf(text).map((destination) => destination.role?.arn);
    const places = {
      defaults: role('d'),
      environment: role('e'),
      account: role('a'),
      own: role('o'),
    };
    const { own: _, ...noOwn } = places;
    const { account: __, ...noAccount } = noOwn;
    const named = (name: string) => `arn:aws:iam::111111111111:role/${name}`;
    expect(arns(file(places))).toEqual([named('a'), named('o')]);
    expect(arns(file(noOwn))).toEqual([named('a'), named('a')]);
    expect(arns(file(noAccount))).toEqual([named('e'), named('e')]);
    expect(arns(file({ defaults: role('d') }))).toEqual([named('d'), named('d')]);
  });

  test('a run setting of the environment over that of the defaults', () => {
    const text = file({
      defaults: 'onFailure: continue, onCancel: leave',
      environment: 'onCancel: stop',
    });
    expect(resolve(text, 'test')).toMatchObject({ onFailure: 'continue', onCancel: 'stop' });
  });
});

describe('ids', () => {
  const text = (destinations: string) => `version: 1
application: orders
bundle: { bucket: bundles }
accounts: { dev: "111111111111" }
defaults: { deploymentGroup: web }
environments:
  test:
    accounts: [dev]
    regions: [eu-west-1]
    destinations: [${destinations}]
`;
  test.each([
    ['one', '', ['dev/eu-west-1']],
    [
      'another region',
      '{ account: dev, region: us-east-1, add: true }',
      ['dev/eu-west-1', 'dev/us-east-1'],
    ],
    [
      'a second group',
      '{ account: dev, region: eu-west-1, deploymentGroup: old, add: true }',
      ['dev/eu-west-1', 'dev/eu-west-1/old'],
    ],
    [
      'two more of one name in other applications',
      '{ account: dev, region: eu-west-1, application: a, add: true }, { account: dev, region: eu-west-1, application: b, add: true }',
      ['dev/eu-west-1', 'dev/eu-west-1/web', 'dev/eu-west-1/b/web'],
    ],
  ])('%s', (_, destinations, ids) => {
    expect(destinationsOf(text(destinations)).map(({ id }) => id)).toEqual(ids);
  });
});

describe('variables', () => {
  test('all of them', () => {
    const [destination] = destinationsOf(
      file({
        top: 'vars: { a: from-file, b: from-file }',
        environment: `application: "\${environment}-orders"
    deploymentGroup: "\${application}.\${account.name}.\${region}"
    bucket: "\${account.id}-\${partition}-\${vars.a}-\${vars.b}"
    verify:
      - http:
          url: "https://\${deploymentGroup}.example.com/\${build.number}/\${commit}/\${digest}"
          headers: { token: "Bearer \${env.TOKEN}" }`,
      }),
      { buildNumber: '7', commit: 'abc', vars: { b: 'from-flag' }, env: { TOKEN: 't0k' } },
    );
    expect(destination).toMatchObject({
      application: 'test-orders',
      deploymentGroup: 'test-orders.dev.eu-west-1',
      bucket: '111111111111-aws-from-file-from-flag',
      verify: [
        {
          url: `https://test-orders.dev.eu-west-1.example.com/7/abc/\${digest}`,
          headers: { token: 'Bearer t0k' },
        },
      ],
    });
  });

  test.each([
    ['of China', 'cn-north-1', 'aws-cn', 'arn:aws-cn:iam::111111111111:role/x'],
    ['of GovCloud', 'us-gov-west-1', 'aws-us-gov', 'arn:aws-us-gov:iam::111111111111:role/x'],
  ])('a region %s', (_, region, partition, arn) => {
    const text = file({ defaults: 'role: "arn:${partition}:iam::${account.id}:role/x"' })
      .replace('[eu-west-1, us-east-1]', `[${region}]`)
      .replace(/ +destinations.*\n/, '');
    expect(destinationsOf(text)).toMatchObject([{ partition, role: { arn } }]);
  });

  test.each([
    [
      'a variable that nobody sets',
      'deploymentGroup: "web-${vars.color}"',
      '12:22 environments.test.deploymentGroup: the variable "color" has no value (set it under "vars", or pass --var color=VALUE)',
    ],
    [
      'an environment variable that is empty',
      'role: { arn: "arn:aws:iam::111111111111:role/x", externalId: "${env.EMPTY}" }',
      '12:66 environments.test.role.externalId: the environment variable "EMPTY" is not set (set it in the job, as a secret of the CI system)',
    ],
    [
      'a secret of the wrong form, not shown',
      'role: { arn: "arn:aws:iam::111111111111:role/x", externalId: "${env.ODD}" }',
      '12:66 environments.test.role.externalId must be 2 to 1224 letters, digits and any of + = , . @ : / _ -, not "${env.ODD}" (undefined)',
    ],
    [
      'no build number',
      'verify: [{ http: { url: "http://a/${build.number}" } }]',
      '12:29 environments.test.verify[0].http.url: the build number is not known (a CI system sets it)',
    ],
    [
      'a value that makes a wrong name',
      'deploymentGroup: "web-${vars.odd}"',
      '12:22 environments.test.deploymentGroup must be at most 100 letters, digits and any of + = , . @ _ -, not "web-a b" (it comes from "web-${vars.odd}" for dev/eu-west-1)',
    ],
    [
      'a value that is a variable: text and no more',
      'deploymentGroup: "web-${vars.tricky}"',
      '12:22 environments.test.deploymentGroup must be at most 100 letters, digits and any of + = , . @ _ -, not "web-${region}" (it comes from "web-${vars.tricky}" for dev/eu-west-1)',
    ],
    [
      'one mistake where two settings need it',
      'application: "${vars.color}"\n    deploymentGroup: "${application}-web"',
      '12:18 environments.test.application: the variable "color" has no value (set it under "vars", or pass --var color=VALUE)',
    ],
  ])('%s', (_, environment, problem) => {
    const variables = {
      vars: { odd: 'a b', tricky: '${region}' },
      env: { EMPTY: '', ODD: 'not shown' },
    };
    expect(problemsOf(file({ environment }), 'test', variables)).toEqual([problem]);
  });

  test('a value never becomes part of what is filled in later', () => {
    const [destination] = destinationsOf(
      file({
        environment: `verify: [{ http: { url: "http://a", contains: "$\${x} \${vars.a}\${vars.b} \${version}" } }]`,
      }),
      { vars: { a: '$', b: '{version}' } },
    );
    expect(destination?.verify).toMatchObject([{ contains: '$${x} $${version} ${version}' }]);
  });
});

test.each([
  ['prod', 'there is no environment "prod" in fanout.yml (there are: test, production)'],
  ['tset', 'there is no environment "tset" in fanout.yml (did you mean "test"?)'],
  [
    'constructor',
    'there is no environment "constructor" in fanout.yml (there are: test, production)',
  ],
])('an unknown environment: %s', (name, problem) => {
  expect(problemsOf(example, name)).toEqual([problem]);
});

test.each([
  ['one glob over ids', '"dev/eu-*"', ['dev/eu-west-1']],
  ['several', '["*/eu-*", "dev/us-*"]', ['dev/eu-west-1', 'dev/us-east-1']],
  ['by region', '{ region: us-* }', ['dev/us-east-1']],
  ['by account and region', '{ account: d?v, region: [us-east-1] }', ['dev/us-east-1']],
  ['by group', '{ deploymentGroup: w* }', ['dev/eu-west-1', 'dev/us-east-1']],
])('waves match %s', (_, match, ids) => {
  const rest = ids.length === 2 ? '' : ', { name: rest, match: "*" }';
  const text = file({ environment: `waves: [{ name: first, match: ${match} }${rest}]` });
  expect(resolve(text, 'test').waves[0]?.destinations.map(({ id }) => id)).toEqual(ids);
});
