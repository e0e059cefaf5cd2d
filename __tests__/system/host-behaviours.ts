import { gzipSync } from 'node:zlib';
import { appSpec, type Tree, zipOf } from '../emulator/host/host-fixture.ts';
import { tarOf } from '../emulator/host/tar-fixture.ts';
import { type BundleCase, files } from './host-bundles.ts';

const into = files(['app', '/opt/app']);
const list = 'cd /opt/app && find . -mindepth 1 -printf "%M %u:%g %p %l\\n" | sort -k 3';

/** A bundle whose one script, at AfterInstall, ends with 9. */
function see(text: string, more: Tree = {}, section = ''): Tree {
  return {
    'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }, section),
    'hook.sh': `#!/bin/bash\n${text}\nexit 9\n`,
    ...more,
  };
}

/** Of a tar: the same script, and what it is told to look at. */
const script = (text: string) => ({
  name: 'hook.sh',
  text: `#!/bin/bash\n${text}\nexit 9\n`,
  mode: 0o755,
});
const specification = (section = '') => ({
  name: 'appspec.yml',
  text: appSpec({ AfterInstall: 'hook.sh' }, section),
});

const ARCHIVE =
  '/opt/codedeploy-agent/deployment-root/6a5bb8ae-0000-4000-8000-000000000001/d-AAAAAAA01/deployment-archive';

/** How the script of {@link see} ends. */
const ended = (code: number, ...log: string[]) => ({
  event: 'AfterInstall',
  code: 4,
  script: 'hook.sh',
  message: `Script at specified location: hook.sh failed with exit code ${code}`,
  log: ['LifecycleEvent - AfterInstall', 'Script - hook.sh', ...log].map((line) => `${line}\n`),
});

/** What a real agent, 1.8.1, reported of each. */
export const behaviourCases: BundleCase[] = [
  {
    name: 'a location that begins with a slash',
    event: 'AfterInstall',
    code: 4,
    script: '/scripts/a.sh',
    message: 'Script at specified location: /scripts/a.sh failed with exit code 9',
    log: ['LifecycleEvent - AfterInstall\n', 'Script - /scripts/a.sh\n', '[stdout]/scripts/a.sh\n'],
    bundle: {
      'appspec.yml': appSpec({ AfterInstall: '/scripts/a.sh' }),
      'scripts/a.sh': '#!/bin/sh\necho "$0" | sed "s|.*/deployment-archive||"\nexit 9\n',
    },
  },
  {
    name: 'a script that removes the next one',
    event: 'AfterInstall',
    code: 1,
    script: 'b.sh',
    message: `Script does not exist at specified location: ${ARCHIVE}/b.sh`,
    log: ['LifecycleEvent - AfterInstall\n', 'Script - a.sh\n'],
    bundle: {
      'appspec.yml':
        'version: 0.0\nos: linux\nhooks:\n  AfterInstall:\n    - location: a.sh\n    - location: b.sh\n',
      'a.sh': '#!/bin/sh\nrm "${0%/*}/b.sh"\n',
      'b.sh': '#!/bin/sh\n',
    },
  },
  {
    name: 'a script that takes the bit of the next one',
    event: 'AfterInstall',
    code: 4,
    script: 'b.sh',
    message: 'Script at specified location: b.sh failed with exit code 9',
    log: ['LifecycleEvent - AfterInstall\n', 'Script - a.sh\n', 'Script - b.sh\n', '[stdout]711\n'],
    bundle: {
      'appspec.yml':
        'version: 0.0\nos: linux\nhooks:\n  AfterInstall:\n    - location: a.sh\n    - location: b.sh\n',
      'a.sh': '#!/bin/sh\nchmod 0600 "${0%/*}/b.sh"\n',
      'b.sh': '#!/bin/sh\nstat -c %a "$0"\nexit 9\n',
    },
  },
  {
    name: 'options behind an interpreter',
    ...ended(1, '[stdout]before'),
    bundle: {
      'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }),
      'hook.sh': '#!/bin/bash -eu\necho before\nfalse\necho after\n',
    },
  },
  {
    name: 'a command that is not there',
    ...ended(
      9,
      `[stderr]${ARCHIVE}/hook.sh: line 2: no-such-command-here: command not found`,
      '[stdout]127',
    ),
    bundle: see('no-such-command-here --now\necho "$?"'),
  },
  {
    name: 'what reads its input finds its end',
    ...ended(9, '[stdout]read 1 <>', '[stdout]cat 0'),
    bundle: see('read -r line; echo "read $? <$line>"\ncat; echo "cat $?"'),
  },
  {
    name: 'a script that is a link to a program of the host',
    ...ended(1),
    bundle: {
      'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }),
      'hook.sh': { link: '/bin/false' },
    },
  },
  {
    name: 'a user that runas names has a home, a shell and groups',
    event: 'AfterInstall',
    code: 4,
    script: 'hook.sh',
    message: 'Script at specified location: hook.sh run as user seen failed with exit code 9',
    log: [
      'LifecycleEvent - AfterInstall\n',
      'Script - hook.sh\n',
      '[stdout]seen:seen /home/seen / 0022\n',
    ],
    bundle: {
      'appspec.yml':
        'version: 0.0\nos: linux\nhooks:\n  BeforeInstall:\n    - location: user.sh\n  AfterInstall:\n    - location: hook.sh\n      runas: seen\n',
      'user.sh': '#!/bin/sh\nuseradd -m -d /home/seen -s /bin/bash seen\n',
      'hook.sh': '#!/bin/bash\necho "$(id -un):$(id -gn) $HOME $(pwd) $(umask)"\nexit 9\n',
    },
    users: true,
  },
  {
    name: 'folders without anything in them',
    ...ended(
      9,
      '[stdout]drwxr-xr-x root:root ./empty ',
      '[stdout]drwxr-xr-x root:root ./full ',
      '[stdout]-rw-r--r-- root:root ./full/a ',
    ),
    bundle: see(list, { 'app/empty/': { folder: true }, 'app/full/a': 'a' }, into),
  },
  {
    name: 'hidden files and folders',
    ...ended(
      9,
      '[stdout]-rw-r--r-- root:root ./.a ',
      '[stdout]drwxr-xr-x root:root ./.b ',
      '[stdout]-rw-r--r-- root:root ./.b/.c ',
    ),
    bundle: see(list, { 'app/.a': 'a', 'app/.b/.c': 'c' }, into),
  },
  {
    name: 'two sources for one folder',
    ...ended(
      9,
      '[stdout]-rw-r--r-- root:root ./a ',
      '[stdout]-rw-r--r-- root:root ./c ',
      '[stdout]drwxr-xr-x root:root ./d ',
      '[stdout]-rw-r--r-- root:root ./d/b ',
      '[stdout]-rw-r--r-- root:root ./d/e ',
    ),
    bundle: see(
      list,
      { 'app/a': 'a', 'app/d/b': 'b', 'more/c': 'c', 'more/d/e': 'e' },
      files(['app', '/opt/app'], ['more', '/opt/app']),
    ),
  },
  {
    name: 'a file of a source that another one has as a folder',
    event: 'Install',
    code: 5,
    message: `The deployment failed because the application specification file includes an mkdir command more than once for the same destination path (/opt/app/d) from (${ARCHIVE}/app/d). Update the files section of the AppSpec file, and then try again.`,
    bundle: see(
      list,
      { 'app/d': 'a', 'more/d/e': 'e' },
      files(['app', '/opt/app'], ['more', '/opt/app']),
    ),
  },
  {
    name: 'a destination below a file of the host',
    event: 'Install',
    code: 5,
    message: 'Not a directory @ dir_s_mkdir - /etc/passwd/app',
    bundle: see(list, { 'app/a': 'a' }, files(['app', '/etc/passwd/app'])),
  },
  {
    name: 'what a deployment leaves that goes elsewhere now',
    ...ended(9, '[stdout]drwxr-xr-x root:root ./new ', '[stdout]-rw-r--r-- root:root ./new/a '),
    before: {
      'appspec.yml': appSpec({}, files(['app', '/opt/app/old'])),
      'app/a': 'a',
      'app/d/b': 'b',
    },
    bundle: see(list, { 'app/a': 'a' }, files(['app', '/opt/app/new'])),
  },
  {
    name: 'a file whose place a folder takes in the next release',
    ...ended(9, '[stdout]drwxr-xr-x root:root ./x ', '[stdout]-rw-r--r-- root:root ./x/y '),
    before: { 'appspec.yml': appSpec({}, into), 'app/x': 'x' },
    bundle: see(list, { 'app/x/y': 'y' }, into),
  },
  {
    name: 'a folder whose place a file takes in the next release',
    ...ended(9, '[stdout]-rw-r--r-- root:root ./x '),
    before: { 'appspec.yml': appSpec({}, into), 'app/x/y': 'y' },
    bundle: see(list, { 'app/x': 'x' }, into),
  },
  {
    name: 'modes of folders alone',
    ...ended(
      9,
      '[stdout]-rw-r--r-- root:root ./b ',
      '[stdout]drwx------ root:root ./d ',
      '[stdout]-rw-r--r-- root:root ./d/a ',
    ),
    bundle: see(
      list,
      { 'app/d/a': 'a', 'app/b': 'b' },
      `${into}permissions:\n  - object: /opt/app\n    pattern: "**"\n    mode: 700\n    type: [directory]\n`,
    ),
  },
  {
    name: 'permissions by two entries for one folder',
    ...ended(9, '[stdout]-rwx------ root:root ./a.sh ', '[stdout]-rw------- root:root ./b.txt '),
    bundle: see(
      list,
      { 'app/a.sh': 'a', 'app/b.txt': 'b' },
      `${into}permissions:\n  - object: /opt/app\n    pattern: "*.sh"\n    mode: 700\n    type: [file]\n  - object: /opt/app\n    pattern: "*.txt"\n    mode: 600\n    type: [file]\n`,
    ),
  },
  {
    name: 'ApplicationStop of a release that took its own script away',
    event: 'ApplicationStop',
    code: 1,
    script: 'stop.sh',
    message: `Script does not exist at specified location: ${ARCHIVE}/stop.sh`,
    log: ['LifecycleEvent - ApplicationStop\n'],
    before: {
      'appspec.yml': appSpec({ ApplicationStop: 'stop.sh', ValidateService: 'last.sh' }),
      'stop.sh': '#!/bin/sh\n',
      'last.sh': '#!/bin/sh\nrm "${0%/*}/stop.sh"\n',
    },
    bundle: see('true'),
  },
  {
    name: 'ApplicationStop that fails',
    event: 'ApplicationStop',
    code: 4,
    script: 'stop.sh',
    message: 'Script at specified location: stop.sh failed with exit code 3',
    log: [
      'LifecycleEvent - ApplicationStop\n',
      'Script - stop.sh\n',
      '[stdout]d-AAAAAAA02 ApplicationStop\n',
    ],
    before: {
      'appspec.yml': appSpec({ ApplicationStop: 'stop.sh' }),
      'stop.sh': '#!/bin/sh\necho "$DEPLOYMENT_ID $LIFECYCLE_EVENT"\nexit 3\n',
    },
    bundle: see('true'),
  },
  {
    name: 'a tar with a file that is another one by a hard link',
    ...ended(9, '[stdout]-rwxr-xr-x root:root ./a ', '[stdout]-rwxr-xr-x root:root ./b '),
    type: 'tar',
    bundle: tarOf([
      specification(into),
      script(list),
      { name: 'app/a', text: 'a', mode: 0o755 },
      { name: 'app/b', type: '1', target: 'app/a', mode: 0o755 },
    ]),
  },
  {
    name: 'a tar whose names begin with ./',
    ...ended(9, '[stdout]-rw-r--r-- root:root ./a '),
    type: 'tar',
    bundle: tarOf(
      [specification(into), script(list), { name: 'app/a', text: 'a' }].map((member) => ({
        ...member,
        name: `./${member.name}`,
      })),
    ),
  },
  {
    name: 'a tgz of two parts',
    ...ended(9, '[stdout]-rw-r--r-- root:root ./a '),
    type: 'tgz',
    bundle: Buffer.concat(
      [
        tarOf([specification(into), script(list)]).subarray(0, -1024),
        tarOf([{ name: 'app/a', text: 'a' }]),
      ].map((part) => gzipSync(part)),
    ),
  },
  {
    name: 'a zip without modes',
    ...ended(9, '[stdout]-rw-r--r-- root:root ./a '),
    bundle: withoutModes(zipOf(see(list, { 'app/a': 'a' }, into))),
  },
];

/** As Windows makes it. */
function withoutModes(zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  for (let at = 0; ; at += 46) {
    at = changed.indexOf('PK\x01\x02', at, 'latin1');
    if (at < 0) return changed;
    changed.writeUInt16LE(20, at + 4);
    changed.writeUInt32LE(0x20, at + 38);
  }
}
