import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fanout } from './fanout.ts';
import { noSandboxes } from './sandboxes.ts';

const title = `Consul on hosts of a rehearsal${noSandboxes && ` (skipped: ${noSandboxes})`}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'consul-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string, mode = 0o644): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
}

const definition = (version: string, check: object = { http: 'http://127.0.0.1:8080/status' }) =>
  JSON.stringify({
    service: {
      id: 'orders',
      name: 'orders',
      port: 8080,
      meta: { version },
      check: { name: 'status', interval: '10s', ...check },
    },
  });

/** A service that answers 200 or 500, and how Consul knows it. */
function aService({
  status = 200,
  version = '1.7',
  check,
}: {
  status?: number;
  version?: string;
  check?: object;
} = {}) {
  put(
    'fanout.yml',
    `version: 1
application: orders
bundle: { source: app, bucket: "deploy-\${account.id}-\${region}" }
accounts: { dev: "111111111111" }
environments:
  test:
    accounts: [dev]
    regions: [eu-west-1]
    deploymentGroup: orders
    verify: [{ consul: { url: "http://consul.example.com:8500", service: orders }, timeout: 60s }]
`,
  );
  put(
    'app/appspec.yml',
    `version: 0.0
os: linux
files:
  - { source: service.mjs, destination: /opt/orders }
  - { source: orders.service, destination: /etc/systemd/system }
  - { source: orders.json, destination: /etc/consul.d/config }
hooks:
  ApplicationStart:
    - { location: start.sh, timeout: 30 }
`,
  );
  put(
    'app/service.mjs',
    `import http from 'node:http';
http.createServer((_, response) => response.writeHead(${status}).end('hello')).listen(8080);
`,
  );
  put('app/orders.service', '[Service]\nExecStart=/usr/bin/env node /opt/orders/service.mjs\n');
  put('app/orders.json', definition(version, check));
  put(
    'app/start.sh',
    '#!/bin/sh\nset -eu\nsystemctl daemon-reload\nsystemctl restart orders\nsystemctl reload consul\nconsul catalog services\n',
    0o755,
  );
}

const rehearse = () => fanout(['rehearse', '--speed', '60', '--version', '1.7'], { cwd: folder });

(noSandboxes ? describe.skip : describe)(title, () => {
  test('a service that the bundle registers becomes healthy on every host, and is verified by that', async () => {
    aService();
    const { code, stdout } = await rehearse();
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/orders 1\.7 runs in/),
    });
  });

  test.each([
    ['whose check fails', { status: 500 }, /critical by "status": HTTP GET \S+: 500/],
    ['of another version', { version: '1.6' }, /hosts: version 1\.6/],
    [
      'that listens elsewhere',
      { check: { tcp: '127.0.0.1:9090' } },
      /critical by "status": .*ECONNREFUSED/,
    ],
  ])('a service %s is not verified', async (_, options, words) => {
    aService(options);
    const { code, stdout } = await rehearse();
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(words) });
    expect(stdout).toContain('test not verified');
  });

  test('a definition that the agent refuses fails the hook that has it read', async () => {
    aService();
    // Lint says it before anything is deployed.
    const text = readFileSync(join(folder, 'fanout.yml'), 'utf8');
    put('fanout.yml', `${text}lint: { off: [consul/refused] }\n`);
    put(
      'app/orders.json',
      '{"service":{"name":"orders","check":{"http":"http://127.0.0.1:8080"}}}',
    );
    const { code, stdout } = await rehearse();
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('must have an "interval" such as "10s"'),
    });
  });
});
