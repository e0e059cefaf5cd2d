import { describe, expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { shellOf } from '../../src/lint/script-text.ts';
import { systemShellCheck } from '../../src/lint/shell-check.ts';
import { aBundle, anAppSpec, type Content } from './a-bundle.ts';

const APPSPEC = anAppSpec(
  'files: [{source: app, destination: /opt/app}]\nhooks: {AfterInstall: [{location: scripts/start.sh, timeout: 60}]}',
);

async function lintScript(text: string, more: Record<string, Content> = {}) {
  const files = { 'appspec.yml': APPSPEC, 'scripts/start.sh': text, 'app/run': '', ...more };
  return (await lintBundle(aBundle(files))).map(({ rule, line }) => `${line} ${rule}`);
}

describe('processes left in the background', () => {
  test.each([
    ['node server.js &', true],
    ['nohup java -jar app.jar & echo $! > app.pid', true],
    ['nohup node server.js > /var/log/app.log &', true],
    ['node server.js 2>&1 &', true],
    ['(cd /opt/app; node server.js) &', true],
    ['node server.js > /dev/null 2>&1 &', false],
    ['node server.js >/dev/null 2>/dev/null </dev/null & disown', false],
    ['node server.js &> /var/log/app.log &', false],
    ['node server.js >& /var/log/app.log &', false],
    ['one && two', false],
    ['echo "a & b"', false],
    ['echo done # later &', false],
    ['migrate & warm & wait', false],
    ['exec > /var/log/start.log 2>&1\nnode server.js &', false],
    ['cat <<EOF\nnode server.js &\nEOF', false],
    ['curl "http://x/?a=1&b=2"', false],
    ['cd /opt/app && nohup x > log 2>&1 &', true],
    ['(cd /opt/app && nohup x > log 2>&1 &)', true],
    ['( x > log 2>&1 & )', false],
    ['x 2>&1 > log &', true],
    ['exec 3>&1\nexec > log 2>&1\nx &', true],
    ['exec 3>&1\nx > log 2>&1 &', true],
    ['bash -c "x &"', true],
    ['bash -c "x > log 2>&1 &"', false],
    ['su app -c "x &" > log 2>&1', false],
    ['make |& tee log', false],
    ['x=$(( 5 & 3 ))', false],
    ['for i in 1 2; do x & done > log 2>&1', false],
    ['run() { x; }\nrun &', true],
    ['x >&- 2>&- &', false],
    ['case $1 in a) x & ;; esac', true],
  ])('%s: %s', async (text, isFound) => {
    const found = await lintScript(`#!/bin/bash\n${text}\n`);
    expect(found.map((each) => each.replace(/^\d+ /, ''))).toEqual(
      isFound ? ['script/background'] : [],
    );
  });
});

describe('called files without the executable bit', () => {
  const helper = { text: '#!/bin/sh\ntrue\n', mode: 0o644 };

  test.each([
    ['$(dirname "$0")/wait.sh', true],
    ['"$(dirname "${BASH_SOURCE[0]}")"/wait.sh 5', true],
    ['DIR=$(cd "$(dirname "$0")" && pwd)\n$DIR/wait.sh', true],
    ['cd /tmp && sudo -u app "${HERE}/scripts/wait.sh"', true],
    ['if ! ./wait.sh; then exit 1; fi', true],
    ['/opt/app/wait.sh', true],
    ['bash $(dirname "$0")/wait.sh', false],
    ['. ./wait.sh', false],
    ['source "$DIR/wait.sh"', false],
    ['chmod +x "$DIR/wait.sh"\n"$DIR/wait.sh"', false],
    ['chmod -R 755 /opt/app\n/opt/app/wait.sh', false],
    ['/usr/bin/systemctl restart app', false],
    ['# ./wait.sh', false],
  ])('%s: %s', async (text, isFound) => {
    const found = await lintScript(`#!/bin/bash\n${text}\n`, {
      'scripts/wait.sh': helper,
      'app/wait.sh': helper,
    });
    expect(found.filter((each) => each.endsWith('script/not-executable'))).toHaveLength(
      isFound ? 1 : 0,
    );
  });

  test('that permissions make executable are fine', async () => {
    const appspec = `${APPSPEC}permissions: [{object: /opt/app, mode: 755}]\n`;
    const files = {
      'appspec.yml': appspec,
      'scripts/start.sh': '#!/bin/sh\n/opt/app/wait.sh\n',
      'app/wait.sh': helper,
    };
    expect(await lintBundle(aBundle(files))).toEqual([]);
  });

  test('are looked at like the hook that calls them', async () => {
    const found = await lintBundle(
      aBundle({
        'appspec.yml': APPSPEC,
        'app/run': '',
        'scripts/start.sh': '#!/bin/sh\n"$(dirname "$0")"/serve.sh\n',
        'scripts/serve.sh': '#!/bin/sh\nnode server.js &\n',
      }),
    );
    expect(found).toMatchObject([{ rule: 'script/background', file: 'scripts/serve.sh' }]);
  });
});

describe('what only looks like a call', () => {
  test.each([
    ['node -p "require(\'./package.json\').version"'],
    ["sed -i 's|a|./config.json|' /etc/app.conf"],
    ['FILES=(./config.json ./package.json)'],
    ['case "$1" in ./config.json) echo "$1" ;; esac'],
    ['# (./config.json)'],
    ['cat > /tmp/x <<EOF\n./config.json\nEOF'],
  ])('%s', async (text) => {
    const more = { 'config.json': '{ "a": 1 }', 'package.json': '{}' };
    expect(await lintScript(`#!/bin/bash\n${text}\n`, more)).toEqual([]);
  });
});

describe('files that a hook looks for in /', () => {
  const wait = '#!/bin/sh\nexit 0\n';
  test.each([
    ['./scripts/wait.sh', ['2 script/working-folder']],
    ['bash scripts/wait.sh', ['2 script/working-folder']],
    ['. ./scripts/wait.sh', ['2 script/working-folder']],
    ['cd scripts', ['2 script/working-folder']],
    ['source .env', ['2 script/missing-file']],
    ['cd "$(dirname "$0")/.." && ./scripts/wait.sh', []],
    ['cd /opt/app\n./wait.sh', []],
    ['bash "$(dirname "$0")/wait.sh"', []],
    ['bash -c "echo scripts/wait.sh"', []],
  ])('%s: %s', async (text, expected) => {
    const found = await lintScript(`#!/bin/bash\n${text}\n`, { 'scripts/wait.sh': wait });
    expect(found).toEqual(expected);
  });
});

describe('servers that a hook waits for', () => {
  test.each([
    ['npm run build', false],
    ['npm run start', true],
    ['npm start > /var/log/app.log 2>&1 < /dev/null &', false],
    ['docker run --rm app migrate', false],
    ['docker run -p 80:80 app', true],
    ['docker run -itd app', false],
    ['docker compose -f a.yml up --build', true],
    ['docker-compose up -d', false],
    ['timeout 60 npm start', false],
    ['gunicorn --daemon app:app', false],
  ])('%s: %s', async (text, isFound) => {
    const found = await lintScript(`#!/bin/bash\n${text}\n`);
    expect(found).toEqual(isFound ? ['2 script/foreground'] : []);
  });
});

describe('which shell a script is for', () => {
  test.each([
    ['/bin/sh', 'sh'],
    ['/bin/bash -e', 'bash'],
    ['/usr/bin/env bash', 'bash'],
    ['/usr/bin/env -S bash -e', 'bash'],
    ['/usr/bin/python3', undefined],
    [undefined, 'sh'],
  ])('%s is %s', (interpreter, shell) => {
    expect(shellOf(interpreter)).toBe(shell);
  });
});

describe('sh -n and bash -n', () => {
  const system = systemShellCheck();
  const check = async (script: Uint8Array, shell: 'sh' | 'bash') =>
    (await system([{ bytes: script, shell }]))[0];
  const bytes = (text: string) => new TextEncoder().encode(text);
  const withShell = process.platform === 'win32' ? test.skip : test;

  withShell('take what they can parse', async () => {
    expect(await check(bytes('if true; then echo; fi\n'), 'sh')).toBeUndefined();
  });

  withShell('say what they cannot, and where', async () => {
    const complaint = await check(bytes('true\nif true; then\n  echo )\nfi\n'), 'sh');
    expect(complaint).toMatchObject({ line: 3, message: expect.stringMatching(/syntax error/i) });
  });

  withShell('run nothing', async () => {
    const before = Date.now();
    expect(await check(bytes('sleep 60; kill $PPID; exit 1\n'), 'sh')).toBeUndefined();
    expect(Date.now() - before).toBeLessThan(10_000);
  });

  withShell('make a finding of a hook script', async () => {
    const files = { 'appspec.yml': APPSPEC, 'app/run': '', 'scripts/start.sh': '#!/bin/sh\nfi\n' };
    const found = await lintBundle(aBundle(files), { shellCheck: system });
    expect(found).toMatchObject([{ rule: 'script/syntax', file: 'scripts/start.sh', line: 2 }]);
  });
});
