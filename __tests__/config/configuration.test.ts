import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';

const example = readFileSync(new URL('example.yml', import.meta.url), 'utf8');

const smallest = `version: 1
application: orders
bundle: { bucket: "deploy-\${region}" }
accounts: { dev: "111111111111" }
defaults: { deploymentGroup: orders }
environments: { test: { accounts: [dev], regions: [eu-west-1] } }
`;

/** The smallest file with one line replaced; lines count from 1. */
function withLine(line: number, text: string): string {
  return smallest
    .split('\n')
    .map((each, index) => (index === line - 1 ? text : each))
    .join('\n');
}

function problemsOf(text: string): string[] {
  const loaded = loadConfiguration(text, 'fanout.yml');
  if (loaded.ok) return [];
  return loaded.problems.map(
    ({ line, column, message, hint }) =>
      `${line}:${column} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

describe('what is taken', () => {
  test('the example', () => {
    expect(problemsOf(example)).toEqual([]);
    expect(loadConfiguration(example, 'fanout.yml')).toMatchObject({
      configuration: {
        file: 'fanout.yml',
        environments: ['test', 'production'],
        lintOff: ['files/relative-destination'],
        rehearsal: { instances: 3, hookSeconds: 2 },
      },
    });
  });

  test('six lines', () => {
    expect(problemsOf(smallest)).toEqual([]);
    expect(loadConfiguration(smallest, 'fanout.yml')).toMatchObject({
      configuration: { lintOff: [], rehearsal: { instances: 3, hookSeconds: 2 } },
    });
  });

  const whole = 'accounts: [dev], regions: [eu-west-1]';
  test.each([
    ['anchors at the top', 'environments: { test: { accounts: [dev], regions: *r } }'],
    ['notes in an environment', `environments: { test: { x-owner: me, ${whole} } }`],
    [
      'variables that only a run has',
      `environments: { test: { deploymentGroup: "\${vars.group}", ${whole} } }`,
    ],
    [
      'an added destination alone',
      'environments: { test: { destinations: [{ account: dev, region: eu-west-1, add: true }] } }',
    ],
    ['alarms switched off', `environments: { test: { alarms: [], ${whole} } }`],
    [
      '50 alarms, as many as a group may have',
      `environments: { test: { alarms: [${alarms(50)}], ${whole} } }`,
    ],
    [
      'a region nobody knows yet',
      'environments: { test: { accounts: [dev], regions: [xy-northwest-7] } }',
    ],
  ])('%s', (_, environments) => {
    expect(problemsOf(`x-regions: &r [eu-west-1]\n${withLine(6, environments)}`)).toEqual([]);
  });
});

describe('what is refused', () => {
  // » marks where the problem is expected.
  const environment = (settings: string) =>
    `environments: { test: { accounts: [dev], regions: [eu-west-1], ${settings} } }`;

  test.each([
    [
      'another format',
      1,
      'version: »2',
      'version must be 1, the only version there is, not the number "2"',
    ],
    [
      'an account id as a number',
      4,
      'accounts: { dev: »111111111111 }',
      'accounts.dev must be an account id of twelve digits in quotes, or a mapping with "id", not the number "111111111111" (to YAML it is a number, which loses leading zeros: write it in quotes)',
    ],
    [
      'an account id within a mapping',
      4,
      'accounts: { dev: { id: »012345678901 } }',
      'accounts.dev.id must be an account id of twelve digits in quotes, not the number "012345678901" (to YAML it is a number, which loses leading zeros: write it in quotes)',
    ],
    [
      'a short account id',
      4,
      'accounts: { dev: »"1111" }',
      'accounts.dev must be an account id of twelve digits in quotes, not "1111"',
    ],
    [
      'one account under two names',
      4,
      'accounts: { dev: "111111111111", prod: »"111111111111" }',
      'accounts.prod: the account "111111111111" already has the name "dev" (one name is enough: a destination may have its own role)',
    ],
    [
      'a duration without a unit',
      6,
      environment('timeout: »45'),
      'environments.test.timeout must be a duration such as "45m", "1h30m" or "90s", a week at most, not the number "45" (a unit is missing: 45m, 45s)',
    ],
    [
      'a duration in words',
      6,
      environment('timeout: »soon'),
      'environments.test.timeout must be a duration such as "45m", "1h30m" or "90s", a week at most, not "soon"',
    ],
    [
      'a duration beyond a week',
      6,
      environment('timeout: »169h'),
      'environments.test.timeout must be a duration such as "45m", "1h30m" or "90s", a week at most, not "169h"',
    ],
    [
      'an unknown setting',
      6,
      environment('»timeuot: 45m'),
      'environments.test: unknown key "timeuot" (did you mean "timeout"?)',
    ],
    [
      'an unknown policy',
      6,
      environment('onFailure: »rolback'),
      'environments.test.onFailure must be one of stop, rollback, continue, not "rolback" (did you mean "rollback"?)',
    ],
    [
      'a region that is none',
      6,
      'environments: { test: { accounts: [dev], regions: [»europe] } }',
      'environments.test.regions[0] must be a region such as "eu-west-1" or "us-gov-west-1", not "europe"',
    ],
    [
      'a region that is nearly one',
      6,
      'environments: { test: { accounts: [dev], regions: [»eu-wset-1] } }',
      'environments.test.regions[0] must be a region that exists, not "eu-wset-1" (did you mean "eu-west-1"?)',
    ],
    [
      'an account twice',
      6,
      'environments: { test: { accounts: [dev, »dev], regions: [eu-west-1] } }',
      'environments.test.accounts[1] must be different from those before it, not "dev" (it is already there as [0])',
    ],
    [
      'groups of another environment, which is not there',
      6,
      environment('sharesGroups: [»tset]'),
      'environments.test.sharesGroups[0]: there is no environment "tset" (did you mean "test"?)',
    ],
    [
      'a soak in an environment that is not there',
      6,
      environment('after: [{ environment: »tset, soak: 24h }]'),
      'environments.test.after[0].environment: there is no environment "tset" (did you mean "test"?)',
    ],
    [
      'more alarms than a group may have',
      6,
      environment(`alarms: »[${alarms(51)}]`),
      'environments.test.alarms must be a list with at most 50 entries, not a list of 51',
    ],
    [
      'a soak without a length',
      6,
      environment('after: [»{ environment: test }]'),
      'environments.test.after[0]: "soak" is missing (it must be a duration such as "45m", "1h30m" or "90s", a week at most)',
    ],
    [
      'a region twice',
      6,
      'environments: { test: { accounts: [dev], regions: [eu-west-1, »eu-west-1] } }',
      'environments.test.regions[1] must be different from those before it, not "eu-west-1" (it is already there as [0])',
    ],
    [
      'an account that is not there',
      6,
      'environments: { test: { accounts: [»dve], regions: [eu-west-1] } }',
      'environments.test.accounts[0]: there is no account "dve" (did you mean "dev"?)',
    ],
    [
      'an account that every object has',
      6,
      'environments: { test: { accounts: [»constructor], regions: [eu-west-1] } }',
      'environments.test.accounts[0]: there is no account "constructor" (there is: dev)',
    ],
    [
      'after an environment that is not there',
      6,
      environment('after: [»tset]'),
      'environments.test.after[0]: there is no environment "tset" (did you mean "test"?)',
    ],
    [
      'after itself',
      6,
      environment('after: [»test]'),
      'environments.test.after[0]: environments come after each other: test after test',
    ],
    [
      'regions of two partitions',
      6,
      'environments: { test: { accounts: [dev], regions: [eu-west-1, »cn-north-1] } }',
      'environments.test.regions[1]: "cn-north-1" is in the partition "aws-cn", "eu-west-1" in "aws" (no account is in two partitions: add these as single destinations (add: true))',
    ],
    [
      'an added region of another partition',
      6,
      environment('destinations: [{ account: dev, region: »us-gov-west-1, add: true }]'),
      'environments.test.destinations[0].region: "us-gov-west-1" is in the partition "aws-us-gov", but account "dev" has "eu-west-1" (no account is in two partitions)',
    ],
    [
      'no destinations',
      6,
      'environments: { »test: { timeout: 1m } }',
      'environments.test has no destinations (give it "accounts" and "regions", or "destinations" with "add: true")',
    ],
    [
      'regions without accounts',
      6,
      'environments: { »test: { regions: [eu-west-1] } }',
      'environments.test: "regions" also needs "accounts"',
    ],
    [
      'no environments',
      6,
      'environments: »{}',
      'environments must be a mapping with 1 to 100 environments, not a mapping',
    ],
    [
      'an override of nothing',
      6,
      environment('destinations: [»{ account: dev, region: us-east-1 }]'),
      'environments.test.destinations[0]: "dev/us-east-1" is not among this environment\'s accounts and regions (to add it as one more destination, write "add: true")',
    ],
    [
      'an override twice',
      6,
      environment(
        'destinations: [{ account: dev, region: eu-west-1 }, »{ account: dev, region: eu-west-1 }]',
      ),
      'environments.test.destinations[1]: "dev/eu-west-1" is already overridden above (for a second deployment group there, write "add: true")',
    ],
    [
      'the same destination twice',
      6,
      environment('destinations: [»{ account: dev, region: eu-west-1, add: true }]'),
      'environments.test.destinations[0]: "orders" in dev/eu-west-1 is already a destination (give it its own "deploymentGroup")',
    ],
    [
      'a bucket that cannot be',
      3,
      'bundle: { bucket: »"Deploy_${region}" }',
      'bundle.bucket must be a bucket name: 3 to 63 small letters, digits, "-" or ".", with a letter or digit at both ends, not "Deploy_eu-west-1" (it comes from "Deploy_${region}" for dev/eu-west-1)',
    ],
    [
      'a variable that is not there',
      3,
      'bundle: { bucket: »"deploy-${regoin}" }',
      'bundle.bucket: there is no variable "${regoin}" (did you mean "${region}"?)',
    ],
    [
      'a variable of the wrong kind',
      3,
      'bundle: { bucket: »"deploy-${version}" }',
      'bundle.bucket: "${version}" cannot be used here (it is known once the bundle is built: in "verify")',
    ],
    [
      'a secret where it would be shown',
      3,
      'bundle: { bucket: »"deploy-${env.TOKEN}" }',
      'bundle.bucket: "${env.TOKEN}" cannot be used here (environment variables are for "externalId" and "headers" only)',
    ],
    [
      'a variable without an end',
      3,
      'bundle: { bucket: »"deploy-${region" }',
      'bundle.bucket: "${region" has no closing "}" (write $${ for a literal ${)',
    ],
    [
      'an application by region',
      2,
      'application: »orders-${region}',
      'application: "${region}" cannot be used here (allowed here: environment, vars.NAME; write $${ for a literal ${)',
    ],
    [
      'an application with blanks',
      2,
      'application: »my orders',
      'application must be at most 100 letters, digits and any of + = , . @ _ -, not "my orders"',
    ],
    [
      'the role of another account',
      6,
      environment('role: »"arn:aws:iam::222222222222:role/x"'),
      'environments.test.role must be in the account 111111111111 that it is for, not "arn:aws:iam::222222222222:role/x"',
    ],
    [
      'the role of another partition',
      6,
      environment('role: »"arn:aws-cn:iam::111111111111:role/x"'),
      'environments.test.role must be in the partition "aws", as eu-west-1 is, not "arn:aws-cn:iam::111111111111:role/x"',
    ],
    [
      'the key of another region',
      6,
      environment('kms: »"arn:aws:kms:us-east-1:111111111111:key/1"'),
      'environments.test.kms must be a key in eu-west-1, not "arn:aws:kms:us-east-1:111111111111:key/1"',
    ],
    [
      'the alias of a key',
      6,
      environment('kms: »"arn:aws:kms:eu-west-1:111111111111:alias/a"'),
      'environments.test.kms must be the full ARN of a key, not an alias, such as "arn:aws:kms:eu-west-1:111111111111:key/…", not "arn:aws:kms:eu-west-1:111111111111:alias/a"',
    ],
    [
      'a wave that matches nothing',
      6,
      environment('waves: [{ name: a, match: »{ region: us-* } }, { name: b, match: "*" }]'),
      'environments.test.waves[0].match: the wave "a" matches no destination (there are: dev/eu-west-1)',
    ],
    [
      'a wave that comes too late',
      6,
      environment('waves: [{ name: a, match: "*" }, { name: b, match: »"dev/*" }]'),
      'environments.test.waves[1].match: everything that the wave "b" matches is in an earlier wave (the first wave that matches wins)',
    ],
    [
      'a destination without a wave',
      6,
      'environments: { test: { accounts: [dev], regions: [eu-west-1, us-east-1], »waves: [{ name: a, match: { region: [eu-*] } }] } }',
      'environments.test.waves: no wave matches dev/us-east-1 (add a last wave with match: "*")',
    ],
    [
      'two waves of one name',
      6,
      'environments: { test: { accounts: [dev], regions: [eu-west-1, us-east-1], waves: [{ name: a, match: "*/eu-*" }, { name: »a, match: "*" }] } }',
      'environments.test.waves[1].name: there is already a wave "a"',
    ],
    [
      'a check of two kinds',
      6,
      environment('verify: [»{ http: { url: "http://a" }, command: [a] }]'),
      'environments.test.verify[0] must be a check with exactly one of "http", "consul" and "command", not a mapping',
    ],
    [
      'an address that is none',
      6,
      environment('verify: [{ http: { url: »"${region}.example.com" } }]'),
      'environments.test.verify[0].http.url must be an address that begins with "http://" or "https://", without a user, not "eu-west-1.example.com" (it comes from "${region}.example.com" for dev/eu-west-1)',
    ],
    [
      'tries that cannot fit',
      6,
      environment('verify: [»{ command: [a], timeout: 10s, interval: 10s, consecutive: 3 }]'),
      'environments.test.verify[0]: its timeout ends before that many tries can succeed ("consecutive" 3 times "interval" must fit into "timeout")',
    ],
    [
      'verifying without a check',
      6,
      environment('onReady: »verify-then-continue'),
      'environments.test.onReady: there is nothing to verify ("verify" must have a check)',
    ],
    [
      'an unknown variable deep inside',
      6,
      environment('verify: [{ http: { url: "http://a", json: { a: [{ b: »"${c}" }] } } }]'),
      'environments.test.verify[0].http.json.a[0].b: there is no variable "${c}" (allowed here: environment, vars.NAME, account.id, account.name, region, partition, application, deploymentGroup, build.number, commit, version, digest; write $${ for a literal ${)',
    ],
    [
      'too many destinations',
      6,
      `environments: { »test: { accounts: [dev], regions: [${Array.from({ length: 1001 }, (_, i) => `xy-${'abcdefghij'[i % 10]}${'abcdefghij'[Math.floor(i / 10) % 10]}${'abcdefghijk'[Math.floor(i / 100)]}-1`)}] } }`,
      'environments.test: 1001 destinations are too many (1000 at most)',
    ],
  ])('%s', (_, line, text, problem) => {
    const place = `${line}:${text.indexOf('»') + 1}`;
    expect(problemsOf(withLine(line, text.replace('»', '')))).toEqual([`${place} ${problem}`]);
  });

  test.each([
    [
      3,
      'bundle: {}',
      '"bucket" is missing for dev/eu-west-1 (set it here or under "bundle", for all)',
    ],
    [
      5,
      'defaults: {}',
      '"deploymentGroup" is missing for dev/eu-west-1 (set it here or under "defaults", for all)',
    ],
  ])('what a destination lacks, at its environment: line %i', (line, text, problem) => {
    expect(problemsOf(withLine(line, text))).toEqual([`6:17 environments.test: ${problem}`]);
  });

  test('an environment with two names of one account: the second name alone', () => {
    const accounts = 'accounts: { dev: "111111111111", prod: "111111111111" }';
    const both = withLine(
      6,
      'environments: { test: { accounts: [dev, prod], regions: [eu-west-1] } }',
    )
      .split('\n')
      .map((line, index) => (index === 3 ? accounts : line))
      .join('\n');
    expect(problemsOf(both)).toEqual([
      '4:40 accounts.prod: the account "111111111111" already has the name "dev" (one name is enough: a destination may have its own role)',
    ]);
  });

  test('environments that wait for each other', () => {
    const cells = 'accounts: [dev], regions: [eu-west-1]';
    const environments = `environments:
  a: { after: [c], ${cells} }
  b: { after: [a], deploymentGroup: b, ${cells} }
  c: { after: [b], deploymentGroup: c, ${cells} }`;
    expect(problemsOf(withLine(6, environments))).toEqual([
      '8:16 environments.b.after[0]: environments come after each other: a after c after b after a',
    ]);
  });
});

function alarms(count: number): string {
  return Array.from({ length: count }, (_, index) => `orders-${index}`).join(', ');
}
