import { expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { aBundle, anAppSpec, SCRIPT } from './a-bundle.ts';

const sections = `files: [{source: consul, destination: /etc/consul.d/config}]
hooks: {ApplicationStart: [{location: start.sh}]}`;

async function lint(file: object | string, start = 'consul reload') {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  const findings = await lintBundle(
    aBundle({
      'appspec.yml': anAppSpec(sections, 'linux'),
      'start.sh': `${SCRIPT}\n${start}\n`,
      'consul/shop.json': text,
    }),
  );
  return findings
    .filter(({ rule }) => rule.startsWith('consul/'))
    .map(({ file: of, rule, message }) => `${of} ${rule}: ${message}`);
}

const check = { http: 'http://127.0.0.1:8080/status', interval: '10s' };

test.each<[string, object | string, RegExp[]]>([
  ['a service that is right', { service: { name: 'shop', port: 8080, check } }, []],
  ['what is no JSON', '{"service": ', [/shop\.json consul\/refused: it is not JSON/]],
  ['no name', { service: { port: 8080 } }, [/refused: a service has no "name"/]],
  [
    'a port that is text',
    { service: { name: 'shop', port: '8080' } },
    [/refused: .*"port" must be/, /no-port/],
  ],
  ['no port', { service: { name: 'shop' } }, [/no-port: the service "shop" has no "port"/]],
  [
    'a check without an interval',
    { service: { name: 'shop', port: 8080, check: { http: check.http } } },
    [/refused: check .* must have an "interval"/],
  ],
  [
    'the same id twice',
    {
      services: [
        { name: 'shop', port: 1 },
        { name: 'shop', port: 2 },
      ],
    },
    [/same-id: "shop" is the id of another service in "consul\/shop\.json"/],
  ],
  [
    'an address without its scheme',
    { service: { name: 'shop', port: 8080, check: { http: 'localhost:8080/', interval: '5s' } } },
    [/never-passes: the check .* cannot pass: "localhost:8080\/" is not an HTTP address/],
  ],
  [
    'TCP without a port',
    { service: { name: 'shop', port: 8080, check: { tcp: 'localhost', interval: '5s' } } },
    [/never-passes: .* names no port/],
  ],
  [
    'another port',
    { service: { name: 'shop', port: 8080, check: { tcp: 'localhost:8081', interval: '5s' } } },
    [/other-port: .* asks port 8081, and the service has port 8080/],
  ],
])('%s', async (_, file, expected) => {
  expect(await lint(file)).toEqual(expected.map((words) => expect.stringMatching(words)));
});

test.each([
  ['consul reload', 0],
  ['systemctl reload consul', 0],
  ['curl -X PUT http://127.0.0.1:8500/v1/agent/reload', 0],
  ['pkill consul; killall -HUP consul', 0],
  ['systemctl restart shop\n# consul reload', 1],
])('%j has the agent read it again: %i findings', async (start, count) => {
  const found = await lint({ service: { name: 'shop', port: 8080, check } }, start);
  expect(found).toHaveLength(count);
});
