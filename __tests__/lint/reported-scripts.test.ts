import { describe, expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { systemShellCheck } from '../../src/lint/shell-check.ts';
import { aBundle, anAppSpec, type Content } from './a-bundle.ts';

/** Hooks as people report them, and the rule that tells why they fail; none where they work. */
type Reported = [string, string, string | undefined, Record<string, Content>?];

const reported: Reported[] = [
  ['ApplicationStart', 'run.sh &', 'script/background'],
  ['ApplicationStart', 'cd /opt/app\nnohup java -jar app.jar &', 'script/background'],
  [
    'ApplicationStart',
    'cd /opt/app\nnohup java -jar app.jar > app.log 2>&1 < /dev/null &',
    undefined,
  ],
  ['ApplicationStart', 'setsid node /opt/app/server.js >/dev/null 2>&1 &', undefined],
  ['ApplicationStart', '. "$HOME"/.bashrc\npm2 start /opt/app/ecosystem.config.js', 'script/home'],
  ['ApplicationStart', 'cd /opt/app\npm2 start ecosystem.config.js --env production', undefined],
  [
    'ApplicationStart',
    'su - ec2-user -c "cd /opt/app && pm2 start app.js || pm2 restart shop" </dev/null >/dev/null 2>&1',
    undefined,
  ],
  ['ApplicationStart', 'cd /opt/app\nyarn start', 'script/foreground'],
  ['ApplicationStart', 'cd /opt/app\nyarn build', undefined],
  [
    'ApplicationStart',
    'cd /opt/app\nsource venv/bin/activate\ngunicorn -b :80 shop:app',
    'script/foreground',
  ],
  [
    'ApplicationStart',
    'cd /opt/app\nsource venv/bin/activate\ngunicorn -b :80 --daemon shop:app',
    undefined,
  ],
  [
    'ApplicationStart',
    'cd /opt/app\ndocker-compose pull && docker-compose up -d --remove-orphans',
    undefined,
  ],
  ['ApplicationStart', 'docker run -dit --name shop -p 80:80 shop', undefined],
  ['ApplicationStart', 'npm start --prefix ./app', 'script/foreground'],
  ['ApplicationStart', 'tail -f /var/log/shop.log', 'script/foreground'],
  ['AfterInstall', 'cd /opt/app\nsudo chmod -R 777 /opt/app', 'permissions/world-writable'],
  ['AfterInstall', 'cd app\nnpm ci', 'script/working-folder'],
  ['AfterInstall', 'cp .env.production /opt/app/.env', undefined],
  ['AfterInstall', 'aws s3 cp "s3://shop/$DEPLOYMENT_GROUP_NAME/.env" /opt/app/.env', undefined],
  ['AfterInstall', 'if [ "$APPLICATION_NAME" == "shop" ]\nthen\n  echo yes\n', 'script/syntax'],
  ['AfterInstall', 'if [ -d /opt/app]; then rm -r /opt/app/cache; fi', 'script/test-blank'],
  [
    'AfterInstall',
    'cat > /etc/nginx/conf.d/shop.conf <<EOF\nserver { listen 80; }',
    'script/here-document',
  ],
  [
    'AfterInstall',
    "cat > /etc/nginx/conf.d/shop.conf <<'EOF'\nlocation / { proxy_pass $x & $y; }\nEOF",
    undefined,
  ],
  ['AfterInstall', 'service codedeploy-agent restart', 'script/ends-agent'],
  ['BeforeInstall', 'cd /var/www/html\nrm -rf *', 'script/cd-unchecked'],
  ['BeforeInstall', 'if [ -d /var/www/html ]; then rm -rf /var/www/html/*; fi', undefined],
  [
    'BeforeInstall',
    'rm -rf /opt/codedeploy-agent/deployment-root/deployment-instructions/*',
    'script/removes-bundle',
  ],
  ['BeforeInstall', 'rm -rf $APP_HOME/*', 'script/removes-all'],
  ['BeforeInstall', 'apt-get update && apt-get install -y nginx', undefined],
  ['ApplicationStop', 'sudo killall node', 'script/stop-fails'],
  [
    'ApplicationStop',
    'isExistApp=`pgrep httpd`\nif [[ -n $isExistApp ]]; then\n  service httpd stop\nfi',
    undefined,
  ],
  ['ApplicationStop', 'docker stop $(docker ps -q)', 'script/stop-fails'],
  ['ApplicationStop', 'systemctl stop nginx || true', undefined],
  ['ApplicationStop', 'pkill -f app.jar; exit 0', undefined],
  ['ApplicationStop', 'fuser -k 8080/tcp', 'script/stop-fails'],
  [
    'ValidateService',
    'for i in $(seq 1 30); do curl -fs localhost/health && exit 0; sleep 2; done\nexit 1',
    undefined,
  ],
  ['ValidateService', 'until curl -fs localhost/health; do sleep 2; done', undefined],
  [
    'ValidateService',
    'result=$(curl -s http://localhost/hello?a=1\\&b=2)\n[[ "$result" =~ "Hello (World)" ]] || exit 1',
    undefined,
  ],
  [
    'ValidateService',
    '"$(dirname "$0")"/check.sh',
    'script/not-executable',
    { 'scripts/check.sh': { text: '#!/bin/sh\nexit 0\n', mode: 0o644 } },
  ],
  [
    'ValidateService',
    'exec python3 "$(dirname "$0")/check.py"',
    undefined,
    { 'scripts/check.py': 'print(1)\r\n' },
  ],
];

describe('scripts as people report them', () => {
  test.each(reported)('%s: %s', async (event, text, rule, more = {}) => {
    const appspec = anAppSpec(
      `files: [{source: app, destination: /opt/app}]\nhooks: {${event}: [{location: scripts/hook.sh, timeout: 60}]}`,
    );
    const files = {
      'appspec.yml': appspec,
      'app/server.js': '',
      'scripts/hook.sh': `#!/bin/bash\n${text}\n`,
      ...more,
    };
    const found = await lintBundle(aBundle(files), { shellCheck: systemShellCheck() });
    expect(found.map((each) => each.rule)).toEqual(rule === undefined ? [] : [rule]);
  });
});

describe('a hook in another language', () => {
  test.each([
    ['python3', 'print("a")'],
    ['node', 'console.log("a")'],
    ['ruby', 'puts "a"'],
  ])('%s with CRLF below a good first line passes', async (name, text) => {
    const appspec = anAppSpec('hooks: {AfterInstall: [{location: hook, timeout: 60}]}');
    const files = { 'appspec.yml': appspec, hook: `#!/usr/bin/env ${name}\n${text}\r\nif [\r\n` };
    expect(await lintBundle(aBundle(files), { shellCheck: systemShellCheck() })).toEqual([]);
  });
});
