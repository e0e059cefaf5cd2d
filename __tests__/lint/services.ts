import type { Content } from './a-bundle.ts';

/** A script behind its interpreter line. */
const sh = (text: string, first = '#!/bin/bash') => `${first}\n${text}\n`;

const unit = (command: string, more = '') =>
  `[Unit]\nDescription=x\nAfter=network-online.target\n[Service]\nUser=root\nExecStart=${command}\nRestart=always\n${more}[Install]\nWantedBy=multi-user.target\n`;

type Hook = string | readonly [script: string, user: string];

function spec(
  files: readonly (readonly [source: string, destination: string])[],
  hooks: Readonly<Record<string, string | readonly Hook[]>>,
  more = '',
): string {
  const copied = files.map(([from, to]) => `  - source: ${from}\n    destination: ${to}\n`);
  const events = Object.entries(hooks).map(([event, scripts]) => {
    const each = (typeof scripts === 'string' ? [scripts] : scripts).map((hook) => {
      const [script, user] = typeof hook === 'string' ? [hook] : hook;
      const runas = user === undefined ? '' : `      runas: ${user}\n`;
      return `    - location: ${script}\n      timeout: 300\n${runas}`;
    });
    return `  ${event}:\n${each.join('')}`;
  });
  return `version: 0.0\nos: linux\nfiles:\n${copied.join('')}${more}hooks:\n${events.join('')}`;
}

/** Bundles as services of many kinds have them, of which nothing is to be said. */
export const services: Readonly<Record<string, Record<string, Content>>> = {
  'rails with puma and systemd': {
    'appspec.yml': spec(
      [['/', '/srv/rails/current']],
      {
        BeforeInstall: 'scripts/before_install.sh',
        AfterInstall: ['scripts/bundle.sh'],
        ApplicationStart: 'scripts/start.sh',
        ApplicationStop: 'scripts/stop.sh',
        ValidateService: 'scripts/validate.sh',
      },
      'permissions:\n  - object: /srv/rails/current\n    pattern: "**"\n    owner: deploy\n    group: deploy\n    mode: "755"\n    type: [directory]\n  - object: /srv/rails/current\n    pattern: "**"\n    owner: deploy\n    group: deploy\n    type: [file]\n',
    ),
    Gemfile: 'source "https://rubygems.org"\n',
    'config/puma.rb': 'workers 2\n',
    'bin/rails': '#!/usr/bin/env ruby\nrequire "x"\n',
    'scripts/before_install.sh': sh(
      'set -euo pipefail\nid deploy >/dev/null 2>&1 || useradd --system --create-home deploy\nrm -rf /srv/rails/current/tmp/cache',
    ),
    'scripts/bundle.sh': sh(
      'set -euo pipefail\nsource /etc/profile.d/rbenv.sh\ncd /srv/rails/current\nbundle config set --local deployment true\nbundle config set --local without "development test"\nbundle install --jobs 4 --quiet\nRAILS_ENV=production bundle exec rails db:migrate\nRAILS_ENV=production bundle exec rails assets:precompile\nchown -R deploy:deploy /srv/rails/current',
    ),
    'scripts/start.sh': sh(
      'set -e\ninstall -m 0644 /srv/rails/current/config/puma.service /etc/systemd/system/puma.service\nsystemctl daemon-reload\nsystemctl enable puma\nsystemctl restart puma\nsystemctl restart sidekiq || systemctl start sidekiq',
    ),
    'config/puma.service': unit(
      '/usr/local/bin/bundle exec puma -C config/puma.rb',
      'WorkingDirectory=/srv/rails/current\nEnvironmentFile=-/etc/rails.env\n',
    ),
    'scripts/stop.sh': sh('systemctl stop puma sidekiq || true'),
    'scripts/validate.sh': sh(
      'for i in {1..30}; do\n  if curl --silent --fail --max-time 2 http://127.0.0.1:3000/up > /dev/null; then\n    exit 0\n  fi\n  sleep 1\ndone\necho "rails did not come up" >&2\njournalctl -u puma -n 50 --no-pager >&2\nexit 1',
    ),
  },
  'django gunicorn supervisor': {
    'appspec.yml': spec(
      [
        ['src', '/opt/site'],
        ['deploy/supervisor.conf', '/etc/supervisor/conf.d'],
      ],
      {
        BeforeInstall: 'deploy/clean.sh',
        AfterInstall: ['deploy/venv.sh', 'deploy/migrate.sh'],
        ApplicationStart: 'deploy/start.sh',
        ApplicationStop: 'deploy/stop.sh',
      },
    ),
    'src/manage.py': '#!/usr/bin/env python\nimport os\n',
    'src/requirements.txt': 'django==5.0\n',
    'deploy/supervisor.conf':
      '[program:site]\ncommand=/opt/site/venv/bin/gunicorn site.wsgi:application --bind unix:/run/site.sock\ndirectory=/opt/site\nautostart=true\n',
    'deploy/clean.sh': sh(
      'if [ -d /opt/site ]; then\n    find /opt/site -mindepth 1 -maxdepth 1 ! -name venv ! -name media -exec rm -rf {} +\nfi',
    ),
    'deploy/venv.sh': sh(
      'set -eu\npython3 -m venv /opt/site/venv\n. /opt/site/venv/bin/activate\npip install --upgrade pip\npip install -r /opt/site/requirements.txt',
      '#!/bin/sh',
    ),
    'deploy/migrate.sh': sh(
      'cd /opt/site || exit 1\nsource venv/bin/activate\nset -a\n[ -f /etc/site.env ] && . /etc/site.env\nset +a\npython manage.py migrate --noinput\npython manage.py collectstatic --noinput --clear',
    ),
    'deploy/start.sh': sh(
      'supervisorctl reread\nsupervisorctl update\nsupervisorctl restart site || supervisorctl start site',
    ),
    'deploy/stop.sh': sh(
      'if supervisorctl status site | grep -q RUNNING; then\n  supervisorctl stop site\nfi',
    ),
  },
  'next.js under pm2': {
    'appspec.yml': spec(
      [['/', '/home/ubuntu/web']],
      {
        BeforeInstall: 'scripts/before.sh',
        AfterInstall: [['scripts/install.sh', 'ubuntu']],
        ApplicationStart: [['scripts/start.sh', 'ubuntu']],
        ApplicationStop: [['scripts/stop.sh', 'ubuntu']],
      },
      'file_exists_behavior: OVERWRITE\npermissions:\n  - object: /home/ubuntu/web\n    owner: ubuntu\n    group: ubuntu\n    type: [directory, file]\n',
    ),
    'package.json': '{"name":"web","scripts":{"start":"next start -p 3000","build":"next build"}}',
    'ecosystem.config.js':
      'module.exports={apps:[{name:"web",script:"node_modules/next/dist/bin/next",args:"start"}]}\n',
    '.env.production': 'NODE_ENV=production\n',
    'scripts/before.sh': sh('mkdir -p /home/ubuntu/web\nchown ubuntu:ubuntu /home/ubuntu/web'),
    'scripts/install.sh': sh(
      'set -e\nexport NVM_DIR="$HOME/.nvm"\n[ -s "$NVM_DIR/nvm.sh" ] && \\. "$NVM_DIR/nvm.sh"\ncd /home/ubuntu/web\nnpm ci\nnpm run build',
    ),
    'scripts/start.sh': sh(
      'source ~/.nvm/nvm.sh\ncd ~/web\npm2 startOrReload ecosystem.config.js --env production\npm2 save',
    ),
    'scripts/stop.sh': sh(
      'export PATH=$PATH:/home/ubuntu/.nvm/versions/node/v20.11.0/bin\npm2 delete web 2> /dev/null || true',
    ),
  },
  'spring boot': {
    'appspec.yml': spec(
      [
        ['target/app.jar', '/opt/app'],
        ['app.service', '/etc/systemd/system'],
        ['conf/', '/etc/app'],
      ],
      {
        ApplicationStop: 'bin/stop.sh',
        AfterInstall: 'bin/after.sh',
        ApplicationStart: 'bin/start.sh',
        ValidateService: 'bin/check.sh',
      },
      'permissions:\n  - object: /opt/app\n    pattern: "*.jar"\n    owner: app\n    mode: "500"\n    type: [file]\n',
    ),
    'target/app.jar': 'PK',
    'app.service': unit(
      '/usr/bin/java $JAVA_OPTS -jar /opt/app/app.jar --spring.config.location=/etc/app/',
      'EnvironmentFile=/etc/app/app.env\nSuccessExitStatus=143\n',
    ),
    'conf/app.env': 'JAVA_OPTS=-Xmx512m\n',
    'conf/application.yml': 'server: {port: 8080}\n',
    'bin/stop.sh': sh('systemctl is-active app && systemctl stop app\nexit 0', '#!/bin/sh'),
    'bin/after.sh': sh(
      'getent passwd app > /dev/null || useradd -r -s /sbin/nologin app\nchown -R app: /opt/app /etc/app\nsystemctl daemon-reload',
    ),
    'bin/start.sh': sh('systemctl enable --now app'),
    'bin/check.sh': sh(
      'set -o pipefail\nretries=0\nuntil curl -sf localhost:8080/actuator/health | grep -q \'"status":"UP"\'; do\n  retries=$((retries+1))\n  [ "$retries" -ge 24 ] && exit 1\n  sleep 5\ndone',
    ),
  },
  '.net on linux': {
    'appspec.yml': spec(
      [
        ['publish', '/var/www/api'],
        ['kestrel-api.service', '/etc/systemd/system/'],
      ],
      {
        BeforeInstall: 'scripts/stop',
        AfterInstall: 'scripts/after',
        ApplicationStart: 'scripts/start',
      },
    ),
    'publish/Api.dll': 'MZ',
    'publish/Api': { text: 'ELF', mode: 0o755 },
    'publish/appsettings.json': '{}',
    'kestrel-api.service': unit(
      '/usr/bin/dotnet /var/www/api/Api.dll',
      'WorkingDirectory=/var/www/api\nEnvironment=ASPNETCORE_ENVIRONMENT=Production\n',
    ),
    'scripts/stop': {
      text: sh('systemctl stop kestrel-api.service || echo "not running"'),
      mode: 0o755,
    },
    'scripts/after': {
      text: sh(
        'set -e\nsystemctl daemon-reload\nsystemctl enable kestrel-api.service\nif ! rpm -q dotnet-runtime-8.0; then yum install -y dotnet-runtime-8.0; fi',
      ),
      mode: 0o755,
    },
    'scripts/start': { text: sh('systemctl start kestrel-api.service'), mode: 0o755 },
  },
  laravel: {
    'appspec.yml': spec(
      [['/', '/var/www/html']],
      {
        BeforeInstall: '.aws/before.sh',
        AfterInstall: '.aws/after.sh',
        ApplicationStart: '.aws/start.sh',
      },
      'permissions:\n  - object: /var/www/html/storage\n    owner: www-data\n    group: www-data\n    mode: "775"\n    type: [directory]\n',
    ),
    artisan: '#!/usr/bin/env php\n<?php\n',
    'composer.json': '{}',
    'public/index.php': '<?php\n',
    'storage/logs/.gitignore': '*\n!.gitignore\n',
    'bootstrap/cache/.gitignore': '*\n',
    '.env.example': 'APP_KEY=\nDB_PASSWORD=\n',
    '.aws/before.sh': sh(
      'set -e\ncd /var/www/html 2>/dev/null && php artisan down || true\nrm -rf /var/www/html/bootstrap/cache/*.php',
    ),
    '.aws/after.sh': sh(
      'set -e\naws ssm get-parameter --with-decryption --name /shop/env --query Parameter.Value --output text > /var/www/html/.env\ncd /var/www/html\nCOMPOSER_ALLOW_SUPERUSER=1 composer install --no-dev --no-interaction --prefer-dist --optimize-autoloader\nphp artisan migrate --force\nphp artisan config:cache\nphp artisan route:cache\nphp artisan storage:link || true\nchown -R www-data:www-data storage bootstrap/cache\nfind storage -type d -exec chmod 775 {} \\;',
    ),
    '.aws/start.sh': sh(
      'php /var/www/html/artisan up\nservice php8.2-fpm reload\nservice nginx reload\nphp /var/www/html/artisan queue:restart',
    ),
  },
  'windows iis': {
    'appspec.yml':
      'version: 0.0\nos: windows\nfiles:\n  - source: \\site\n    destination: C:\\inetpub\\wwwroot\\shop\nhooks:\n  BeforeInstall:\n    - location: \\scripts\\stop.ps1\n      timeout: 180\n  ApplicationStart:\n    - location: \\scripts\\start.bat\n      timeout: 180\n  ValidateService:\n    - location: scripts/check.ps1\n      timeout: 60\n',
    'site/web.config': '<configuration/>\r\n',
    'site/bin/Shop.dll': 'MZ',
    'scripts/stop.ps1':
      '$ErrorActionPreference = "Stop"\r\nImport-Module WebAdministration\r\nif (Test-Path IIS:\\AppPools\\shop) {\r\n  if ((Get-WebAppPoolState shop).Value -ne "Stopped") { Stop-WebAppPool -Name shop }\r\n}\r\n',
    'scripts/start.bat':
      '@echo off\r\nC:\\Windows\\System32\\inetsrv\\appcmd start apppool shop\r\nif %ERRORLEVEL% NEQ 0 exit /b 1\r\n',
    'scripts/check.ps1':
      "$ErrorActionPreference = 'Stop'\r\n$r = Invoke-WebRequest -UseBasicParsing http://localhost/health\r\nif ($r.StatusCode -ne 200) { exit 1 }\r\n",
  },
  'windows service, 64 bit powershell': {
    'appspec.yml':
      'version: 0.0\nos: windows\nfiles:\n  - source: app\n    destination: c:/apps/worker\nhooks:\n  ApplicationStop:\n    - location: stop.bat\n  ApplicationStart:\n    - location: start.bat\n',
    'app/worker.exe': 'MZ',
    'stop.bat':
      '@echo off\r\nsc query worker >nul 2>&1\r\nif %errorlevel% neq 0 exit /b 0\r\nnet stop worker\r\nexit /b 0\r\n',
    'start.bat':
      '%SystemRoot%\\sysnative\\WindowsPowerShell\\v1.0\\powershell.exe -NoProfile -ExecutionPolicy Bypass -Command "& { $ErrorActionPreference=\'Stop\'; Start-Service worker }"\r\n',
  },
  'static site behind nginx': {
    'appspec.yml': spec(
      [
        ['dist', '/usr/share/nginx/html'],
        ['nginx/site.conf', '/etc/nginx/conf.d'],
      ],
      { AfterInstall: 'scripts/reload.sh' },
    ),
    'dist/index.html': '<html></html>',
    'nginx/site.conf': 'server { listen 80; root /usr/share/nginx/html; }\n',
    'scripts/reload.sh': sh('set -eux\nnginx -t\nsystemctl reload nginx || systemctl start nginx'),
  },
  'docker compose with ecr': {
    'appspec.yml': spec(
      [
        ['docker-compose.yml', '/opt/stack'],
        ['.env', '/opt/stack'],
      ],
      {
        ApplicationStop: 'hooks/down.sh',
        BeforeInstall: 'hooks/docker.sh',
        ApplicationStart: 'hooks/up.sh',
        ValidateService: 'hooks/wait.sh',
      },
    ),
    'docker-compose.yml': 'services: {web: {image: "${REGISTRY}/web:${TAG}"}}\n',
    '.env': 'TAG=1.2\nREGISTRY=1.dkr.ecr.eu-west-1.amazonaws.com\n',
    'hooks/down.sh': sh(
      '[ -f /opt/stack/docker-compose.yml ] || exit 0\ncd /opt/stack && docker compose down --remove-orphans || true',
    ),
    'hooks/docker.sh': sh(
      'if ! command -v docker >/dev/null; then\n  curl -fsSL https://get.docker.com | sh\nfi\nsystemctl enable --now docker\nusermod -aG docker ec2-user',
    ),
    'hooks/up.sh': sh(
      'set -euo pipefail\ncd /opt/stack\n. ./.env\naws ecr get-login-password --region eu-west-1 | docker login --username AWS --password-stdin "$REGISTRY"\ndocker compose pull -q\ndocker compose up -d --remove-orphans\ndocker image prune -af --filter "until=72h" || true',
    ),
    'hooks/wait.sh': sh(
      'timeout 120 bash -c \'until [ "$(docker inspect -f "{{.State.Health.Status}}" web)" = healthy ]; do sleep 2; done\'',
    ),
  },
  'systemd timer': {
    'appspec.yml': spec(
      [
        ['bin/report', '/usr/local/bin'],
        ['systemd', '/etc/systemd/system'],
      ],
      { AfterInstall: 'scripts/enable.sh' },
    ),
    'bin/report': { text: '#!/usr/bin/python3\nprint("x")\n', mode: 0o755 },
    'systemd/report.service':
      '[Unit]\nDescription=report\n[Service]\nType=oneshot\nExecStart=/usr/local/bin/report --daily\n',
    'systemd/report.timer':
      '[Unit]\nDescription=daily\n[Timer]\nOnCalendar=daily\nPersistent=true\n[Install]\nWantedBy=timers.target\n',
    'scripts/enable.sh': sh(
      'systemctl daemon-reload\nsystemctl enable --now report.timer\nsystemctl list-timers report.timer --no-pager',
    ),
  },
  'cron and logrotate': {
    'appspec.yml': spec(
      [
        ['app', '/opt/batch'],
        ['etc/cron.d/batch', '/etc/cron.d'],
        ['etc/logrotate.d/batch', '/etc/logrotate.d'],
      ],
      { AfterInstall: 'scripts/after.sh' },
      'permissions:\n  - object: /etc/cron.d\n    pattern: batch\n    owner: root\n    group: root\n    mode: "644"\n    type: [file]\n',
    ),
    'app/run.py': '#!/usr/bin/env python3\nprint(1)\n',
    'etc/cron.d/batch':
      '*/5 * * * * root /usr/bin/python3 /opt/batch/run.py >> /var/log/batch.log 2>&1\n',
    'etc/logrotate.d/batch': '/var/log/batch.log {\n  daily\n  rotate 7\n  missingok\n}\n',
    'scripts/after.sh': sh(
      'touch /var/log/batch.log\nchmod 640 /var/log/batch.log\nlogrotate -d /etc/logrotate.d/batch > /dev/null 2>&1 || exit 1\n(crontab -l 2>/dev/null | grep -v batch; true) | crontab -',
    ),
  },
  selinux: {
    'appspec.yml': spec(
      [['html', '/srv/www']],
      { AfterInstall: 'scripts/ctx.sh' },
      'permissions:\n  - object: /srv/www\n    pattern: "*"\n    owner: nginx\n    mode: "644"\n    context:\n      name: system_u\n      type: httpd_sys_content_t\n      range: s0\n    type: [file]\n',
    ),
    'html/index.html': 'x',
    'scripts/ctx.sh': sh(
      'restorecon -Rv /srv/www || true\nif getenforce | grep -q Enforcing; then setsebool -P httpd_can_network_connect 1; fi',
    ),
  },
  monit: {
    'appspec.yml': spec(
      [
        ['bin', '/opt/svc/bin'],
        ['monit/svc', '/etc/monit/conf.d'],
      ],
      { ApplicationStop: 'scripts/stop.sh', ApplicationStart: 'scripts/start.sh' },
    ),
    'bin/svc': { text: '#!/bin/sh\nexec java -jar /opt/svc/svc.jar\n', mode: 0o755 },
    'monit/svc':
      'check process svc with pidfile /run/svc.pid\n  start program = "/opt/svc/bin/svc"\n',
    'scripts/stop.sh': sh('monit unmonitor svc 2>/dev/null\nmonit stop svc 2>/dev/null\nexit 0'),
    'scripts/start.sh': sh('monit reload\nsleep 2\nmonit start svc\nmonit summary'),
  },
  'go binary, file by file': {
    'appspec.yml': spec(
      [
        ['bin/orders', '/opt/orders'],
        ['conf/orders.toml', '/etc/orders'],
        ['orders.service', '/usr/lib/systemd/system'],
      ],
      {
        BeforeInstall: 's/pre.sh',
        AfterInstall: 's/post.sh',
        ApplicationStart: 's/start.sh',
        ValidateService: 's/ok.sh',
      },
    ),
    'bin/orders': { text: '\x7fELF', mode: 0o755 },
    'conf/orders.toml': 'port=1\n',
    'orders.service': unit(
      '/opt/orders/orders -config /etc/orders/orders.toml',
      'ExecReload=/bin/kill -HUP $MAINPID\nLimitNOFILE=65536\n',
    ),
    's/pre.sh': sh(
      'set -e\ngroupadd -f orders\nid -u orders &>/dev/null || useradd -g orders -M -s /usr/sbin/nologin orders',
    ),
    's/post.sh': sh('setcap cap_net_bind_service=+ep /opt/orders/orders\nsystemctl daemon-reload'),
    's/start.sh': sh('systemctl restart orders.service'),
    's/ok.sh': sh(
      'n=0\nwhile ! nc -z 127.0.0.1 8080\ndo\n  n=$(( n + 1 ))\n  if [ $n -gt 30 ]; then\n    exit 1\n  fi\n  sleep 1\ndone',
    ),
  },
  'helpers sourced by their own place': {
    'appspec.yml': spec([['app', '/opt/a']], {
      AfterInstall: 'hooks/after.sh',
      ApplicationStart: 'hooks/start.sh',
    }),
    'app/x': '1',
    'hooks/lib/log.sh': 'log() { printf "%s %s\\n" "$(date -Is)" "$*"; }\n',
    'hooks/after.sh': sh(
      'set -Eeuo pipefail\ntrap \'echo "failed in line $LINENO" >&2\' ERR\nHERE="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" &> /dev/null && pwd -P)"\nsource "${HERE}/lib/log.sh"\nlog after',
    ),
    'hooks/start.sh': sh(
      'DIR=$(dirname "$(readlink -f "$0")")\n. "$DIR/lib/log.sh"\nlog start',
      '#!/usr/bin/env bash',
    ),
  },
  'elb register scripts of aws samples': {
    'appspec.yml': spec([['index.html', '/var/www/html/']], {
      BeforeInstall: 'scripts/install_dependencies',
      ApplicationStop: 'scripts/stop_server',
      ApplicationStart: 'scripts/start_server',
    }),
    'index.html': 'x',
    'scripts/install_dependencies': sh('yum install -y httpd'),
    'scripts/start_server': sh('service httpd start'),
    'scripts/stop_server': sh(
      'isExistApp=`pgrep httpd`\nif [[ -n  $isExistApp ]]; then\n    service httpd stop\nfi',
    ),
  },
  'node with forever and env': {
    'appspec.yml': spec([['/', '/opt/chat']], {
      ApplicationStart: 'sh/start.sh',
      ApplicationStop: 'sh/stop.sh',
    }),
    'server.js': '//',
    'package.json': '{}',
    'sh/start.sh': sh(
      'cd /opt/chat || exit 1\nNODE_ENV=production forever start --uid chat -a -l /var/log/chat.log server.js',
    ),
    'sh/stop.sh': sh('forever stop chat || :'),
  },
  'php by rsync from the archive': {
    'appspec.yml':
      'version: 0.0\nos: linux\nhooks:\n  AfterInstall:\n    - location: deploy.sh\n      timeout: 60\n',
    'www/index.php': '<?php',
    'deploy.sh': sh(
      'set -e\ncd "$(dirname "$0")"\nrsync -a --delete www/ /var/www/html/\nsystemctl reload php-fpm',
    ),
  },
  'feature flags by group and instance': {
    'appspec.yml': spec([['app', '/opt/app']], { AfterInstall: 'x.sh' }),
    'app/a': '1',
    'x.sh': sh(
      'set -u\nTOKEN=$(curl -sX PUT "http://169.254.169.254/latest/api/token" -H "X-aws-ec2-metadata-token-ttl-seconds: 300")\nID=$(curl -s -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/instance-id)\ncase ${DEPLOYMENT_GROUP_NAME} in\n  *-staging ) env=staging ;;\n  *-prod ) env=production ;;\n  * ) echo "unknown group $DEPLOYMENT_GROUP_NAME" >&2; exit 1 ;;\nesac\ncat > /opt/app/env <<-EOF\n\tENV=$env\n\tINSTANCE=$ID\nEOF\nln -sfn /opt/app /opt/current',
    ),
  },
  'python hook and ruby hook': {
    'appspec.yml': spec([['a', '/opt/a']], {
      BeforeInstall: 'h/pre.py',
      AfterInstall: 'h/post.rb',
    }),
    'a/a': '1',
    'h/pre.py': {
      text: '#!/usr/bin/env python3\nimport subprocess\nsubprocess.run(["systemctl","stop","x"], check=False)\n',
      mode: 0o755,
    },
    'h/post.rb': { text: '#!/usr/bin/env ruby\nputs `ls ./x`\n', mode: 0o755 },
  },
  'tomcat war': {
    'appspec.yml': spec([['ROOT.war', '/opt/tomcat/webapps']], {
      ApplicationStop: 'stop.sh',
      BeforeInstall: 'clean.sh',
      ApplicationStart: 'start.sh',
      ValidateService: 'val.sh',
    }),
    'ROOT.war': 'PK',
    'stop.sh': sh(
      'if ps aux | grep "[o]rg.apache.catalina.startup.Bootstrap" > /dev/null; then\n  /opt/tomcat/bin/shutdown.sh 30 -force || true\nfi',
      '#!/bin/sh',
    ),
    'clean.sh': sh(
      'rm -rf /opt/tomcat/webapps/ROOT /opt/tomcat/webapps/ROOT.war /opt/tomcat/work/Catalina',
    ),
    'start.sh': sh('sudo -u tomcat /opt/tomcat/bin/startup.sh > /dev/null 2>&1 < /dev/null'),
    'val.sh': sh(
      'result=$(curl -s -o /dev/null -w "%{http_code}" http://localhost:8080/)\n[[ "$result" =~ ^(200|302)$ ]] || exit 1',
    ),
  },
  'celery and gunicorn units with sockets': {
    'appspec.yml': spec(
      [
        ['code', '/srv/code'],
        ['units/', '/etc/systemd/system/'],
      ],
      { AfterInstall: 's.sh' },
    ),
    'code/wsgi.py': '',
    'units/gunicorn.socket':
      '[Socket]\nListenStream=/run/gunicorn.sock\n[Install]\nWantedBy=sockets.target\n',
    'units/gunicorn.service': unit('/srv/venv/bin/gunicorn wsgi', 'WorkingDirectory=/srv/code\n'),
    'units/celery@.service': unit('/srv/venv/bin/celery -A app worker -n %i'),
    's.sh': sh(
      'set -e\npython3 -m venv /srv/venv\n/srv/venv/bin/pip install gunicorn celery\nsystemctl daemon-reload\nsystemctl enable --now gunicorn.socket\nsystemctl restart gunicorn.service celery@1.service celery@2.service',
    ),
  },
  'pattern of lock and wait for cloud-init': {
    'appspec.yml': spec([['a', '/opt/a']], { BeforeInstall: 'b.sh' }),
    'a/a': '1',
    'b.sh': sh(
      'cloud-init status --wait > /dev/null\nwhile fuser /var/lib/dpkg/lock-frontend >/dev/null 2>&1; do sleep 1; done\nexport DEBIAN_FRONTEND=noninteractive\napt-get update -qq\napt-get -y -qq -o Dpkg::Options::=--force-confold install nginx\nflock -w 60 /var/lock/x.lock -c "echo ok"',
    ),
  },
  'elixir release': {
    'appspec.yml': spec([['rel', '/opt/app']], {
      ApplicationStop: 'stop.sh',
      ApplicationStart: 'start.sh',
    }),
    'rel/bin/app': { text: '#!/bin/sh\n', mode: 0o755 },
    'stop.sh': sh('[ -x /opt/app/bin/app ] && /opt/app/bin/app stop || true'),
    'start.sh': sh('/opt/app/bin/app eval "App.Release.migrate()"\n/opt/app/bin/app daemon'),
  },
  'magento like cleanup with guard': {
    'appspec.yml': spec([['a', '/var/www/m']], { BeforeInstall: 'b.sh' }),
    'a/a': '1',
    'b.sh': sh(
      'TARGET=/var/www/m\nif [ -n "$TARGET" ] && [ -d "$TARGET" ]; then\n  rm -rf "${TARGET:?}"/*\nfi\ncd /tmp && rm -rf build-*\npushd /var/www >/dev/null || exit 1\nrm -rf ./old\npopd > /dev/null',
    ),
  },
  'redirect with sudo tee, here-strings, arrays': {
    'appspec.yml': spec([['a', '/opt/a']], { AfterInstall: [['b.sh', 'ec2-user']] }),
    'a/a': '1',
    'b.sh': sh(
      'echo "x=1" | sudo tee -a /etc/x.conf > /dev/null\nread -r a b <<< "1 2"\nservices=(web worker)\nfor s in "${services[@]}"; do sudo systemctl restart "$s"; done\nsudo bash -c "echo 1 > /etc/y"\nmapfile -t lines < <(grep -v "^#" /etc/hosts)\necho "$a $b ${#lines[@]}"',
    ),
  },
  'background started properly': {
    'appspec.yml': spec([['a', '/opt/a']], { ApplicationStart: 'b.sh' }),
    'a/a': '1',
    'b.sh': sh(
      'cd /opt/a || exit 1\nnohup ./a > /dev/null 2>&1 < /dev/null &\necho $! > /run/a.pid\nsetsid ./a >/var/log/a 2>&1 < /dev/null &\ndaemonize -p /run/b.pid /opt/a/a\nstart-stop-daemon --start --background --make-pidfile --pidfile /run/c.pid --exec /opt/a/a',
    ),
  },
};
