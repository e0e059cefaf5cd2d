import { describe, expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { systemShellCheck } from '../../src/lint/shell-check.ts';
import { aBundle, anAppSpec, type Content } from './a-bundle.ts';

type More = { first?: string; event?: string; runas?: string; files?: Record<string, Content> };

/** Hooks that work, of which nothing is to be said. */
const right: [string, More?][] = [
  ['(cd /opt/shop && exec node server.js >/var/log/shop.log 2>&1 </dev/null) >/dev/null 2>&1 &'],
  ['cd /opt/shop\nnode --version |& tee /var/log/shop-version.log'],
  [
    'cd /opt/shop || exit 1\nnohup node server.js >> /var/log/shop.log 2>&1 < /dev/null &\necho $! > /var/run/shop.pid',
  ],
  ['cd /opt/shop || exit 1\nnode server.js &> /var/log/shop.log < /dev/null &\n'],
  ['sleep 1 &\npid=$!\nwait "$pid"'],
  ['exec >/var/log/deploy.log 2>&1\nnode /opt/shop/server.js </dev/null &'],
  ['systemd-run --unit=shop node /opt/shop/server.js'],
  ['curl -fsS "http://localhost:8080/x?a=1&b=2" >/dev/null'],
  ['cd /opt/shop &&\n  ls'],
  ['case "$DEPLOYMENT_GROUP_NAME" in\n  prod) echo p ;&\n  *) echo all ;;\nesac'],
  ['docker run --name shop -d -p 80:80 shop:latest'],
  ['docker run --rm shop:latest npm run migrate'],
  ['docker run --detach=true --name shop shop'],
  ['docker run -dit --name shop shop'],
  ['docker-compose -f /opt/shop/docker-compose.yml up -d --build'],
  ['docker compose -f /opt/shop/compose.yml up --wait'],
  ['node -e "console.log(1)"'],
  ['cd /opt/shop || exit 1\nnode migrate.js'],
  ['java -version'],
  ['python3 /opt/shop/manage.py migrate --noinput'],
  ['nginx -t && nginx -s reload'],
  ['while true; do\n  curl -fs localhost && break\n  sleep 5\ndone'],
  ['for i in $(seq 1 10); do\n  curl -fs localhost:8080/health && exit 0\n  sleep 2\ndone\nexit 1'],
  ['cd /opt/shop || exit 1\npm2 start server.js --name shop', { runas: 'ec2-user' }],
  ['cd /opt/shop || exit 1\nnpm ci --omit=dev\nnpm run build'],
  ['celery multi start w1 -A app'],
  ['/opt/tomcat/bin/startup.sh'],
  ['gunicorn --daemon -b :80 app:app'],
  ['read -p "continue? " answer\necho "$answer"'],
  ['apt-get install -y nginx'],
  ['pkill node || true', { event: 'ApplicationStop' }],
  [
    'if systemctl is-active --quiet shop; then\n  systemctl stop shop\nfi',
    { event: 'ApplicationStop' },
  ],
  ['docker rm -f shop >/dev/null 2>&1 || :', { event: 'ApplicationStop' }],
  [
    'if [ -f /var/run/shop.pid ]; then\n  kill "$(cat /var/run/shop.pid)" || true\nfi',
    { event: 'ApplicationStop' },
  ],
  ['pkill node\nexit 0', { event: 'ApplicationStop' }],
  [
    'isExistApp="$(pgrep httpd)"\nif [[ -n $isExistApp ]]; then\n  service httpd stop\nfi',
    { event: 'ApplicationStop' },
  ],
  ['cd /opt/shop || exit 0\ndocker compose down', { event: 'ApplicationStop' }],
  ['cd /opt/shop && npm stop', { event: 'ApplicationStop' }],
  [
    'DIR="$( cd "$( dirname "${BASH_SOURCE[0]}" )" && pwd )"\nbash "$DIR/install.sh"',
    { files: { 'scripts/install.sh': '#!/bin/bash\nexit 0\n' } },
  ],
  ['pushd /opt/shop >/dev/null\nls server.js\npopd >/dev/null'],
  [
    'cd "/opt/codedeploy-agent/deployment-root/$DEPLOYMENT_GROUP_ID/$DEPLOYMENT_ID/deployment-archive" || exit 1\n./scripts/install.sh',
    { files: { 'scripts/install.sh': '#!/bin/bash\nexit 0\n' } },
  ],
  ['ls etc/hostname'],
  ['npm install --prefix /opt/shop'],
  [
    '. "$(dirname "$0")/common.sh"\nlog x',
    { files: { 'scripts/common.sh': 'log() { echo "$*"; }\n' } },
  ],
  ['[ -f "$(dirname "$0")/local.sh" ] && . "$(dirname "$0")/local.sh"\nexit 0'],
  [
    'bash "$(dirname "$0")/migrate.sh"',
    { files: { 'scripts/migrate.sh': { text: '#!/bin/bash\nexit 0\n', mode: 0o644 } } },
  ],
  ['/opt/shop/bin/migrate.sh', { files: { 'app/bin/migrate.sh': '#!/bin/bash\nexit 0\n' } }],
  ['cat > /tmp/x.sh <<EOF\n#!/bin/sh\nexit 0\nEOF\nchmod +x /tmp/x.sh\n/tmp/x.sh'],
  [
    'if [ -f /etc/x ]; then\n  echo x\nfi\nfor i in 1 2 3; do echo "$i"; done',
    { first: '#!/bin/sh' },
  ],
  ['f() {\n  local a\n  a=1\n  echo "$a"\n}\nf', { first: '#!/bin/sh' }],
  ['[[ -f /etc/x ]] || echo no', { first: '#!/usr/bin/env bash' }],
  ['echo x', { first: '#!/usr/bin/env -S bash -eu' }],
  ['echo x', { first: '#!/bin/bash -xe' }],
  ['echo x', { first: '#! /bin/bash' }],
  ['echo x', { first: '#!/bin/zsh' }],
  ['cat > /etc/shop.conf <<EOF\nport=80\nEOF'],
  ['if true; then\n\tcat > /etc/shop.conf <<-EOF\n\tport=80\n\tEOF\nfi'],
  ["cat > /etc/x.sh <<'EOF'\n#!/bin/sh\n./run.sh &\ncd x; rm -rf *\nEOF"],
  ['psql -h db <<SQL\nselect 1;\nSQL'],
  ['FILES=(\n  ./a.sh\n  scripts/b.sh\n)\nfor f in "${FILES[@]}"; do echo "$f"; done'],
  ['case "$DEPLOYMENT_GROUP_NAME" in\n  ./x|scripts/y) echo a ;;\n  *prod*) echo b ;;\nesac'],
  ['awk \'{ print $1 & 1; system("./x") }\' /etc/hosts > /dev/null'],
  ['sed -i "s|./old|/opt/new|; s/a&b/c/" /etc/hosts'],
  ['python3 - <<PY\nimport os\nos.system("./x.sh &")\nPY'],
  ["jq -r '.a | select(.b) | .c' /etc/x.json"],
  ['if [[ "$X" =~ ^(a|b)\\.(c&d)$ ]]; then echo y; fi'],
  ['for ((i=0; i<3; i++)); do echo "$i"; done'],
  ["trap 'rm -f /tmp/x' EXIT\ntouch /tmp/x"],
  ['while read -r l; do echo "$l"; done < <(ls /opt/shop)'],
  ['v=${LIFECYCLE_EVENT,,}\necho "${v^} ${v//a/b}"'],
  ['APP_DIR=/opt/shop\nrm -rf "$APP_DIR"/*'],
  ['systemctl status codedeploy-agent --no-pager || true'],
  ['echo "no reboot needed"\ngrep -q reboot /etc/motd || true'],
  ['chmod 755 /opt/shop/server.js'],
  ['curl -fsSL https://rpm.nodesource.com/setup_20.x | bash -'],
  ['export HOME=/home/ec2-user\nexport NVM_DIR="$HOME/.nvm"\n. "$NVM_DIR/nvm.sh"'],
  ['cd "$HOME" || exit 1\nls', { runas: 'ec2-user' }],
  ['printf "caf\\303\\251\\n"'],
  ['printf "\\377" > /opt/shop/flag'],
];

/** Hooks that fail, hang or do harm, and a rule that says so. */
const wrong: [string, string, More?][] = [
  ['(cd /opt/shop && node server.js &)', 'script/background'],
  ['cd /opt/shop\nnode server.js 2>&1 >/var/log/shop.log &', 'script/background'],
  ['exec 3>&1\nnode /opt/shop/server.js >/var/log/x 2>&1 </dev/null &', 'script/background'],
  ['bash -c "node /opt/shop/server.js &"', 'script/background'],
  ['cd /opt/shop\nnode server.js 2>&1 </dev/null | tee /var/log/shop.log &', 'script/background'],
  ['setsid node /opt/shop/server.js &', 'script/background'],
  ['node /opt/shop/server.js & disown', 'script/background'],
  ['docker run --name shop -p 80:80 shop:latest', 'script/foreground'],
  ['docker-compose -f /opt/shop/docker-compose.yml up', 'script/foreground'],
  ['cd /opt/shop\nexport PORT=80\nnode server.js', 'script/foreground'],
  ['java -jar /opt/shop/shop.jar', 'script/foreground'],
  ['cd /opt/shop\nflask run --host 0.0.0.0', 'script/foreground'],
  ['python3 /opt/shop/manage.py runserver 0.0.0.0:8000', 'script/foreground'],
  ['cd /opt/shop && uvicorn main:app --port 80', 'script/foreground'],
  ['systemctl restart shop\ntail -f /var/log/shop.log', 'script/foreground'],
  ['nginx -g "daemon off;"', 'script/foreground'],
  ['while true; do curl -s localhost && sleep 5; done', 'script/foreground'],
  ['pm2 start /opt/shop/server.js --no-daemon', 'script/foreground'],
  ['pm2-runtime /opt/shop/server.js', 'script/foreground'],
  ['cd /opt/shop\nnpm run start', 'script/foreground'],
  ['systemctl restart shop\njournalctl -fu shop', 'script/foreground'],
  ['httpd -D FOREGROUND', 'script/foreground'],
  ['celery -A app worker', 'script/foreground'],
  ['/opt/tomcat/bin/catalina.sh run', 'script/foreground'],
  ['apt-get install nginx', 'script/asks'],
  ['yum install httpd', 'script/asks'],
  ['pkill node', 'script/stop-fails', { event: 'ApplicationStop' }],
  ['systemctl stop shop', 'script/stop-fails', { event: 'ApplicationStop' }],
  ['docker stop shop\ndocker rm shop', 'script/stop-fails', { event: 'ApplicationStop' }],
  ['kill $(cat /var/run/shop.pid)', 'script/stop-fails', { event: 'ApplicationStop' }],
  [
    'set -e\npid=$(pgrep node)\nkill "$pid"\nexit 0',
    'script/stop-fails',
    { event: 'ApplicationStop' },
  ],
  ['forever stop /opt/shop/server.js', 'script/stop-fails', { event: 'ApplicationStop' }],
  ['killall -q java', 'script/stop-fails', { event: 'ApplicationStop' }],
  ['source .env\necho "$PORT"', 'bundle/secret', { files: { '.env.production': 'API_TOKEN=x' } }],
  [
    'bash scripts/install.sh',
    'script/working-folder',
    { files: { 'scripts/install.sh': '#!/bin/bash\nexit 0\n' } },
  ],
  ['cd app && ls', 'script/working-folder'],
  ['python3 app/manage.py migrate', 'script/working-folder', { files: { 'app/manage.py': 'x' } }],
  [
    'cp config/nginx.conf /etc/nginx/nginx.conf',
    'script/working-folder',
    { files: { 'config/nginx.conf': 'x' } },
  ],
  ['. "$(dirname "$0")/common.sh"\nlog x', 'script/missing-file'],
  [
    '. "$(dirname "$0")/common.sh"\nlog x',
    'script/syntax',
    { files: { 'scripts/common.sh': 'log() { echo "$*"; \n' } },
  ],
  [
    '"$(dirname "$0")/migrate.sh"',
    'script/not-executable',
    { files: { 'scripts/migrate.sh': { text: '#!/bin/bash\nexit 0\n', mode: 0o644 } } },
  ],
  [
    'bash "$(dirname "$0")/migrate.sh"',
    'script/crlf',
    { files: { 'scripts/migrate.sh': '#!/bin/bash\r\nexit 0\r\n' } },
  ],
  ['if [[ -f /etc/x ]]; then echo x; fi', 'script/bash-only', { first: '#!/bin/sh' }],
  ['echo x', 'script/interpreter-misspelt', { first: '#!/usr/bin/env bash -e' }],
  ['echo x', 'script/interpreter-misspelt', { first: '#!/bin/bsah' }],
  ['echo x', 'script/interpreter-misspelt', { first: '#!C:/Program Files/Git/bin/bash' }],
  ['echo x', 'script/byte-order-mark', { first: '\ufeff#!/bin/bash' }],
  ['echo x', 'script/no-interpreter', { first: '# /bin/bash' }],
  ['if [! -f /etc/x ]; then\n  echo x\nfi', 'script/test-blank'],
  ['if [ -f /x ]; then\n  echo x', 'script/syntax'],
  ['docker run -d \\\n  # ports\n  -p 80:80 shop', 'script/continued-line'],
  ['docker run -d \\ \n  -p 80:80 shop', 'script/continued-line'],
  ['rm -rf $APP_DIR/*', 'script/removes-all'],
  ['rm -rf /opt/codedeploy-agent/deployment-root/*/*', 'script/removes-bundle'],
  ['sudo service codedeploy-agent restart', 'script/ends-agent'],
  ['reboot', 'script/ends-agent'],
  ['init 6', 'script/ends-agent'],
  ['chmod -R 777 /opt/shop', 'permissions/world-writable'],
  ['cd $HOME/app', 'script/home'],
  ['printf "\\377\\376\\n"', 'script/printed-bytes'],
  ['echo -e "caf\\xe9"', 'script/printed-bytes'],
  ['head -c 16 /dev/urandom', 'script/printed-bytes'],
  ['export LC_ALL=C\nprintf "\\351\\n"', 'script/printed-bytes'],
];

describe('of a hook that works nothing is said', () => {
  test.each(right)('%j %j', async (text, more = {}) => {
    expect(await rulesOf(text, more)).toEqual([]);
  });
});

describe('of a hook that does not it is', () => {
  test.each(wrong)('%j: %s', async (text, rule, more = {}) => {
    expect(await rulesOf(text, more)).toContain(rule);
  });
});

async function rulesOf(text: string, more: More): Promise<string[]> {
  const { first = '#!/bin/bash', event = 'ApplicationStart', runas, files } = more;
  const user = runas === undefined ? '' : `, runas: ${runas}`;
  const bundle = aBundle({
    'appspec.yml': anAppSpec(
      `files: [{source: app, destination: /opt/shop}]\nhooks: {${event}: [{location: scripts/start.sh, timeout: 60${user}}]}`,
    ),
    'app/server.js': '',
    'app/package.json': '{"scripts":{"start":"node server.js","build":"tsc"}}',
    'scripts/start.sh': `${first}\n${text}\n`,
    ...files,
  });
  const found = await lintBundle(bundle, { shellCheck: systemShellCheck() });
  return found.map(({ rule }) => rule);
}
