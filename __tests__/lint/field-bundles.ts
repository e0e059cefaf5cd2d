import type { Content } from './a-bundle.ts';

/** Small bundles after public reports, and what is to be said of them. */
export type FieldBundle = {
  what: string;
  want: 'none' | 'any' | 'error';
  files: Record<string, Content>;
};

export const fieldBundles: readonly FieldBundle[] = [
  {
    what: 'agent 2 wants a number for timeout, "300" in quotes is refused',
    want: 'any',
    files: {
      'appspec.yml':
        'version: 0.0\nos: linux\nhooks:\n  ApplicationStart:\n    - location: start.sh\n      timeout: "300"\n',
      'start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
  {
    what: 'PowerShell’s > writes UTF-16',
    want: 'error',
    files: {
      'app/server.js': '',
      'appspec.yml': Buffer.from('\ufeffversion: 0.0\r\nos: linux\r\n', 'utf16le'),
    },
  },
  {
    what: 'a placeholder in braces was never filled in',
    want: 'error',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: {{ target }}\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
  {
    what: 'Notepad adds .txt',
    want: 'error',
    files: {
      'app/server.js': '',
      'appspec.yml.txt':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
  {
    what: '& is arithmetic',
    want: 'none',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nflags=$(( 5 & 3 ))\necho "$flags"\n',
    },
  },
  {
    what: '& takes the whole list, the redirection only its second half (real agent: failed to close STDOUT)',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh':
        '#!/bin/bash\ncd /opt/shop && nohup node server.js > /var/log/shop.log 2>&1 &\n',
    },
  },
  {
    what: 'a function in the background keeps the output',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nrun() {\n  node /opt/shop/server.js\n}\nrun &\n',
    },
  },
  {
    what: 'all three streams are redirected',
    want: 'none',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh':
        '#!/bin/bash\ncd /opt/shop\nnode server.js >/var/log/shop.log 2>&1 </dev/null &\n',
    },
  },
  {
    what: 'the & is inside the quotes, the output is the hook’s all the same',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nsu shop -c "node /opt/shop/server.js &"\n',
    },
  },
  {
    what: 'only one of the two outputs is redirected',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nnode /opt/shop/server.js > /var/log/shop.log &\n',
    },
  },
  {
    what: 'what wait waits for is not left running',
    want: 'none',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nfor region in a b; do\n  sleep 0 &\ndone\nwait\n',
    },
  },
  {
    what: 'dash has neither source nor arrays',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/sh\nsource /etc/os-release\nNAMES=(a b)\necho "${NAMES[0]}"\n',
    },
  },
  {
    what: 'the helper is not in the bundle: exit code 127',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\n"$(dirname "$0")/migrate.sh"\n',
    },
  },
  {
    what: 'the script goes to its bundle first',
    want: 'none',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/migrate.sh': '#!/bin/bash\nexit 0\n',
      'scripts/start.sh': '#!/bin/bash\ncd "$(dirname "$0")/.."\n./scripts/migrate.sh\n',
    },
  },
  {
    what: 'cd fails, and rm -rf * runs in /',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\ncd /opt/shopp\nrm -rf *\n',
    },
  },
  {
    what: 'the agent’s own folder is no destination',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/codedeploy-agent/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
  {
    what: 'the same event in two spellings',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n  applicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
  {
    what: 'docker compose up without -d stays in the foreground',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\ncd /opt/shop\ndocker compose up\n',
    },
  },
  {
    what: 'gunicorn without --daemon stays in the foreground',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh':
        '#!/bin/bash\n/opt/shop/venv/bin/gunicorn shop.wsgi:application --bind 0.0.0.0:8000\n',
    },
  },
  {
    what: 'a server started in the foreground never returns: the event times out',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\ncd /opt/shop\nnpm start\n',
    },
  },
  {
    what: 'the here-document has no end; bash -n only warns',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\ncat <<EOT >/var/tmp/shop-note\nhello\n',
    },
  },
  {
    what: 'dotfiles are packed and copied',
    want: 'none',
    files: {
      'app/.config/x': '1',
      'app/.htaccess': 'a',
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
  {
    what: 'the bundle that is being deployed is in there',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  BeforeInstall:\n    - location: scripts/before.sh\n      timeout: 60\n',
      'scripts/before.sh': '#!/bin/bash\nrm -rf /opt/codedeploy-agent/deployment-root/*\n',
    },
  },
  {
    what: 'the agent that runs the hook is ended: Failing in-progress lifecycle event after an agent restart',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nservice codedeploy-agent restart\n',
    },
  },
  {
    what: 'package.json is read by node, not called',
    want: 'none',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'package.json': '{\n  "name": "shop",\n  "version": "1.0.0"\n}\n',
      'scripts/start.sh':
        '#!/bin/bash\nnpm ls >/dev/null 2>&1 || true\nexport V=$(node -p "require(\'./package.json\').version")\n',
    },
  },
  {
    what: 'owner is looked up by name: can’t find user for 1000',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\npermissions:\n  - object: /opt/shop\n    owner: 1000\n    group: 1000\n',
      'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
  {
    what: 'the exit code of a program is not that of the script unless it says exit $LASTEXITCODE',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: windows\nfiles:\n  - source: app\n    destination: C:\\shop\nhooks:\n  AfterInstall:\n    - location: scripts\\a.ps1\n      timeout: 60\n',
      'scripts/a.ps1':
        '$ErrorActionPreference = "Stop"\n& C:\\shop\\migrate.exe\nWrite-Host done\n',
    },
  },
  {
    what: 'a .ps1 on Linux is run by sh',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.ps1\n      timeout: 60\n',
      'scripts/start.ps1': { text: 'Write-Host "hi"\n', mode: 0o755 },
    },
  },
  {
    what: 'a Python script without #! is run by sh',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.py\n      timeout: 60\n',
      'scripts/start.py': { text: 'import os\nprint("hi")\n', mode: 0o755 },
    },
  },
  {
    what: '.env is looked for in /, not in the bundle',
    want: 'any',
    files: {
      '.env.example': 'A=1\n',
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nsource .env\n',
    },
  },
  {
    what: 'hooks run in /, not in the bundle: exit code 127',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/migrate.sh': '#!/bin/bash\nexit 0\n',
      'scripts/start.sh': '#!/bin/bash\n./scripts/migrate.sh\n',
    },
  },
  {
    what: 'ex2-user: one letter off the user every Amazon Linux has',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n      runas: ex2-user\n',
      'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
  {
    what: 'a backslash is a character of the name on Linux',
    want: 'error',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts\\start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
  {
    what: 'an empty hook script does nothing (agent 2: Exec format error)',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '',
    },
  },
  {
    what: 'a bar in quotes is no pipe',
    want: 'none',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'config.json': '{ "a": 1 }\n',
      'scripts/start.sh':
        "#!/bin/bash\nsed -e 's|/old/app|./config.json|g' /etc/hosts >/dev/null\n",
    },
  },
  {
    what: '#! counts in the first line only',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '\n#!/bin/bash\necho hi\n',
    },
  },
  {
    what: 'the sourced file has CRLF: every command in it ends in \\r',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/common.sh': 'REGION=eu-west-1\r\nset -e\r\n',
      'scripts/start.sh': '#!/bin/bash\n. "$(dirname "$0")/common.sh"\n',
    },
  },
  {
    what: 'pm2 delete ends with 1 where there is no such process',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStop:\n    - location: scripts/stop.sh\n      timeout: 60\n',
      'scripts/stop.sh': '#!/bin/bash\npm2 delete shop\n',
    },
  },
  {
    what: 'the redirection is done without sudo',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n      runas: ubuntu\n',
      'scripts/start.sh': '#!/bin/bash\nsudo echo 1 > /proc/sys/net/ipv4/ip_forward\n',
    },
  },
  {
    what: '~ is not the user’s home without HOME',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\n. ~/.bashrc\npm2 restart all\n',
    },
  },
  {
    what: 'unit and program are installed',
    want: 'none',
    files: {
      'app/bin/shop': { text: '#!/bin/sh\nexec sleep 1000\n', mode: 0o755 },
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\n  - source: shop.service\n    destination: /etc/systemd/system\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nsystemctl daemon-reload\nsystemctl restart shop\n',
      'shop.service':
        '[Unit]\nDescription=Shop\n[Service]\nExecStart=/opt/shop/bin/shop\n[Install]\nWantedBy=multi-user.target\n',
    },
  },
  {
    what: 'ExecStart names a file without the executable bit: status=203/EXEC',
    want: 'any',
    files: {
      'app/bin/shop': '#!/bin/sh\nexec sleep 1000\n',
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\n  - source: shop.service\n    destination: /etc/systemd/system\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nsystemctl daemon-reload\nsystemctl restart shop\n',
      'shop.service':
        '[Unit]\nDescription=Shop\n[Service]\nExecStart=/opt/shop/bin/shop\n[Install]\nWantedBy=multi-user.target\n',
    },
  },
  {
    what: 'the unit file is replaced by Install, and nothing tells systemd to read it again',
    want: 'any',
    files: {
      'app/bin/shop': { text: '#!/bin/sh\nexec sleep 1000\n', mode: 0o755 },
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\n  - source: shop.service\n    destination: /etc/systemd/system\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\n',
      'scripts/start.sh': '#!/bin/bash\nsystemctl restart shop\n',
      'shop.service':
        '[Unit]\nDescription=Shop\n[Service]\nExecStart=/opt/shop/bin/shop\n[Install]\nWantedBy=multi-user.target\n',
    },
  },
  {
    what: 'source is a path in the bundle',
    want: 'error',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: windows\nfiles:\n  - source: C:\\build\\app\n    destination: C:\\shop\nhooks:\n  AfterInstall:\n    - location: scripts\\a.ps1\n      timeout: 60\n',
      'scripts/a.ps1': '$ErrorActionPreference = "Stop"\r\n',
    },
  },
  {
    what: 'Windows does not tell upper from lower case',
    want: 'none',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: windows\nfiles:\n  - source: app\n    destination: C:\\shop\nhooks:\n  AfterInstall:\n    - location: Scripts\\A.ps1\n      timeout: 60\n',
      'scripts/a.ps1': '$ErrorActionPreference = "Stop"\r\nWrite-Host hi\r\n',
    },
  },
  {
    what: 'pause waits for a key that nobody presses',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: windows\nfiles:\n  - source: app\n    destination: C:\\shop\nhooks:\n  AfterInstall:\n    - location: scripts\\a.bat\n      timeout: 60\n',
      'scripts/a.bat': '@echo off\r\necho hi\r\npause\r\n',
    },
  },
  {
    what: 'mode 777 lets every user of the host change what root runs',
    want: 'any',
    files: {
      'app/server.js': '',
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app\n    destination: /opt/shop\nhooks:\n  ApplicationStart:\n    - location: scripts/start.sh\n      timeout: 60\npermissions:\n  - object: /opt/shop\n    pattern: "**"\n    mode: 777\n',
      'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    },
  },
];
