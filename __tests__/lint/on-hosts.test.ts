import { describe, expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { aBundle, anAppSpec, type Content } from './a-bundle.ts';

type Given = { event?: string; runas?: string; first?: string; files?: Record<string, Content> };

/** What is said of a hook's script: lines and rules, and of other files their names too. */
async function lintHook(text: string, given: Given = {}): Promise<string[]> {
  return (await findings(text, given)).map(({ rule, line, file }) =>
    file === 'scripts/start.sh' ? `${line} ${rule}` : `${file} ${rule}`,
  );
}

function findings(text: string, { event = 'AfterInstall', runas, first, files = {} }: Given) {
  const user = runas === undefined ? '' : `, runas: ${runas}`;
  const appspec = anAppSpec(
    `files: [{source: app, destination: /opt/app}]\nhooks: {${event}: [{location: scripts/start.sh, timeout: 60${user}}]}`,
  );
  return lintBundle(
    aBundle({
      'appspec.yml': appspec,
      'app/run': { text: 'x', mode: 0o755 },
      'scripts/start.sh': `${first ?? '#!/bin/bash'}\n${text}\n`,
      ...files,
    }),
  );
}

const SCRIPT = '#!/bin/sh\nexit 0\n';

describe('a hook begins in /', () => {
  test.each([
    ['cd app && npm ci', ['2 script/working-folder']],
    ['cd app || exit 1', []],
    ['python3 app/manage.py migrate', ['2 script/working-folder']],
    ['cp config/nginx.conf /etc/nginx/', ['2 script/working-folder']],
    ['cd /opt/app\ncp config/nginx.conf /etc/nginx/', []],
    ['cat etc/motd', []],
    [
      'if [ "$DEPLOYMENT_GROUP_NAME" = a ]; then ./scripts/wait.sh; fi',
      ['2 script/working-folder'],
    ],
    ['if [ -f ./scripts/wait.sh ]; then ./scripts/wait.sh; fi', []],
    ['./scripts/wait.sh | tee /var/log/wait.log', ['2 script/working-folder']],
  ])('%s: %s', async (text, expected) => {
    const files = {
      'scripts/wait.sh': SCRIPT,
      'config/nginx.conf': '',
      'app/manage.py': '',
      'etc/motd': '',
    };
    expect(await lintHook(text, { files })).toEqual(expected);
  });
});

describe('files that scripts need', () => {
  test.each([
    ['. "$(dirname "$0")/common.sh"', {}, ['2 script/missing-file']],
    ['bash "$(dirname "$0")/wait.sh"', {}, ['2 script/missing-file']],
    [
      'DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"\nsource "$DIR/common.sh"',
      {},
      ['3 script/missing-file'],
    ],
    ['DIR=$(dirname "$0")\n[ -f "$DIR/common.sh" ] && . "$DIR/common.sh"', {}, []],
    [
      'DIR="$(cd "$(dirname "$0")/.." && pwd)"\nsource "$DIR/lib/common.sh"',
      { 'lib/common.sh': '' },
      [],
    ],
    [
      '. "$(dirname "$0")/common.sh"',
      { 'scripts/common.sh': 'A=1\r\n' },
      ['scripts/common.sh script/crlf'],
    ],
    [
      '. "$(dirname "$0")/common.sh"',
      { 'scripts/common.sh': '. "$(dirname "$0")/other.sh"\n' },
      ['scripts/common.sh script/missing-file'],
    ],
    [
      '. "$(dirname "$0")/common.sh"',
      { 'scripts/common.sh': '. "$(dirname "$0")/other.sh"\n', 'scripts/other.sh': 'A=1\r\n' },
      ['scripts/other.sh script/crlf'],
    ],
    ['. /opt/app/env.sh', { 'app/env.sh': 'A=1\r\n' }, ['app/env.sh script/crlf']],
    ['/opt/app/migrat', { 'app/migrate': { text: 'x', mode: 0o755 } }, ['2 script/missing-file']],
    ['/opt/app/venv/bin/python -m app', {}, []],
  ] as [string, Record<string, Content>, string[]][])('%s: %j', async (text, files, expected) => {
    expect(await lintHook(text, { files })).toEqual(expected);
  });
});

describe('hooks that do not end', () => {
  test.each([
    ['npm run start:prod', true],
    ['npm run start:pm2', false],
    ['docker run --rm -p 80:80 shop', true],
    ['docker run --rm shop migrate', false],
    ['sudo docker run --name shop shop', true],
    ['bundle exec puma -C config/puma.rb', true],
    ['bundle exec puma -d', false],
    ['python3 -m uvicorn app:app', true],
    ['python3 /opt/app/server.py', true],
    ['python3 /opt/app/report.py', false],
    ['dotnet /opt/app/Shop.dll', true],
    ['exec node /opt/app/server.js', true],
    ['node server.js\necho done', false],
    ['nginx -g "daemon off;"', true],
    ['nginx', false],
    ['journalctl -fu shop', true],
    ['tail -n 5 /var/log/shop.log', false],
    ['/opt/tomcat/bin/catalina.sh run', true],
    ['/opt/tomcat/bin/catalina.sh start', false],
    ['while true; do sleep 5; done', true],
    ['while true; do curl -f localhost && break; sleep 5; done', false],
    ['while :; do x; done > /dev/null 2>&1 &', false],
  ])('%s: %s', async (text, isFound) => {
    const found = await lintHook(text, { event: 'ApplicationStart' });
    expect(found.map((each) => each.replace(/^\d+ /, ''))).toEqual(
      isFound ? ['script/foreground'] : [],
    );
  });

  test('npm start ends where package.json hands over to pm2', async () => {
    const files = { 'app/package.json': '{"scripts":{"start":"pm2 start server.js"}}' };
    expect(await lintHook('cd /opt/app\nnpm start', { files })).toEqual([]);
  });
});

describe('ApplicationStop where nothing runs', () => {
  test.each([
    ['pkill node', ['2 script/stop-fails']],
    ['pkill node || true', []],
    ['pkill node\nexit 0', []],
    ['set -e\nsystemctl stop shop\necho done', ['3 script/stop-fails']],
    ['set -o errexit\npkill node\necho', ['3 script/stop-fails']],
    ['set -e\nset +e\npkill node\necho', []],
    ['set -e\npkill node && echo stopped\necho', []],
    ['pkill node && echo stopped', ['2 script/stop-fails']],
    ['if systemctl is-active shop; then systemctl stop shop; fi', []],
    ['docker stop shop\ndocker rm shop', ['3 script/stop-fails']],
    ['docker rm -f shop', []],
    ['kill $(cat /var/run/shop.pid)', ['2 script/stop-fails']],
    ['ps ax | grep node | xargs kill', ['2 script/stop-fails']],
    ['pgrep node | xargs -r kill', []],
    ['for pid in $(pgrep node); do kill "$pid"; done', []],
    ['set -e\npkill node | cat\necho', []],
    ['pm2 stop all', []],
    ['pm2 delete shop', ['2 script/stop-fails']],
  ])('%s: %s', async (text, expected) => {
    expect(await lintHook(text, { event: 'ApplicationStop' })).toEqual(expected);
  });

  test('a first line with -e is as strict as set -e', async () => {
    const given = { event: 'ApplicationStop', first: '#!/bin/bash -e' };
    expect(await lintHook('pkill node\necho done', given)).toEqual(['2 script/stop-fails']);
  });

  test('the hint names the command at hand', async () => {
    const [found] = await findings('fuser -k 8080/tcp', { event: 'ApplicationStop' });
    expect(found?.hint).toBe('say that it may fail: fuser -k 8080/tcp || true');
  });
});

describe('what does harm on the host', () => {
  test.each([
    ['cd /opt/shop; rm -rf *', ['2 script/cd-unchecked']],
    ['cd /opt/shop\nfind . -delete', ['3 script/cd-unchecked']],
    ['cd /opt/shop && rm -rf *', []],
    ['cd /opt/shop || exit 1\nrm -rf *', []],
    ['set -e\ncd /opt/shop\nrm -rf *', []],
    ['for d in /opt/a /opt/b; do cd $d; rm -rf ./*; done', ['2 script/cd-unchecked']],
    ['rm -rf "$FOLDER"/*', ['2 script/removes-all']],
    ['rm -rf ${FOLDER}/', ['2 script/removes-all']],
    ['rm -rf "$1"/*', ['2 script/removes-all']],
    ['clean() { rm -rf "$1"/*; }\nclean /opt/shop', []],
    ['FOLDER=/opt/shop\nrm -rf "$FOLDER"/*', []],
    ['for FOLDER in /a /b; do rm -rf "$FOLDER"/*; done', []],
    ['rm -rf "${FOLDER:?}"/*', []],
    ['[ -n "$FOLDER" ] || exit 1\nrm -rf "$FOLDER"/*', []],
    ['set -u\nrm -rf "$FOLDER"/*', []],
    ['. /etc/shop.conf\nrm -rf "$FOLDER"/*', []],
    ['rm -rf "$FOLDER"/cache', []],
    ['rm -rf /*', ['2 script/removes-all']],
    [
      'rm -rf /opt/codedeploy-agent/deployment-root/$DEPLOYMENT_GROUP_ID/*',
      ['2 script/removes-bundle'],
    ],
    ['find /opt/codedeploy-agent/deployment-root -mtime +30 -exec rm -rf {} +', []],
    ['systemctl restart codedeploy-agent.service', ['2 script/ends-agent']],
    ['sudo shutdown -r now', ['2 script/ends-agent']],
    ['(sleep 60; reboot) > /dev/null 2>&1 < /dev/null &', []],
  ])('%s: %s', async (text, expected) => {
    expect(await lintHook(text)).toEqual(expected);
  });
});

describe('what a hook calls or sources', () => {
  test.each([
    ['called, with arguments', '"$(dirname "$0")/clean.sh" /opt/shop', 'rm -rf "$1"/*'],
    [
      'called, with variables',
      'export FOLDER=/x\n"$(dirname "$0")/clean.sh"',
      'rm -rf "$FOLDER"/*',
    ],
    ['called, in a folder', 'cd /opt || exit 1\n"$(dirname "$0")/clean.sh"', 'cd shop\nrm -rf *'],
    [
      'sourced, by one that ends at errors',
      'set -eu\n. "$(dirname "$0")/clean.sh"',
      'cd /x\nrm -rf *',
    ],
  ])('%s, is no hook of its own', async (_, hook, body) => {
    const files = { 'scripts/clean.sh': `#!/bin/bash\n${body}\n` };
    expect(await lintHook(hook, { files })).toEqual([]);
  });

  test('may still not remove everything there is', async () => {
    const files = { 'scripts/clean.sh': '#!/bin/bash\nrm -rf /*\n' };
    expect(await lintHook('"$(dirname "$0")/clean.sh"', { files })).toEqual([
      'scripts/clean.sh script/removes-all',
    ]);
  });
});

describe('what sh does not have', () => {
  test.each([
    ['if [[ -f x ]]; then :; fi', true],
    ['if true; then source /etc/x; fi', true],
    ['a=(1 2)', true],
    ['function f { :; }', true],
    ['x &> /dev/null', true],
    ['x |& cat', true],
    ['if [ "$1" == a ]; then :; fi', true],
    ['cat <<< abc', true],
    ['echo "${x//a/b}"', true],
    ['echo "${x[0]} ${!x}"', true],
    ['set -euo pipefail', true],
    ['diff <(a) <(b)', true],
    ['if (( x > 1 )); then :; fi', true],
    ['pushd /tmp', true],
    ['declare -r x=1', true],
    ['[ "$1" = a ] && echo "${x:-b} ${x%%/*} ${#x}"', false],
    ["awk '{ if ($1 == 2) print ${x[0]} }'", false],
    ['x > /dev/null 2>&1', false],
    ['y=$((x + 1))', false],
    ['f() { :; }', false],
    ['set -o pipefail || true', false],
  ])('%s: %s', async (text, isFound) => {
    const found = await lintHook(text, { first: '#!/bin/sh' });
    expect(found.filter((each) => each === '2 script/bash-only')).toHaveLength(isFound ? 1 : 0);
    expect(await lintHook(text)).not.toContain('2 script/bash-only');
  });
});

describe('what no shell takes as it was meant', () => {
  test.each([
    ['if [! -f x ]; then :; fi', ['2 script/test-blank']],
    ['if [-f x ]; then :; fi', ['2 script/test-blank']],
    ['if [[-f x ]]; then :; fi', ['2 script/test-blank']],
    ['if [ -f x]; then :; fi', ['2 script/test-blank']],
    ['if [ "${a[0]}" = b ]; then :; fi', []],
    ['docker run -d \\\n  # the name\n  --name shop shop', ['3 script/continued-line']],
    ['docker run -d \\\n  --name shop # the name\necho', []],
    ['docker run -d --name shop \\\n  # later: -p 80:80\n\necho', []],
    ['docker run -d \\ \n  --name shop', ['2 script/continued-line']],
    ['cat <<EOF > x\nhello\n  EOF', ['2 script/here-document']],
    ['cat <<-EOF > x\n\thello\n\tEOF', []],
  ])('%j: %s', async (text, expected) => {
    expect(await lintHook(text)).toEqual(expected);
  });
});

describe('a home', () => {
  test.each([
    ['cd $HOME/app', ['2 script/home']],
    ['. ~/.bashrc\n. ~/.profile', ['2 script/home']],
    ['export NVM_DIR="$HOME/.nvm"', ['2 script/home']],
    ['echo ${HOME:-/root}', []],
    ['export HOME=/root\n. "$HOME/.nvm/nvm.sh"', []],
    ['echo "~/x"', []],
    ["echo '$HOME'", []],
  ])('%s: %s', async (text, expected) => {
    expect(await lintHook(text)).toEqual(expected);
    expect(await lintHook(text, { runas: 'ec2-user' })).toEqual([]);
  });
});
