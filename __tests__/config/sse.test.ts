import { expect, test } from '@jest/globals';
import { type BucketPorts, bucketOf } from '../../src/aws/bucket.ts';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';

function destinationOf(bundle: string) {
  const loaded = loadConfiguration(
    `version: 1
application: orders
bundle: { source: app, bucket: "b-\${region}", ${bundle} }
accounts: { dev: "111111111111" }
environments: { test: { accounts: [dev], regions: [eu-west-1], deploymentGroup: orders } }
`,
    'fanout.yml',
  );
  if (!loaded.ok) return { problems: loaded.problems.map(({ message }) => message) };
  const found = resolveEnvironment(loaded.configuration, 'test', { vars: {}, env: {} });
  if (!found.ok) return { problems: found.problems.map(({ message }) => message) };
  return { destination: found.environment.waves[0]?.destinations[0] };
}

const ports = { clients: { s3: () => undefined } } as unknown as BucketPorts;

test.each([
  ['sse: AES256', { ServerSideEncryption: 'AES256' }],
  ['exclude: []', {}],
])('with %s writes ask for %j', (bundle, encryption) => {
  const { destination } = destinationOf(bundle);
  if (!destination) throw new Error('it was not read');
  expect(bucketOf(destination, undefined as never, ports).encryption).toEqual(encryption);
});

test('it stands for itself: a key beside it, or another kind, is refused', () => {
  const kms = 'kms: "arn:aws:kms:eu-west-1:111111111111:key/1234-abcd"';
  expect(destinationOf(`sse: AES256, ${kms}`).problems).toEqual([
    expect.stringContaining('must not stand beside "kms"'),
  ]);
  expect(destinationOf('sse: aws:kms').problems).toEqual([expect.stringContaining('AES256')]);
});
