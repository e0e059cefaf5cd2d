import { expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';

function resolved(consul: string, env: Record<string, string> = {}) {
  const text = `
version: 1
application: orders
bundle: { source: app, bucket: "b-\${region}" }
accounts: { dev: "111111111111" }
environments:
  test: { accounts: [dev], regions: [eu-west-1], deploymentGroup: orders, verify: [{ consul: ${consul} }] }
`;
  const loaded = loadConfiguration(text, 'fanout.yml');
  if (!loaded.ok) return { problems: loaded.problems.map(({ message }) => message) };
  const found = resolveEnvironment(loaded.configuration, 'test', { vars: {}, env });
  if (!found.ok) return { problems: found.problems.map(({ message }) => message) };
  const { environment, secrets } = found as typeof found & { secrets: unknown };
  return { check: environment.waves[0]?.destinations[0]?.verify[0], secrets };
}

test('the smallest check looks for the version among the metadata, and for hosts among the nodes', () => {
  expect(resolved('{ url: "http://consul.${region}:8500", service: orders }').check).toMatchObject({
    kind: 'consul',
    name: 'orders in Consul',
    url: 'http://consul.eu-west-1:8500',
    service: 'orders',
    meta: { version: '${version}' },
    tags: [],
    instance: 'node',
  });
});

test('where tags hold the version, no metadata is asked for', () => {
  const { check } = resolved('{ url: "http://c:8500", service: orders, tags: ["v${version}"] }');
  expect(check).toMatchObject({ meta: {}, tags: ['v${version}'] });
});

test('a token may come from the environment, and nothing else may', () => {
  const token = resolved('{ url: "http://c:8500", service: orders, token: "${env.T}" }', {
    T: 'a-secret',
  });
  expect(token.check).toMatchObject({ token: 'a-secret' });
  const service = resolved('{ url: "http://c:8500", service: "${env.T}" }', { T: 'a-secret' });
  expect(service.problems?.[0]).toContain('env.T');
});

test.each([
  ['{ url: "ftp://c", service: orders }', 'http://'],
  ['{ url: "http://c:8500" }', 'service'],
  ['{ url: "http://c:8500", service: orders, instance: ip }', '"nodeMeta.KEY"'],
  ['{ url: "http://c:8500", service: orders }, http: { url: "http://x" }', 'one of "http"'],
])('%s is refused', (consul, words) => {
  expect(resolved(consul).problems?.join('\n')).toContain(words);
});
