import type { RuleId } from '../../src/appspec/rules.ts';
import { anAppSpec, type Content, SCRIPT } from './a-bundle.ts';

/** A failure that CodeDeploy's users know, and bundles that run into it. */
export type ClassicFailure = {
  /** What they see. */
  seen: string;
  causes: { cause: string; rule: RuleId; files: Record<string, Content> }[];
};

const hook = (script: string, rest = 'timeout: 60') =>
  anAppSpec(`hooks:\n  AfterInstall:\n    - location: ${script}\n      ${rest}`);
const files = (source: string, more = '') =>
  anAppSpec(`files:\n  - source: ${source}\n    destination: /opt/app\n${more}`);
const permission = (rest: string) =>
  files('app', `permissions:\n  - object: /opt/app\n    ${rest}`);

export const classicFailures: ClassicFailure[] = [
  {
    seen: 'The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory',
    causes: [
      {
        cause: 'it is not at the root of the zip',
        rule: 'bundle/no-appspec',
        files: { 'build/appspec.yml': hook('start.sh'), 'build/start.sh': SCRIPT, LICENSE: '' },
      },
      {
        cause: 'it is called appspec.yaml',
        rule: 'bundle/appspec-yaml',
        files: { 'appspec.yaml': hook('start.sh'), 'start.sh': SCRIPT },
      },
    ],
  },
  {
    seen: 'an invalid version value (…) was entered in the application specification file',
    causes: [
      {
        cause: 'the version is in quotes',
        rule: 'version/invalid',
        files: { 'appspec.yml': 'version: "0.0"\nos: linux\n' },
      },
      {
        cause: 'a byte order mark is before it',
        rule: 'yaml/byte-order-mark',
        files: { 'appspec.yml': `\ufeff${hook('start.sh')}`, 'start.sh': SCRIPT },
      },
    ],
  },
  {
    seen: 'the application specification file was empty, or an error of the YAML parser',
    causes: [
      {
        cause: 'there is nothing in it',
        rule: 'appspec/empty',
        files: { 'appspec.yml': '# soon\n' },
      },
      {
        cause: 'tabs indent it',
        rule: 'yaml/syntax',
        files: { 'appspec.yml': 'version: 0.0\nos: linux\nhooks:\n\tAfterInstall: []\n' },
      },
    ],
  },
  {
    seen: 'specifies an unsupported operating system (…)',
    causes: [
      {
        cause: 'os is not linux or windows in lower case',
        rule: 'os/unsupported',
        files: { 'appspec.yml': 'version: 0.0\nos: Linux\n' },
      },
    ],
  },
  {
    seen: 'appspec.yml file contains unknown lifecycle events, or a hook that never runs',
    causes: [
      {
        cause: 'the event is misspelt',
        rule: 'hooks/unknown-event',
        files: {
          'appspec.yml': hook('start.sh').replace('AfterInstall', 'AfterInstal'),
          'start.sh': SCRIPT,
        },
      },
    ],
  },
  {
    seen: 'a script with no location value, an invalid timeout value, or an event cut off after an hour',
    causes: [
      {
        cause: 'the location is missing',
        rule: 'hooks/no-location',
        files: { 'appspec.yml': anAppSpec('hooks:\n  AfterInstall:\n    - timeout: 60') },
      },
      {
        cause: 'the timeout is not a number above 0',
        rule: 'hooks/invalid-timeout',
        files: { 'appspec.yml': hook('start.sh', 'timeout: soon'), 'start.sh': SCRIPT },
      },
      {
        cause: 'the timeouts of an event come to more than 3600 seconds',
        rule: 'hooks/event-timeout',
        files: { 'appspec.yml': hook('start.sh', 'timeout: 7200'), 'start.sh': SCRIPT },
      },
    ],
  },
  {
    seen: 'Script does not exist at specified location',
    causes: [
      {
        cause: 'it is not in the zip, or in another case',
        rule: 'bundle/missing-script',
        files: { 'appspec.yml': hook('scripts/start.sh'), 'Scripts/start.sh': SCRIPT },
      },
    ],
  },
  {
    seen: 'No such file or directory @ rb_sysopen, at Install',
    causes: [
      {
        cause: 'a source is not in the zip',
        rule: 'bundle/missing-source',
        files: { 'appspec.yml': files('build'), 'dist/app.js': '' },
      },
      {
        cause: 'a source is a pattern',
        rule: 'files/glob-in-source',
        files: { 'appspec.yml': files('build/*'), 'build/app.js': '' },
      },
    ],
  },
  {
    seen: 'specifies only a source file (…), and errors of the permissions section',
    causes: [
      {
        cause: 'a destination is missing',
        rule: 'files/no-destination',
        files: { 'appspec.yml': anAppSpec('files:\n  - source: app'), 'app/a': '' },
      },
      {
        cause: 'a mode is not an octal number to the agent',
        rule: 'permissions/invalid-mode',
        files: { 'appspec.yml': permission('mode: 0755'), 'app/a': '' },
      },
      {
        cause: 'a mode without quotes is another octal number',
        rule: 'permissions/unquoted-octal-mode',
        files: { 'appspec.yml': permission('mode: 0777'), 'app/a': '' },
      },
      {
        cause: 'a pattern is given for a file',
        rule: 'permissions/pattern-on-file',
        files: {
          'appspec.yml': files('app', 'permissions:\n  - {object: /opt/app/a, pattern: "*"}'),
          'app/a': '',
        },
      },
      {
        cause: 'permissions on Windows',
        rule: 'permissions/on-windows',
        files: { 'appspec.yml': permission('owner: app').replace('linux', 'windows'), 'app/a': '' },
      },
    ],
  },
  {
    seen: "$'\\r': command not found, or bad interpreter",
    causes: [
      {
        cause: 'a script has CRLF',
        rule: 'script/crlf',
        files: { 'appspec.yml': hook('start.sh'), 'start.sh': SCRIPT.replaceAll('\n', '\r\n') },
      },
    ],
  },
  {
    seen: 'exit code 126, Permission denied, in a hook',
    causes: [
      {
        cause: 'a file that a hook script calls is not executable',
        rule: 'script/not-executable',
        files: {
          'appspec.yml': hook('start.sh'),
          'start.sh': '#!/bin/sh\n"$(dirname "$0")/bin/migrate"\n',
          'bin/migrate': { text: '#!/bin/sh\ntrue\n', mode: 0o644 },
        },
      },
    ],
  },
  {
    seen: 'failed with error Errno::ENOENT, though the script is there',
    causes: [
      {
        cause: 'its path has a space',
        rule: 'hooks/blank-in-location',
        files: { 'appspec.yml': hook('my scripts/start.sh'), 'my scripts/start.sh': SCRIPT },
      },
    ],
  },
  {
    seen: 'Script at specified location: … failed to close STDOUT',
    causes: [
      {
        cause: 'a process in the background keeps it open',
        rule: 'script/background',
        files: { 'appspec.yml': hook('start.sh'), 'start.sh': '#!/bin/sh\nnohup node app.js &\n' },
      },
    ],
  },
  {
    seen: 'The disk is (or was) full during extraction',
    causes: [
      {
        cause: 'the bundle is large, and hosts keep five more',
        rule: 'bundle/size',
        files: { 'appspec.yml': files('app'), 'app/model': { size: 2 ** 30 } },
      },
    ],
  },
  {
    seen: 'paths of more than 260 characters on Windows',
    causes: [
      {
        cause: 'they come below the agent’s own folders',
        rule: 'bundle/long-path',
        files: {
          'appspec.yml': files('app').replace('linux', 'windows'),
          [`app/${'folder/'.repeat(25)}a`]: '',
        },
      },
    ],
  },
  {
    seen: 'programs that cannot be executed after Install',
    causes: [
      {
        cause: 'the zip was packed without Unix modes',
        rule: 'bundle/no-modes',
        files: {
          'appspec.yml': { text: files('app'), mode: undefined },
          'app/run': { mode: undefined },
        },
      },
    ],
  },
  {
    seen: '.git and credentials on every host',
    causes: [
      {
        cause: 'version control was packed',
        rule: 'bundle/version-control',
        files: { 'appspec.yml': files('app'), 'app/a': '', '.git/config': '' },
      },
      {
        cause: 'credentials were packed',
        rule: 'bundle/secret',
        files: { 'appspec.yml': files('app'), 'app/.env': 'TOKEN=x\n' },
      },
    ],
  },
];
