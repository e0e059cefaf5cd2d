import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fanout } from './fanout.ts';
import { noSandboxes, sandboxed } from './sandboxes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  mkdirSync(join(folder, 'app'));
  write(
    'fanout.yml',
    `version: 1
application: web
bundle: { source: app, bucket: "deploy-\${account.id}-\${region}" }
accounts: { prod: "222222222222" }
defaults: { role: "arn:aws:iam::\${account.id}:role/r", deploymentGroup: web }
environments: { production: { accounts: [prod], regions: [eu-west-1] } }
rehearsal: { instances: 1, hookSeconds: 1 }
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string) =>
  writeFileSync(join(folder, file), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
const rehearse = (...args: string[]) =>
  fanout(['rehearse', ...args, '--speed', '100', '--version', '1.7'], { cwd: folder });

describe('a bundle for Windows', () => {
  beforeEach(() => {
    write(
      'app/appspec.yml',
      'version: 0.0\nos: windows\nfiles:\n  - source: web.config\n    destination: c:\\inetpub\\web\nhooks:\n  AfterInstall:\n    - location: setup.ps1\n      timeout: 60\n',
    );
    write('app/web.config', '<configuration />\n');
    write('app/setup.ps1', 'Import-Module WebAdministration\r\nStart-Website web\r\n');
  });

  const title = `is refused before anything is deployed, with what lint says${noSandboxes && ' (hooks are checked)'}`;
  test.each([[[]], [['rollback']]])(`${title}: %j`, async (command) => {
    const { code, stdout, stderr } = await rehearse(...command);
    const said = `${stdout}${stderr}`;
    expect({ code, said }).toEqual({
      code: 2,
      said: expect.stringContaining('the hosts of a rehearsal are Linux'),
    });
    expect(said).toMatch(/`fanout lint` (finds nothing wrong|has \d+ warning)/);
    expect(said).toContain('--hooks none');
    expect(said).not.toContain('first\n');
  });

  test('can be rehearsed without hosts', async () => {
    expect((await rehearse('--hooks', 'none')).code).toBe(0);
  });
});

describe('a hook that runs out of its time-out', () => {
  sandboxed('is not waited for a second time', async () => {
    write(
      'app/appspec.yml',
      'version: 0.0\nos: linux\nhooks:\n  ApplicationStart:\n    - location: start.sh\n      timeout: 20\n',
    );
    write('app/start.sh', '#!/bin/sh\necho waiting\nsleep 600\n');
    const began = Date.now();
    const { code, stdout } = await rehearse();
    const seconds = (Date.now() - began) / 1000;
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('start.sh failed to complete in 20 seconds'),
    });
    expect(stdout).toContain('[stdout]waiting');
    // The first one takes its 20 seconds, which are real ones.
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThan(38);
  });
});

describe('a service that takes three seconds to start', () => {
  sandboxed('is waited for as long as its check waits, whatever the clock leaps over', async () => {
    write(
      'app/appspec.yml',
      'version: 0.0\nos: linux\nfiles:\n  - source: serve.cjs\n    destination: /opt/web\nhooks:\n  ApplicationStop:\n    - location: stop.sh\n      timeout: 20\n  ApplicationStart:\n    - location: start.sh\n      timeout: 20\n',
    );
    write('app/stop.sh', '#!/bin/sh\npkill -f serve.cjs || true\n');
    write(
      'app/start.sh',
      '#!/bin/sh\nnohup node /opt/web/serve.cjs </dev/null >/dev/null 2>&1 &\n',
    );
    write(
      'app/serve.cjs',
      'const server = require("http").createServer((_, response) => response.end("up"));\nsetTimeout(() => server.listen(8080), 3000);\n',
    );
    const path = join(folder, 'fanout.yml');
    const check = '{ http: { url: "https://${region}.example.com/" }, timeout: 5m }';
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('deploymentGroup: web', `$&, verify: [${check}]`));
    const { code, stdout } = await fanout(['rehearse', '--version', '1.7'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('verified (') });
  });
});
