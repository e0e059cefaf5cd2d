import { describe, expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { systemShellCheck } from '../../src/lint/shell-check.ts';
import { aBundle, type Content } from './a-bundle.ts';
import { services } from './services.ts';

const shellCheck = systemShellCheck();

describe('nothing is said of', () => {
  test.each(Object.entries(services))('%s', async (_, files) => {
    expect(await lintBundle(aBundle(files), { shellCheck })).toEqual([]);
  });
});

type More = { event?: string; runas?: string; to?: string; files?: Record<string, Content> };

async function rulesOf(script: string, { event, runas, to, files }: More = {}): Promise<string[]> {
  const user = runas === undefined ? '' : `, runas: ${runas}`;
  const bundle = aBundle({
    'appspec.yml': `version: 0.0\nos: linux\nfiles: [{ source: app, destination: ${to ?? '/opt/app'} }]\nhooks:\n  ${event ?? 'AfterInstall'}: [{ location: scripts/run.sh, timeout: 60${user} }]\n`,
    'app/a': '1',
    'app/package.json': '{}',
    'app/conf/x.yml': 'a: 1',
    'nginx.conf': '',
    'scripts/run.sh': `#!/bin/bash\n${script}\n`,
    ...files,
  });
  const found = await lintBundle(bundle, { shellCheck });
  return found.map(({ line, rule, file }) =>
    file === 'scripts/run.sh' ? `${line} ${rule}` : `${file} ${rule}`,
  );
}

const right: [string, More?][] = [
  ['cd app && npm ci', { to: '/app' }],
  ['cat app/conf/x.yml\ncp app/conf/x.yml /etc/x.yml', { to: '/app' }],
  ['docker run --rm -v /opt/app:/w web node -r app/a\ndocker exec web cat app/conf/x.yml'],
  ['tar xzf /tmp/a.tgz app/conf/x.yml\necho x > conf.yml\ncp conf.yml /etc/'],
  ['cd /opt/app || exit 1\nsed -i s/a/b/ conf/x.yml\ncp conf/x.yml /etc/x.yml'],
  ['sed -i "s/nginx.conf/b/" /etc/x\nsed -e nginx.conf /etc/x\nawk nginx.conf /etc/x'],
  ['grep -q nginx.conf /etc/x\njq .app /etc/x.json\nrm -f app/a\nsort -r app/a > /dev/null'],
  ['cp /etc/hosts nginx.conf\nmv /tmp/a nginx.conf'],
  ['wget -q https://x.example/nginx.conf\ncp nginx.conf /etc/'],
  ['curl -fsSO https://x.example/run.sh\nchmod +x run.sh\n./run.sh'],
  ['cp /opt/app/nginx.conf .\nsed -i s/a/b/ ./nginx.conf'],
  ['cp /opt/app/nginx.conf ./nginx.conf\nsed -i s/a/b/ nginx.conf'],
  ['unzip -o /opt/app/a.zip\ncp nginx.conf /etc/'],
  ['tar -xzf /opt/app/a.tgz\ncp nginx.conf /etc/'],
  ['git clone https://x.example/y .\ncp nginx.conf /etc/'],
  ['cd /opt/app || exit 1\nphp artisan migrate --force\nphp artisan migrate:status'],
  ['docker system prune -af\necho y | docker volume prune\nterraform apply -auto-approve'],
  ["ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id\nssh-keygen -A\nssh-keygen -R host"],
  ['mysql -u root -p"$PW" app < /opt/app/x.sql'],
  ['screen -dmS app /opt/app/a\ntmux new-session -d -s app top\nscreen -S app -X quit || true'],
  [
    'caddy reload\nflask db upgrade\nnext build\ndotnet ef database update\ngo version\nkubectl logs web',
  ],
  ['php /opt/app/artisan queue:work --stop-when-empty\nairflow webserver -D\npuma --version'],
  ['cd /opt/app || exit 1\nterraform plan -out=tfplan\nterraform apply -input=false tfplan'],
  ['terraform apply "$PLAN"'],
  ['npm --prefix /opt/app run build -- --config app/conf/x.yml\nmake -C /opt/app -f nginx.conf'],
  ['docker compose -f /opt/app/c.yml exec -T web node x --config app/conf/x.yml'],
  ['docker-compose -f /opt/app/c.yml run --rm web x --file nginx.conf'],
  ['celery multi start worker -A site --pidfile=/run/%n.pid'],
  ['cd /opt/app || exit 1\ngo run ./cmd/migrate up\ndotnet run --project Migrations'],
  ['pkill -f my-agent || true\nrpm -q codedeploy-agent\nyum install -y aws-cli'],
  [
    'echo',
    {
      files: {
        '.env':
          'DB_SECRET_ARN=arn:aws:secretsmanager:eu-west-1:111111111111:secret:db\nDB_PASSWORD_FILE=/run/secrets/db\n',
      },
    },
  ],
  [
    'echo',
    { files: { '.env': 'PORT=80\nNEXT_PUBLIC_API_KEY=abc\nDB_PASSWORD=\nTOKEN=${TOKEN}\n' } },
  ],
];

const wrong: [string, string[], More?][] = [
  ['cp nginx.conf /etc/nginx/', ['2 script/working-folder']],
  ['tar xzf /opt/app/a.tgz -C /opt\ncp ./nginx.conf /etc/', ['3 script/working-folder']],
  ['unzip -q /opt/app/a.zip -d /opt\ncp nginx.conf /etc/', ['3 script/working-folder']],
  ['pushd app\nnpm ci\npopd', ['2 script/working-folder']],
  ['pip3 install -r app/conf/x.yml', ['2 script/working-folder']],
  ['docker compose -f app/conf/x.yml exec web ls', ['2 script/working-folder']],
  ['docker compose -f app/conf/x.yml up -d', ['2 script/working-folder']],
  ['kubectl apply -f app/conf/x.yml', ['2 script/working-folder']],
  ['export $(cat .env | xargs)', ['2 script/working-folder'], { files: { '.env': 'A=1' } }],
  ['docker compose -f /opt/app/c.yml logs -f', ['2 script/foreground']],
  ['supervisord -n -c /etc/supervisord.conf', ['2 script/foreground']],
  ['caddy run --config /etc/caddy/Caddyfile', ['2 script/foreground']],
  ['php /opt/app/artisan horizon', ['2 script/foreground']],
  ['cd /opt/app\n./gradlew bootRun', ['3 script/foreground']],
  ['cd /opt/app\nnuxt preview', ['3 script/foreground']],
  ['php artisan migrate', ['2 script/asks']],
  ['docker system prune -a', ['2 script/asks']],
  ['terraform apply -var x=y', ['2 script/asks']],
  ['terraform apply', ['2 script/asks']],
  ['ssh-keygen -t rsa', ['2 script/asks']],
  ['mysql -u root -p < /opt/app/x.sql', ['2 script/asks']],
  ['screen -S app /opt/app/a', ['2 script/asks']],
  ['tmux new -s app /opt/app/a', ['2 script/asks']],
  ['pkill -f codedeploy-agent', ['2 script/ends-agent']],
  ['yum update -y codedeploy-agent', ['2 script/ends-agent']],
  ['export PATH=~/.nvm/bin:$PATH', ['2 script/home']],
  ['echo', ['.env bundle/secret'], { files: { '.env': 'PORT=80\nDB_PASSWORD=hunter22\n' } }],
  ['echo', ['.env bundle/secret'], { files: { '.env': 'DATABASE_URL=postgres://a:b@db/app' } }],
];

describe('a hook that', () => {
  test.each(right)('is right: %s', async (script, more = {}) => {
    expect(await rulesOf(script, more)).toEqual([]);
  });

  test.each(wrong)('is wrong: %s', async (script, rules, more = {}) => {
    expect(await rulesOf(script, more)).toEqual(rules);
  });
});
