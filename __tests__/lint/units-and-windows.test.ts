import { describe, expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { aBundle, anAppSpec, type Content } from './a-bundle.ts';

async function lint(appspec: string, files: Record<string, Content>): Promise<string[]> {
  const found = await lintBundle(aBundle({ 'appspec.yml': appspec, ...files }));
  return found.map(
    ({ file, line, rule }) => `${file}${line === undefined ? '' : `:${line}`} ${rule}`,
  );
}

describe('units of systemd', () => {
  const installed = anAppSpec(
    'files: [{source: app, destination: /opt/app},{source: shop.service, destination: /etc/systemd/system}]\nhooks: {ApplicationStart: [{location: start.sh, timeout: 60}]}',
  );
  const packed = anAppSpec(
    'files: [{source: app, destination: /opt/app}]\nhooks: {ApplicationStart: [{location: start.sh, timeout: 60}]}',
  );
  const run = { text: 'x', mode: 0o755 };
  const reload = 'systemctl daemon-reload\nsystemctl restart shop';
  test.each([
    ['/opt/app/run', reload, {}, []],
    [
      '/opt/app/run',
      '# systemctl daemon-reload\nsystemctl restart shop',
      {},
      ['appspec.yml:3 unit/no-reload'],
    ],
    ['/opt/app/bin/run', reload, {}, ['shop.service:2 unit/no-program']],
    ['./run', reload, {}, ['shop.service:2 unit/no-program']],
    ['/opt/app/run', reload, { 'app/run': 'x' }, ['shop.service:2 unit/not-executable']],
    ['/opt/app/venv/bin/gunicorn shop', reload, {}, []],
    ['/opt/app/bin/run', `make -C /opt/app bin/run\n${reload}`, {}, []],
    ['/usr/bin/node /opt/app/server.js', reload, {}, []],
    [
      '/usr/bin/java -Xmx1g -jar /opt/app/shop.jar --port 80',
      reload,
      { 'app/shop-1.2.jar': 'x' },
      ['shop.service:2 unit/no-program'],
    ],
    ['/usr/bin/java -jar /opt/app/shop.jar', reload, { 'app/shop.jar': 'x' }, []],
    [
      '/usr/bin/java -jar /opt/app/shop.jar',
      `mvn package\ncp target/*.jar /opt/app/shop.jar\n${reload}`,
      { 'app/x.jar': 'x' },
      [],
    ],
    [
      '/usr/bin/python3 /opt/app/main.py',
      reload,
      { 'app/src/main.py': 'x', 'app/x.py': 'x' },
      ['shop.service:2 unit/no-program'],
    ],
  ] as [string, string, Record<string, Content>, string[]][])(
    '%s, %s',
    async (program, text, more, expected) => {
      const files = {
        'app/run': run,
        'shop.service': `[Service]\nExecStart=${program}\n`,
        'start.sh': `#!/bin/bash\n${text}\n`,
        ...more,
      };
      expect(await lint(installed, files)).toEqual(expected);
    },
  );

  test.each([
    ['systemctl restart shop', ['deploy/shop.service unit/not-installed']],
    ['systemctl restart other', []],
    [`cp "$(dirname "$0")/deploy/shop.service" /etc/systemd/system/\n${reload}`, []],
    [
      'cp "$(dirname "$0")/deploy/shop.service" /etc/systemd/system/\nsystemctl restart shop',
      ['start.sh:2 unit/no-reload'],
    ],
    ['systemctl link /opt/app/shop.service\nsystemctl restart shop', []],
  ])('%s', async (text, expected) => {
    const files = {
      'app/run': run,
      'deploy/shop.service': '[Service]\nExecStart=/opt/app/run\n',
      'start.sh': `#!/bin/bash\n${text}\n`,
    };
    expect(await lint(packed, files)).toEqual(expected);
  });
});

describe('every user may change what is deployed', () => {
  const appspec = anAppSpec(
    'files: [{source: app, destination: /opt/app}]\nhooks: {AfterInstall: [{location: start.sh, timeout: 60}]}',
  );
  test.each([
    ['chmod -R 777 /opt/app', true],
    ['chmod a+rwx /opt/app/run', true],
    ['chmod 777 /var/log/shop', false],
    ['chmod -R 755 /opt/app', false],
    ['chmod +x /opt/app/run', false],
  ])('%s: %s', async (text, isFound) => {
    const files = { 'app/run': { text: 'x', mode: 0o755 }, 'start.sh': `#!/bin/bash\n${text}\n` };
    expect(await lint(appspec, files)).toEqual(
      isFound ? ['start.sh:2 permissions/world-writable'] : [],
    );
  });
});

describe('scripts in UTF-16', () => {
  const utf16 = (text: string) =>
    new Uint8Array([0xff, 0xfe, ...[...text].flatMap((each) => [each.charCodeAt(0), 0])]);

  test('run nowhere on Linux', async () => {
    const appspec = anAppSpec('hooks: {AfterInstall: [{location: start.sh, timeout: 60}]}');
    const found = await lint(appspec, { 'start.sh': utf16('#!/bin/bash\n') });
    expect(found).toContain('start.sh:1 script/byte-order-mark');
  });

  test('are what PowerShell reads', async () => {
    const appspec = anAppSpec('hooks: {AfterInstall: [{location: a.ps1, timeout: 60}]}', 'windows');
    const stops = utf16('$ErrorActionPreference = "Stop"\nStart-Service shop');
    expect(await lint(appspec, { 'a.ps1': stops })).toEqual([]);
    const found = await lint(appspec, { 'a.ps1': utf16('Start-Service shop') });
    expect(found).toEqual(['a.ps1:1 script/errors-ignored']);
  });
});

describe('hooks on Windows', () => {
  const stop = '$ErrorActionPreference = "Stop"\n';
  test.each([
    ['a.ps1', 'Start-Service shop', ['a.ps1:1 script/errors-ignored']],
    ['a.ps1', "$erroractionpreference='stop'\nStart-Service shop", []],
    ['a.ps1', 'try { Start-Service shop -ErrorAction Stop } catch { exit 1 }', []],
    ['a.ps1', `${stop}& C:\\shop\\migrate.exe\nWrite-Host done`, ['a.ps1:2 script/exit-code-lost']],
    [
      'a.ps1',
      `${stop}dotnet ef database update\nWrite-Host done`,
      ['a.ps1:2 script/exit-code-lost'],
    ],
    ['a.ps1', `${stop}npm ci\nif ($LASTEXITCODE) { exit 1 }`, []],
    ['a.ps1', `${stop}$p = Start-Process a.exe -Wait -PassThru\nexit $p.ExitCode`, []],
    ['a.ps1', `${stop}Read-Host "Go on?"`, ['a.ps1:2 script/waits-for-key']],
    ['a.bat', 'echo a\r\npause\r\n', ['a.bat:2 script/waits-for-key']],
    ['a.bat', 'set /p NAME=Who\r\n', ['a.bat:1 script/waits-for-key']],
    ['a.bat', 'rem pause\r\nexit /b 0\r\n', []],
    ['a.bat', 'call migrate.exe\r\necho done\r\n', ['a.bat:1 script/exit-code-lost']],
    ['a.bat', 'migrate.exe || exit /b 1\r\necho done\r\n', []],
    ['a.bat', 'migrate.exe\r\n', []],
    ['a.sh', '#!/bin/sh\n', ['a.sh script/shell-on-windows']],
  ])('%s: %j', async (name, text, expected) => {
    const appspec = anAppSpec(
      `hooks: {AfterInstall: [{location: ${name}, timeout: 60}]}`,
      'windows',
    );
    expect(await lint(appspec, { [name]: text })).toEqual(expected);
  });
});
