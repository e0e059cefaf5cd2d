import { gzipSync } from 'node:zlib';
import {
  appSpec,
  type Tree,
  withLatin1Name,
  withWrongChecksum,
  zipOf,
} from '../emulator/host/host-fixture.ts';
import { type Member, tarOf } from '../emulator/host/tar-fixture.ts';

/** A bundle that shows one behaviour of the agent, and what the agent reports for it. */
export type BundleCase = {
  name: string;
  /** Deployed before, and successfully. */
  before?: Tree;
  bundle: Tree | Buffer;
  type?: 'zip' | 'tar' | 'tgz';
  behavior?: 'DISALLOW' | 'OVERWRITE' | 'RETAIN';
  /** Where the last event ended, which is also the first that failed. */
  event: string;
  code: number;
  script?: string;
  message: string | RegExp;
  log?: string[];
  /** Needs a sandbox with more than one user, as root makes it. */
  users?: true;
  /** Needs a program of this machine. */
  needs?: string;
};

const ARCHIVE =
  '/opt/codedeploy-agent/deployment-root/6a5bb8ae-0000-4000-8000-000000000001/d-AAAAAAA0N/deployment-archive';

/** A bundle whose one script runs at AfterInstall. */
function hook(script: string, options: { files?: string; mode?: number; more?: Tree } = {}): Tree {
  const { files = '', mode, more = {} } = options;
  const content = mode === undefined ? script : { text: script, mode };
  return {
    'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }, files),
    'hook.sh': content,
    ...more,
  };
}

/** The entries of a script's log at AfterInstall. */
function lines(...written: string[]): string[] {
  return [
    'LifecycleEvent - AfterInstall\n',
    'Script - hook.sh\n',
    ...written.map((line) => `[stdout]${line}\n`),
  ];
}

/** A failing script's report. */
const exited = (code: number | '') => ({
  event: 'AfterInstall',
  code: 4,
  script: 'hook.sh',
  message: `Script at specified location: hook.sh failed with exit code ${code}`,
});

export const spec = (script: string, more = '') =>
  `version: 0.0\nos: linux\nhooks:\n  AfterInstall:\n    - location: ${script}\n${more}`;

export const files = (...pairs: [source: string, destination: string][]) =>
  `files:\n${pairs.map(([source, destination]) => `  - source: ${source}\n    destination: ${destination}\n`).join('')}`;

const install = { event: 'Install', code: 5 };

const INTO_APP = files(['app', '/opt/app']);

/** Puts a file on the host before Install does. */
function existing(create: string, more: Tree, filesSection: string): Tree {
  return {
    'appspec.yml': appSpec({ BeforeInstall: 'before.sh', AfterInstall: 'hook.sh' }, filesSection),
    'before.sh': `#!/bin/sh\n${create}\n`,
    'hook.sh': '#!/bin/sh\ncd /opt/app && find . -mindepth 1 | sort; cat a.txt; exit 9\n',
    ...more,
  };
}

const SHOW =
  '#!/bin/sh\ncd /opt/app && find . -mindepth 1 -printf "%M %p %l\\n" | sort -k 2; exit 9\n';

const wrapped: Member[] = [
  { name: 'orders-1.0/', type: '5', mode: 0o755 },
  {
    name: 'orders-1.0/appspec.yml',
    text: appSpec({ AfterInstall: 'hook.sh' }, files(['app', '/opt/app'])),
  },
  { name: 'orders-1.0/hook.sh', text: SHOW, mode: 0o755 },
  { name: 'orders-1.0/app/run', text: 'run', mode: 0o750 },
  { name: 'orders-1.0/app/current', type: '2', target: 'run' },
  { name: 'orders-1.0/app/same', type: '1', target: 'orders-1.0/app/run' },
];

export const scriptCases: BundleCase[] = [
  {
    name: 'A script that is not in the bundle fails its event with ScriptMissing.',
    bundle: { 'appspec.yml': appSpec({ BeforeInstall: 'scripts/nope.sh' }) },
    event: 'BeforeInstall',
    code: 1,
    script: 'scripts/nope.sh',
    message: `Script does not exist at specified location: ${ARCHIVE}/scripts/nope.sh`,
    log: ['LifecycleEvent - BeforeInstall\n'],
  },
  {
    name: 'A location with arguments is the name of a script that is missing.',
    bundle: { ...hook('#!/bin/sh\n'), 'appspec.yml': spec('hook.sh --fast') },
    event: 'AfterInstall',
    code: 1,
    script: 'hook.sh --fast',
    message: `Script does not exist at specified location: ${ARCHIVE}/hook.sh --fast`,
    log: ['LifecycleEvent - AfterInstall\n'],
  },
  {
    name: 'An exit code other than 0 fails the event, with the output of both streams.',
    bundle: hook('#!/bin/sh\necho started\nsleep 0.2\necho "disk full" >&2\nexit 3\n'),
    ...exited(3),
    log: [...lines('started'), '[stderr]disk full\n'],
  },
  {
    name: 'A script that a signal ends has an empty exit code.',
    bundle: hook('#!/bin/sh\nkill -9 $$\n'),
    ...exited(''),
    log: lines(),
  },
  {
    name: 'A script that is not executable is made so.',
    bundle: hook('#!/bin/sh\nls -l "$0" | cut -c1-10\nexit 4\n', { mode: 0o644 }),
    ...exited(4),
    log: lines('-rwxr-xr-x'),
  },
  {
    name: 'A script without an interpreter line runs in sh.',
    bundle: hook('echo plain; exit 5\n', { mode: 0o755 }),
    ...exited(5),
    log: lines('plain'),
  },
  {
    name: 'An interpreter line that ends with a carriage return names no interpreter.',
    bundle: hook('#!/bin/sh\r\necho hello\r\n'),
    event: 'AfterInstall',
    code: 4,
    script: 'hook.sh',
    message: `Script at specified location: hook.sh failed with error Errno::ENOENT with message No such file or directory - ${ARCHIVE}/hook.sh`,
    log: lines(),
  },
  {
    name: 'An interpreter that is not there is reported as a script that is not there.',
    bundle: hook('#!/opt/python9/bin/python\n'),
    event: 'AfterInstall',
    code: 4,
    script: 'hook.sh',
    message: `Script at specified location: hook.sh failed with error Errno::ENOENT with message No such file or directory - ${ARCHIVE}/hook.sh`,
    log: lines(),
  },
  {
    name: 'A folder instead of a script may not be executed.',
    bundle: { 'appspec.yml': spec('scripts'), 'scripts/a': 'a' },
    event: 'AfterInstall',
    code: 4,
    script: 'scripts',
    message: `Script at specified location: scripts failed with error Errno::EACCES with message Permission denied - ${ARCHIVE}/scripts`,
    log: ['LifecycleEvent - AfterInstall\n', 'Script - scripts\n'],
  },
  {
    name: 'A space in a location ends the name of the script.',
    bundle: { 'appspec.yml': spec('my hook.sh'), 'my hook.sh': '#!/bin/sh\n' },
    event: 'AfterInstall',
    code: 4,
    script: 'my hook.sh',
    message: `Script at specified location: my hook.sh failed with error Errno::ENOENT with message No such file or directory - ${ARCHIVE}/my`,
    log: ['LifecycleEvent - AfterInstall\n', 'Script - my hook.sh\n'],
  },
  {
    name: 'A location with characters that mean something to a shell is given to one.',
    bundle: { 'appspec.yml': spec('hook(1).sh'), 'hook(1).sh': '#!/bin/sh\necho never\n' },
    event: 'AfterInstall',
    code: 4,
    script: 'hook(1).sh',
    message: 'Script at specified location: hook(1).sh failed with exit code 2',
    log: [
      'LifecycleEvent - AfterInstall\n',
      'Script - hook(1).sh\n',
      '[stderr]sh: 1: Syntax error: word unexpected (expecting ")")\n',
    ],
  },
  {
    name: "After its timeout a script's process group gets SIGTERM.",
    bundle: {
      ...hook('#!/bin/sh\necho waiting\nsleep 30\n'),
      'appspec.yml': spec('hook.sh', '      timeout: 1\n'),
    },
    event: 'AfterInstall',
    code: 3,
    script: 'hook.sh',
    message: 'Script at specified location: hook.sh failed to complete in 1 seconds',
    log: lines('waiting'),
  },
  {
    name: 'A script that traps SIGTERM is waited for until it ends, but what it writes by then is not heard.',
    bundle: {
      ...hook(
        "#!/bin/sh\ntrap 'sleep 1; echo late; touch /opt/trapped; exit 0' TERM\necho waiting\nsleep 30 & wait\n",
      ),
      'appspec.yml': spec('hook.sh', '      timeout: 1\n'),
    },
    event: 'AfterInstall',
    code: 3,
    script: 'hook.sh',
    message: 'Script at specified location: hook.sh failed to complete in 1 seconds',
    log: lines('waiting'),
  },
  {
    name: 'A child that keeps the output of a script open fails it at its timeout.',
    bundle: {
      ...hook('#!/bin/sh\nsleep 20 2>/dev/null &\necho started\n'),
      'appspec.yml': spec('hook.sh', '      timeout: 1\n'),
    },
    event: 'AfterInstall',
    code: 6,
    script: 'hook.sh',
    message: 'Script at specified location: hook.sh failed to close STDOUT',
    log: lines('started'),
  },
  {
    name: 'A child that keeps the error output of a script open does so as well.',
    bundle: {
      ...hook('#!/bin/sh\nsleep 20 >/dev/null &\necho started\n'),
      'appspec.yml': spec('hook.sh', '      timeout: 1\n'),
    },
    event: 'AfterInstall',
    code: 6,
    script: 'hook.sh',
    message: 'Script at specified location: hook.sh failed to close STDERR',
    log: lines('started'),
  },
  {
    name: 'A child that keeps neither open is not waited for and lives on.',
    bundle: hook('#!/bin/sh\nsleep 20 >/dev/null 2>&1 &\n'),
    event: 'ValidateService',
    code: 0,
    message: 'Succeeded: ',
  },
  {
    name: 'An account without a shell cannot run a script.',
    bundle: {
      ...hook('#!/bin/sh\nid -un\n'),
      'appspec.yml': spec('hook.sh', '      runas: nobody\n'),
    },
    event: 'AfterInstall',
    code: 4,
    script: 'hook.sh',
    message: 'Script at specified location: hook.sh run as user nobody failed with exit code 1',
    log: lines('This account is currently not available.'),
  },
  {
    name: 'An account that does not exist cannot run a script.',
    bundle: { ...hook('#!/bin/sh\n'), 'appspec.yml': spec('hook.sh', '      runas: nosuchuser\n') },
    event: 'AfterInstall',
    code: 4,
    script: 'hook.sh',
    message: 'Script at specified location: hook.sh run as user nosuchuser failed with exit code 1',
    log: [
      ...lines(),
      '[stderr]su: user nosuchuser does not exist or the user entry does not contain all the required fields\n',
    ],
  },
  {
    name: '`runas` keeps the environment and changes HOME.',
    bundle: {
      ...hook('#!/bin/sh\necho "$HOME $LIFECYCLE_EVENT"\nexit 6\n'),
      'appspec.yml': spec('hook.sh', '      runas: root\n'),
    },
    event: 'AfterInstall',
    code: 4,
    script: 'hook.sh',
    message: 'Script at specified location: hook.sh run as user root failed with exit code 6',
    log: lines('/root AfterInstall'),
  },
  {
    name: 'A script runs in /, with nothing on its standard input, with the variables of the deployment and without HOME.',
    bundle: hook(
      '#!/bin/sh\npwd\nread -r x || echo "no input"\nenv | grep -E "^(HOME|LIFECYCLE|DEPLOYMENT|APPLICATION)" | sort\nexit 7\n',
    ),
    ...exited(7),
    log: lines(
      '/',
      'no input',
      'APPLICATION_NAME=orders',
      'DEPLOYMENT_GROUP_ID=6a5bb8ae-0000-4000-8000-000000000001',
      'DEPLOYMENT_GROUP_NAME=orders-production',
      'DEPLOYMENT_ID=d-AAAAAAA0N',
      'LIFECYCLE_EVENT=AfterInstall',
    ),
  },
  {
    name: 'The first script that fails is the last that runs.',
    bundle: {
      ...hook('#!/bin/sh\necho one\nexit 1\n'),
      'two.sh': '#!/bin/sh\necho two\n',
      'appspec.yml': spec('hook.sh', '    - location: two.sh\n'),
    },
    ...exited(1),
    log: lines('one'),
  },
  {
    name: 'A log loses whole lines from its beginning: the newest is not counted, and another is kept while it fits twice into 2,048 characters with those between the two.',
    bundle: hook(
      '#!/bin/sh\nfor i in $(seq -w 1 300); do echo "line $i"; done\nprintf "%2000s\\n" end\nexit 1\n',
    ),
    ...exited(1),
    // 119 entries of 17 characters are 2023, and the first of them once more 2040.
    log: [
      ...Array.from({ length: 119 }, (_, index) => `[stdout]line ${index + 182}\n`),
      `[stdout]${'end'.padStart(2000)}\n`,
    ],
  },
  {
    name: 'Output that is not UTF-8 fails its event whatever the exit code is, and nobody reads what follows on that stream.',
    bundle: hook(
      "#!/bin/sh\nprintf 'caf\\351\\n' >&2\nfor i in $(seq 1 300); do echo later >&2; done\nexit 0\n",
    ),
    event: 'AfterInstall',
    code: 5,
    script: 'hook.sh',
    message: 'Attempting minimal diagnostics',
    log: ['Exception JSON::GeneratorError occured'],
  },
  {
    name: 'A line that is not UTF-8 and that the other stream has pushed out of the log is an ArgumentError.',
    bundle: hook(
      "#!/bin/sh\nprintf 'caf\\351\\n'\nsleep 0.3\nprintf '%2100s\\n' x >&2\necho after >&2\nexit 0\n",
    ),
    event: 'AfterInstall',
    code: 4,
    script: 'hook.sh',
    message:
      'Script at specified location: hook.sh failed with error ArgumentError with message invalid byte sequence in UTF-8',
    log: ['[stderr]after\n'],
  },
  {
    name: 'A script finds its own lines in logs/scripts.log while it runs.',
    bundle: hook(
      '#!/bin/sh\necho first\nsleep 0.3\ncut -c 21- /opt/codedeploy-agent/deployment-root/$DEPLOYMENT_GROUP_ID/$DEPLOYMENT_ID/logs/scripts.log >/opt/seen\ncat /opt/seen\nexit 9\n',
    ),
    ...exited(9),
    log: lines('first', 'LifecycleEvent - AfterInstall', 'Script - hook.sh', '[stdout]first'),
  },
  {
    name: 'A script has what bash sets for the unit of the agent.',
    bundle: hook(
      '#!/usr/bin/env python3\nimport os, socket, sys\nfor name in ["SHELL", "TERM", "UID", "IFS", "HOME", "PWD"]: print(name, repr(os.environ.get(name)))\nprint(os.environ["HOSTNAME"] == socket.gethostname(), "BASH_VERSION" in os.environ)\nsys.exit(9)\n',
    ),
    ...exited(9),
    log: lines(
      "SHELL '/bin/bash'",
      "TERM 'dumb'",
      "UID '0'",
      "IFS ' \\t\\n'",
      'HOME None',
      "PWD '/'",
      'True True',
    ),
  },
  {
    name: 'A line of 2048 characters or more is lost, with all that comes before it.',
    bundle: hook('#!/bin/sh\necho before\nprintf "%2100s\\n" x\necho after\nexit 1\n'),
    ...exited(1),
    log: ['[stdout]after\n'],
  },
  {
    name: 'Characters are counted, not bytes.',
    bundle: hook(`#!/bin/sh\necho before\nprintf '${'é'.repeat(1500)}\\n'\nexit 1\n`),
    ...exited(1),
    log: lines('before', 'é'.repeat(1500)),
  },
  {
    name: 'Output that is not UTF-8 leaves nothing of a failure but "Attempting minimal diagnostics".',
    bundle: hook("#!/bin/sh\nprintf 'caf\\351\\n'\nexit 1\n"),
    event: 'AfterInstall',
    code: 5,
    script: 'hook.sh',
    message: 'Attempting minimal diagnostics',
    log: ['Exception JSON::GeneratorError occured'],
  },
  {
    name: 'Hooks whose names are unknown or reserved are ignored.',
    bundle: {
      'appspec.yml': appSpec({
        BeforInstall: 'nope.sh',
        Install: 'nope.sh',
        BlockTraffic: 'nope.sh',
      }),
    },
    event: 'ValidateService',
    code: 0,
    message: 'Succeeded: ',
  },
  {
    name: 'The AppSpec file is read again for every event, so that a script can change the events to come.',
    bundle: {
      'appspec.yml': appSpec({ BeforeInstall: 'before.sh' }),
      'before.sh': '#!/bin/sh\ncd "${0%/*}" && cp other.yml appspec.yml\n',
      'other.yml': spec('hook.sh'),
      'hook.sh': '#!/bin/sh\necho rewritten\nexit 1\n',
    },
    ...exited(1),
    log: lines('rewritten'),
  },
];

export const installCases: BundleCase[] = [
  ...(
    [
      ['zip', 'A file name in a zip that is not UTF-8 fails Install.'],
      ['tar', 'A file name in a tar that is not UTF-8 fails Install.'],
    ] as const
  ).map(([type, name]): BundleCase => {
    const tree = { 'app/caf~': 'x', 'hook.sh': SHOW, 'appspec.yml': spec('hook.sh', INTO_APP) };
    const members = Object.entries(tree).map(([file, text]) => ({
      name: file.replace('~', 'é'),
      text,
    }));
    return {
      name,
      type,
      bundle: type === 'zip' ? withLatin1Name(zipOf(tree)) : tarOf(members),
      ...install,
      message: 'source sequence is illegal/malformed utf-8',
    };
  }),
  {
    name: 'A file whose name ends in a space is not removed by the next Install.',
    before: hook('#!/bin/sh\n', { files: INTO_APP, more: { 'app/x ': 'x', 'app/ y': 'y' } }),
    bundle: hook(SHOW, { files: INTO_APP, more: { 'app/x ': 'x' } }),
    ...install,
    message:
      'The deployment failed because a specified file already exists at this location: /opt/app/x ',
  },
  {
    name: 'A file that exists fails Install with DISALLOW.',
    bundle: existing(
      'mkdir -p /opt/app; echo old > /opt/app/a.txt',
      { 'app/a.txt': 'new\n' },
      files(['app', '/opt/app']),
    ),
    ...install,
    message:
      'The deployment failed because a specified file already exists at this location: /opt/app/a.txt',
  },
  {
    name: 'With OVERWRITE it is copied over, with the mode of the source.',
    behavior: 'OVERWRITE',
    bundle: {
      ...existing(
        'mkdir -p /opt/app; echo old > /opt/app/a.txt; chmod 600 /opt/app/a.txt',
        { 'app/a.txt': { text: 'new\n', mode: 0o640 } },
        files(['app', '/opt/app']),
      ),
      'hook.sh': '#!/bin/sh\nstat -c %a /opt/app/a.txt; cat /opt/app/a.txt; exit 9\n',
    },
    ...exited(9),
    log: lines('640', 'new'),
  },
  {
    name: 'With RETAIN it stays as it is.',
    behavior: 'RETAIN',
    bundle: existing(
      'mkdir -p /opt/app; echo old > /opt/app/a.txt',
      { 'app/a.txt': 'new\n', 'app/b.txt': 'b' },
      files(['app', '/opt/app']),
    ),
    ...exited(9),
    log: lines('./a.txt', './b.txt', 'old'),
  },
  {
    name: "`file_exists_behavior` of the AppSpec file wins over the deployment's.",
    behavior: 'DISALLOW',
    bundle: existing(
      'mkdir -p /opt/app; echo old > /opt/app/a.txt',
      { 'app/a.txt': 'new\n' },
      `file_exists_behavior: OVERWRITE\n${files(['app', '/opt/app'])}`,
    ),
    ...exited(9),
    log: lines('./a.txt', 'new'),
  },
  {
    name: 'With OVERWRITE, a folder where a file must go gets the file in it.',
    behavior: 'OVERWRITE',
    bundle: existing(
      'mkdir -p /opt/app/a.txt',
      { 'app/a.txt': 'new\n' },
      files(['app', '/opt/app']),
    ),
    ...exited(9),
    log: [...lines('./a.txt', './a.txt/a.txt'), '[stderr]cat: a.txt: Is a directory\n'],
  },
  {
    name: 'A file where a folder must go fails Install, whatever the behavior.',
    behavior: 'OVERWRITE',
    bundle: existing(
      'mkdir -p /opt; echo x > /opt/app',
      { 'app/a.txt': 'new\n' },
      files(['app', '/opt/app']),
    ),
    ...install,
    message: 'File exists @ dir_s_mkdir - /opt/app',
  },
  {
    name: 'A link that leads nowhere does not count as an existing file, but cannot be copied over.',
    bundle: existing(
      'mkdir -p /opt/app; ln -s nowhere/x /opt/app/a.txt',
      { 'app/a.txt': 'new\n' },
      files(['app', '/opt/app']),
    ),
    ...install,
    message: 'No such file or directory @ rb_sysopen - /opt/app/a.txt',
  },
  {
    name: 'A link of the bundle cannot be copied over a file that exists.',
    behavior: 'OVERWRITE',
    bundle: existing(
      'mkdir -p /opt/app; echo x > /opt/app/a.txt',
      { 'app/a.txt': { link: 'b.txt' } },
      files(['app', '/opt/app']),
    ),
    ...install,
    message: 'File exists @ syserr_fail2_in - /opt/app/a.txt',
  },
  {
    name: 'A conflict is found when the files of the last Install are gone already.',
    before: {
      'appspec.yml': appSpec({}, files(['app', '/opt/app'])),
      'app/a.txt': 'a',
      'app/sub/b.txt': 'b',
    },
    bundle: {
      'appspec.yml': appSpec(
        { BeforeInstall: 'before.sh', ValidateService: 'none.sh' },
        files(['app', '/opt/app']),
      ),
      'before.sh': '#!/bin/sh\necho mine > /opt/app/c.txt\n',
      'app/c.txt': 'c',
    },
    ...install,
    message:
      'The deployment failed because a specified file already exists at this location: /opt/app/c.txt',
  },
  {
    name: 'The files of the last Install are removed, also if changed; what others put beside them stays.',
    before: {
      'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }, files(['app', '/opt/app'])),
      'hook.sh': '#!/bin/sh\necho log > /opt/app/logs/today; echo changed > /opt/app/a.txt\n',
      'app/a.txt': 'a',
      'app/gone/b.txt': 'b',
      'app/logs': { folder: true },
    },
    bundle: { ...hook(SHOW, { files: files(['app', '/opt/app']) }), 'app/c.txt': 'c' },
    ...exited(9),
    log: lines('-rw-r--r-- ./c.txt ', 'drwxr-xr-x ./logs ', '-rw-r--r-- ./logs/today '),
  },
  {
    name: 'Two sources for one destination are a mistake.',
    bundle: {
      ...hook('#!/bin/sh\n'),
      'appspec.yml': appSpec({}, files(['a', '/opt/app'], ['b', '/opt/app'])),
      'a/x': 'a',
      'b/x': 'b',
    },
    ...install,
    message: `The deployment failed because the application specification file specifies two source files named ${ARCHIVE}/b/x and ${ARCHIVE}/a/x for the same destination (/opt/app/x). Remove one of the source file paths from the AppSpec file, and then try again.`,
  },
  {
    name: 'A source that is not in the bundle is noticed when it is to be copied.',
    bundle: { 'appspec.yml': appSpec({}, files(['nope.jar', '/opt/app'])) },
    ...install,
    message: `No such file or directory @ rb_sysopen - ${ARCHIVE}/nope.jar`,
  },
  {
    name: 'A pattern as source is the name of a file.',
    bundle: { 'appspec.yml': appSpec({}, files(['build/*', '/opt/app'])), 'build/x': 'x' },
    ...install,
    message: `No such file or directory @ rb_sysopen - ${ARCHIVE}/build/*`,
  },
  {
    name: 'The destination of a file is always a folder.',
    bundle: hook(SHOW, { files: files(['x.conf', '/opt/app/x.conf']), more: { 'x.conf': 'x' } }),
    ...exited(9),
    log: lines('drwxr-xr-x ./x.conf ', '-rw-r--r-- ./x.conf/x.conf '),
  },
  {
    name: 'A destination with a tilde does not work.',
    bundle: { 'appspec.yml': appSpec({}, files(['x.conf', '~/app'])), 'x.conf': 'x' },
    ...install,
    message: 'File exists @ dir_s_mkdir - /root',
  },
  {
    name: 'A destination that is not text is an error in Ruby.',
    bundle: { 'appspec.yml': appSpec({}, files(['x.conf', '8080'])), 'x.conf': 'x' },
    ...install,
    message: 'no implicit conversion of Integer into String',
  },
  {
    name: 'Links to files and to nothing are copied as links, links to folders as folders.',
    bundle: {
      ...hook(SHOW, { files: files(['app', '/opt/app']) }),
      'app/real/x': 'x',
      'app/file': { link: 'real/x' },
      'app/broken': { link: '/nowhere' },
      'app/folder': { link: 'real' },
    },
    ...exited(9),
    log: lines(
      'lrwxrwxrwx ./broken /nowhere',
      'lrwxrwxrwx ./file real/x',
      'drwxr-xr-x ./folder ',
      '-rw-r--r-- ./folder/x ',
      'drwxr-xr-x ./real ',
      '-rw-r--r-- ./real/x ',
    ),
  },
  {
    name: 'Modes of files are kept, those of folders are not.',
    bundle: {
      ...hook(SHOW, { files: files(['app', '/opt/app']) }),
      'app/private/': { folder: true, mode: 0o40700 },
      'app/private/run': { text: 'x', mode: 0o100750 },
      'app/empty/': { folder: true },
    },
    ...exited(9),
    log: lines('drwxr-xr-x ./empty ', 'drwxr-xr-x ./private ', '-rwxr-x--- ./private/run '),
  },
];

const permissions = (text: string) => `${files(['app', '/opt/app'])}permissions:\n${text}`;

export const permissionCases: BundleCase[] = [
  ...(
    [
      ['owner', 'An empty owner is looked for, and not found.'],
      ['group', 'An empty group is looked for, and not found.'],
    ] as const
  ).map(
    ([key, name]): BundleCase => ({
      name,
      bundle: hook(SHOW, {
        files: permissions(`  - object: /opt/app\n    ${key}: ""\n    mode: 600\n`),
        more: { 'app/a.txt': 'x' },
      }),
      ...install,
      message: `can't find ${key === 'owner' ? 'user' : 'group'} for `,
    }),
  ),
  {
    name: 'Permissions of a folder are for what is installed below it, by pattern, type and exception.',
    bundle: hook(SHOW, {
      files: permissions(
        '  - object: /opt/app\n    pattern: "*.sh"\n    except: ["keep.sh"]\n    mode: 700\n    type: [file]\n  - object: /opt/app/sub\n    mode: 751\n    type: [directory]\n  - object: /opt/app/sub\n    mode: 600\n    type: [file]\n  - object: /opt/app/a.txt\n    mode: 4755\n    type: [file]\n',
      ),
      more: {
        'app/run.sh': 'x',
        'app/keep.sh': 'x',
        'app/a.txt': 'x',
        'app/sub/run.sh': 'x',
        'app/sub/deep/x': 'x',
      },
    }),
    ...exited(9),
    log: lines(
      '-rwsr-xr-x ./a.txt ',
      '-rw-r--r-- ./keep.sh ',
      '-rwx------ ./run.sh ',
      'drwxr-xr-x ./sub ',
      'drwxr-x--x ./sub/deep ',
      '-rw------- ./sub/deep/x ',
      '-rw------- ./sub/run.sh ',
    ),
  },
  {
    name: 'A mode without a type also hits folders.',
    bundle: hook(SHOW, {
      files: permissions('  - object: /opt/app\n    mode: 644\n'),
      more: { 'app/sub/x': 'x' },
    }),
    ...exited(9),
    log: lines('drw-r--r-- ./sub ', '-rw-r--r-- ./sub/x '),
  },
  {
    name: 'Owner and group are set by name.',
    users: true,
    bundle: hook('#!/bin/sh\nstat -c "%U:%G" /opt/app/x; exit 9\n', {
      files: permissions('  - object: /opt/app\n    owner: www-data\n    group: daemon\n'),
      more: { 'app/x': 'x' },
    }),
    ...exited(9),
    log: lines('www-data:daemon'),
  },
  {
    name: 'An owner that does not exist fails Install after the files were copied.',
    bundle: {
      'appspec.yml': appSpec({}, permissions('  - object: /opt/app\n    owner: nosuchuser\n')),
      'app/x': 'x',
    },
    ...install,
    message: "can't find user for nosuchuser",
  },
  {
    name: 'A group that does not exist does so as well.',
    bundle: {
      'appspec.yml': appSpec({}, permissions('  - object: /opt/app\n    group: nosuchgroup\n')),
      'app/x': 'x',
    },
    ...install,
    message: "can't find group for nosuchgroup",
  },
  {
    name: 'An object that is not installed is not looked at.',
    bundle: {
      'appspec.yml': appSpec({}, permissions('  - object: /opt/typo\n    owner: nosuchuser\n')),
      'app/x': 'x',
    },
    event: 'ValidateService',
    code: 0,
    message: 'Succeeded: ',
  },
  {
    name: 'Permissions set twice on one object are a mistake.',
    bundle: {
      'appspec.yml': appSpec(
        {},
        permissions('  - object: /opt/app\n    mode: 644\n  - object: /opt/app/x\n    mode: 600\n'),
      ),
      'app/x': 'x',
    },
    ...install,
    message:
      'The deployment failed because the permissions setting for (/opt/app/x) is specified more than once in the application specification file. Update the files section of the AppSpec file, and then try again.',
  },
  {
    name: 'A pattern for a file is a mistake.',
    bundle: {
      'appspec.yml': appSpec(
        {},
        permissions('  - object: /opt/app/x\n    pattern: "*.sh"\n    mode: 644\n'),
      ),
      'app/x': 'x',
    },
    ...install,
    message:
      'The deployment failed because the application specification file includes an object (/opt/app/x) with an invalid pattern (*.sh), such as a pattern for a file applied to a directory. Correct the permissions section of the AppSpec file, and then try again.',
  },
  {
    name: 'An exception for a file is a mistake.',
    bundle: {
      'appspec.yml': appSpec(
        {},
        permissions('  - object: /opt/app/x\n    except: [a, 1]\n    mode: 644\n'),
      ),
      'app/x': 'x',
    },
    ...install,
    message:
      'The deployment failed because the except parameter for a pattern in the permissions section (["a", 1]) for the object named /opt/app/x contains an invalid format. Update the AppSpec file, and then try again.',
  },
  {
    name: 'A default acl that reaches a file is a mistake.',
    bundle: {
      'appspec.yml': appSpec(
        {},
        permissions('  - object: /opt/app\n    acls: ["d:u:daemon:rw"]\n'),
      ),
      'app/x': 'x',
    },
    ...install,
    message:
      'The deployment failed because the -d parameter has been specified to apply an acl setting to a file. This parameter is supported for directories only. Update the AppSpec file, and then try again.',
  },
  {
    name: 'An acl needs setfacl on the host.',
    bundle: {
      ...hook('#!/bin/sh\n', {
        files: permissions('  - object: /opt/app/x\n    mode: 640\n    acls: ["u:daemon:rw"]\n'),
        more: { 'app/x': 'x' },
      }),
      'appspec.yml': appSpec(
        { BeforeInstall: 'hook.sh' },
        permissions('  - object: /opt/app/x\n    mode: 640\n    acls: ["u:daemon:rw"]\n'),
      ),
      'hook.sh': '#!/bin/sh\nrm -f /usr/bin/setfacl /bin/setfacl\n',
    },
    ...install,
    message:
      /^The deployment failed because of a problem with the acls permission settings in the application specification file for this object: \/opt\/app\/x\. Failed command: setfacl --set user:daemon:rw-,user::rw-,group::r--,other::---,mask::r-- \/opt\/app\/x\. Exit code: pid \d+ exit 127$/,
  },
  {
    name: 'An SELinux context without a range fails Install.',
    bundle: {
      'appspec.yml': appSpec(
        {},
        permissions('  - object: /opt/app/x\n    context: { type: httpd_t }\n'),
      ),
      'app/x': 'x',
    },
    ...install,
    message: /^undefined method `get_range' for nil:NilClass/,
  },
  {
    name: 'An SELinux context needs semanage on the host.',
    bundle: {
      'appspec.yml': appSpec(
        {},
        permissions(
          '  - object: /opt/app/x\n    context: { name: system_u, type: httpd_t, range: "s0:c0.c2,c5" }\n',
        ),
      ),
      'app/x': 'x',
    },
    ...install,
    message:
      /^The deployment failed because the application specification file contains an error in the settings for the context parameter\. Update the permissions section of the AppSpec file, and then try again\. Failed command: semanage fcontext -a -s system_u -t httpd_t -r s0:c0\.c2,c5 \/opt\/app\/x\. Exit code: pid \d+ exit 127$/,
  },
];

const noAppSpec = `The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory at revision-relative path "appspec.yml". The revision was unpacked to directory "${ARCHIVE}", and the AppSpec file was expected but not found at path "${ARCHIVE}/appspec.yml". Consult the AWS CodeDeploy Appspec documentation for more information at http://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html`;

export const archiveCases: BundleCase[] = [
  {
    name: 'A wrong checksum in a zip is not noticed.',
    bundle: withWrongChecksum(
      zipOf({ 'app/a': 'x', 'hook.sh': SHOW, 'appspec.yml': spec('hook.sh', INTO_APP) }),
    ),
    ...exited(9),
    log: lines('-rw-r--r-- ./a '),
  },
  {
    name: 'Bytes before the first header of a zip do not matter.',
    bundle: Buffer.concat([
      Buffer.from('#!/bin/sh\nexit 0\n'),
      zipOf({ 'app/a': 'x', 'hook.sh': SHOW, 'appspec.yml': spec('hook.sh', INTO_APP) }),
    ]),
    ...exited(9),
    log: lines('-rw-r--r-- ./a '),
  },
  {
    name: 'A file below a link of the same zip is written through the link.',
    bundle: {
      'app/a/one': 'x',
      'app/link': { link: 'a' },
      'app/link/two': 'x',
      'hook.sh': SHOW,
      'appspec.yml': spec('hook.sh', files(['app/a', '/opt/app'])),
    },
    ...exited(9),
    log: lines('-rw-r--r-- ./one ', '-rw-r--r-- ./two '),
  },
  {
    name: 'A single folder around everything is taken away.',
    bundle: {
      'orders-1.0/appspec.yml': spec('hook.sh'),
      'orders-1.0/hook.sh': '#!/bin/sh\ncd "${0%/*}"; ls; exit 1\n',
    },
    ...exited(1),
    log: lines('appspec.yml', 'hook.sh'),
  },
  {
    name: 'A folder with anything beside it is not taken away.',
    bundle: { 'orders-1.0/appspec.yml': spec('hook.sh'), README: 'x' },
    event: 'BeforeInstall',
    code: 5,
    message: noAppSpec,
  },
  {
    name: 'A file named appspec.yaml is not found.',
    bundle: { 'appspec.yaml': spec('hook.sh') },
    event: 'BeforeInstall',
    code: 5,
    message: noAppSpec,
  },
  {
    name: 'An AppSpec file that is wrong is noticed by the first event that reads it.',
    bundle: { 'appspec.yml': 'version: 1.0\nos: linux\n' },
    event: 'BeforeInstall',
    code: 5,
    message:
      'The deployment failed because an invalid version value (1.0) was entered in the application specification file. Make sure your AppSpec file specifies "0.0" as the version, and then try again.',
  },
  {
    name: 'Bundles may be zip, tar or tgz, with modes and links.',
    type: 'tgz',
    bundle: gzipSync(tarOf(wrapped)),
    ...exited(9),
    log: lines('lrwxrwxrwx ./current run', '-rwxr-x--- ./run ', '-rwxr-x--- ./same '),
  },
  {
    name: 'A tar may be compressed with gzip.',
    type: 'tar',
    bundle: gzipSync(tarOf(wrapped)),
    ...exited(9),
    log: lines('lrwxrwxrwx ./current run', '-rwxr-x--- ./run ', '-rwxr-x--- ./same '),
  },
  {
    name: 'A tgz must be.',
    type: 'tgz',
    bundle: tarOf(wrapped),
    event: 'DownloadBundle',
    code: 5,
    message: 'Error extracting tar archive: 2',
  },
  {
    name: "A tar's files belong to whom it names.",
    users: true,
    type: 'tar',
    bundle: tarOf([
      {
        name: 'appspec.yml',
        text: appSpec({ AfterInstall: 'hook.sh' }, files(['app', '/opt/app'])),
      },
      {
        name: 'hook.sh',
        text: '#!/bin/sh\nstat -c "%u %U" /opt/app/x /opt/app/y; exit 9\n',
        mode: 0o755,
      },
      { name: 'app/x', text: 'x', uid: 1234, user: 'nosuchuser' },
      { name: 'app/y', text: 'y', uid: 1234, user: 'www-data' },
    ]),
    ...exited(9),
    log: lines('1234 UNKNOWN', '33 www-data'),
  },
  {
    name: 'A damaged archive fails DownloadBundle.',
    type: 'tar',
    bundle: tarOf(wrapped).subarray(0, 1100),
    event: 'DownloadBundle',
    code: 5,
    message: 'Error extracting tar archive: 2',
  },
  {
    name: 'A bundle that is not an archive fails DownloadBundle.',
    bundle: Buffer.from('<html>not found</html>'),
    event: 'DownloadBundle',
    code: 5,
    message: 'Zip end of central directory signature not found',
  },
  {
    name: 'Names that lead out of an archive stay in it, though the agent follows some.',
    bundle: zipOf({
      'appspec.yml': spec('hook.sh'),
      'hook.sh': '#!/bin/sh\ncd "${0%/*}"; find . -type f | sort; sleep 0.2; ls /opt/up; exit 1\n',
      '../../up': 'x',
      '/opt/up': 'y',
    }),
    ...exited(1),
    log: [
      ...lines('./appspec.yml', './hook.sh', './opt/up', './up'),
      "[stderr]ls: cannot access '/opt/up': No such file or directory\n",
    ],
  },
];
