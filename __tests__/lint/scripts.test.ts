import { describe, expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/bundle.ts';
import { shellLines, shellOf } from '../../src/lint/script-text.ts';
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
  ])('%s: %s', async (text, isFound) => {
    const found = await lintScript(`#!/bin/bash\n${text}\n`);
    expect(found).toEqual(isFound ? ['2 script/background'] : []);
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

describe('the text of shell scripts', () => {
  test('continued lines are one', () => {
    expect(shellLines('a \\\n  b\nc')).toEqual([
      { text: 'a    b', line: 1 },
      { text: 'c', line: 3 },
    ]);
  });

  test('comments and here-documents are none', () => {
    const text = 'a # b\n# c\ncat <<-"END" > x\nd\n\tEND\ne#f "# g" \\# h\n';
    expect(shellLines(text).map(({ text: line }) => line.trim())).toEqual([
      'a',
      'cat <<-"END" > x',
      'e#f "# g" \\# h',
    ]);
  });

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
  const check = systemShellCheck();
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
    const found = await lintBundle(aBundle(files), { shellCheck: check });
    expect(found).toMatchObject([{ rule: 'script/syntax', file: 'scripts/start.sh', line: 2 }]);
  });
});
