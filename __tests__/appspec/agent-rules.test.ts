import { describe, expect, test } from '@jest/globals';
import { readAppSpec } from '../../src/appspec/appspec.ts';

function read(text: string, os?: 'linux' | 'windows') {
  return readAppSpec(new TextEncoder().encode(text), os);
}

/** A file with these sections after version and os. */
function withSections(sections: string): string {
  return `version: 0.0\nos: linux\n${sections}\n`;
}

function permission(rest: string): string {
  return withSections(`permissions:\n  - object: /opt/app\n    ${rest}`);
}

function script(rest: string): string {
  return withSections(`hooks:\n  AfterInstall:\n    - ${rest}`);
}

const EMPTY =
  "The deployment failed because the application specification file was empty. Make sure your AppSpec file defines at minimum the 'version' and 'os' properties.";
const INTO_INTEGER = 'no implicit conversion of String into Integer';
const version = (value: string) =>
  `The deployment failed because an invalid version value (${value}) was entered in the application specification file. Make sure your AppSpec file specifies "0.0" as the version, and then try again.`;
const os = (value: string) =>
  `The deployment failed because the application specification file specifies an unsupported operating system (${value}). Specify either "linux" or "windows" in the os section of the AppSpec file, and then try again.`;
const NO_LOCATION =
  'The deployment failed because the application specification file specifies a script with no location value. Specify the location in the hooks section of the AppSpec file, and then try again.';
const TIMEOUT =
  'The deployment failed because an invalid timeout value was provided for a script in the application specification file. Make corrections in the hooks section of the AppSpec file, and then try again.';
const NO_SOURCE =
  'The deployment failed because the application specification file specifies a destination file, but no source file. Update the files section of the AppSpec file, and then try again.';
const noDestination = (source: string) =>
  `The deployment failed because the application specification file specifies only a source file (${source}). Add the name of the destination file to the files section of the AppSpec file, and then try again.`;
const NO_OBJECT =
  'The deployment failed because a permission listed in the application specification file has no object value. Update the permissions section of the AppSpec file, and then try again.';
const ON_WINDOWS =
  'The deployment failed because the application specification file specifiles file permissions, but the deployment is targeting one or more Windows Server instances. Permissions are supported only for Amazon Linux, Ubuntu Server, and Red Hat Enterprise Linux (RHEL) instances. Update the permissions section of the AppSpec file, and then try again.';
const type = (value: string) =>
  `The deployment failed because the application specification filespecifies a permission for an object type not supported for permissions (${value}). Update the permissions section of the AppSpec file, and then try again.`;
const modeLength = (value: string) =>
  `The deployment failed because the length of a permissions mode (${value}) in the application specification file is invalid. Permissions modes must be between one and four characters long. Update the permissions section of the AppSpec file, and then try again.`;
const modeCharacter = (value: string, character: string) =>
  `The deployment failed because the permissions mode (${value}) in the application specification file contains an invalid character (${character}). Update the permissions section of the AppSpec file, and then try again.`;
const ACLS =
  'The deployment failed because of a problem with the acls permission settings in the application specification file.';
const acl = (entry: string) => `${ACLS} Invalid acl entry (${entry}).`;
const baseAcl = (entry: string) =>
  `${ACLS} Use mode to set the base acl entry (${entry}). Update the permissions section of the AppSpec file, and then try again.`;
const aclCharacter = (entry: string, character: string) =>
  `The deployment failed because the access control list (ACL) named ${entry} in the application specification file contains an invalid character (${character}). Correct the ACL in the hooks section of the AppSpec file, and then try again.`;
const context = (value: string) =>
  `The deployment failed because the application specification file specifies an invalid context type (${value}). Update the permissions section of the AppSpec file, and then try again.`;
const range = (value: string) =>
  `The deployment failed because of a problem with the SELinux range specified (${value}) for the context parameter in the permissions section of the application specification file. Make corrections in the permissions section of the AppSpec file, and then try again.`;
const exists = (value: string) =>
  `The deployment failed because an invalid file_exists_behavior value (${value}) was entered in the application specification file. Make sure your AppSpec file specifies one of DISALLOW,OVERWRITE,RETAIN as the file_exists_behavior, and then try again.`;

describe('what the agent refuses, in its own words', () => {
  test.each([
    ['0a', '', 'appspec/empty', EMPTY],
    ['0a', '# nothing\n', 'appspec/empty', EMPTY],
    ['0a', 'false\n', 'appspec/empty', EMPTY],
    ['0a', '---\n---\nversion: 0.0\nos: linux\n', 'appspec/empty', EMPTY],
    ['0b', '- version: 0.0\n', 'appspec/not-a-mapping', INTO_INTEGER],
    ['0b', '5\n', 'appspec/not-a-mapping', INTO_INTEGER],
    ['0b', 'true\n', 'appspec/not-a-mapping', "undefined method `[]' for true:TrueClass"],
    ['0b', 'some words\n', 'version/invalid', version('')],
    ['1', 'os: linux\n', 'version/invalid', version('')],
    ['1', 'Version: 0.0\nos: linux\n', 'version/invalid', version('')],
    ['1', 'version: "0.0"\nos: linux\n', 'version/invalid', version('0.0')],
    ['1', 'version: 1.0\nos: linux\n', 'version/invalid', version('1.0')],
    ['1', 'version: ~\nos: linux\n', 'version/invalid', version('')],
    ['1', 'version: [1, a]\nos: linux\n', 'version/invalid', version('[1, "a"]')],
    ['1', 'version: {a: ~}\nos: linux\n', 'version/invalid', version('{"a"=>nil}')],
    ['2', 'version: 0.0\n', 'os/unsupported', os('')],
    ['2', 'version: 0.0\nos: Linux\n', 'os/unsupported', os('Linux')],
    ['2', 'version: 0.0\nos: "linux "\n', 'os/unsupported', os('linux ')],
    ['2', 'version: 0.0\nos: [linux]\n', 'os/unsupported', os('["linux"]')],
    [
      '3a',
      withSections('hooks: []'),
      'hooks/not-a-mapping',
      "undefined method `each_pair' for []:Array",
    ],
    [
      '3a',
      withSections('hooks: a.sh'),
      'hooks/not-a-mapping',
      'undefined method `each_pair\' for "a.sh":String',
    ],
    [
      '3b',
      withSections('hooks: {AfterInstall: a.sh}'),
      'hooks/scripts-not-a-list',
      'undefined method `each\' for "a.sh":String',
    ],
    [
      '3b',
      withSections('hooks:\n  AfterInstall:\n    location: a.sh'),
      'hooks/scripts-not-a-list',
      'undefined method `has_key?\' for ["location", "a.sh"]:Array',
    ],
    [
      '3b',
      script('a.sh'),
      'hooks/scripts-not-a-list',
      'undefined method `has_key?\' for "a.sh":String',
    ],
    ['3b', script(''), 'hooks/scripts-not-a-list', "undefined method `has_key?' for nil:NilClass"],
    ['3d', script('timeout: 5'), 'hooks/no-location', NO_LOCATION],
    ['3d', script('location:'), 'hooks/no-location', NO_LOCATION],
    ['3d', script('location: " "'), 'hooks/no-location', NO_LOCATION],
    ['3g', script('{location: a.sh, timeout: 0}'), 'hooks/invalid-timeout', TIMEOUT],
    ['3g', script('{location: a.sh, timeout: -1}'), 'hooks/invalid-timeout', TIMEOUT],
    ['3g', script('{location: a.sh, timeout: 0.9}'), 'hooks/invalid-timeout', TIMEOUT],
    ['3g', script('{location: a.sh, timeout: abc}'), 'hooks/invalid-timeout', TIMEOUT],
    ['3g', script('{location: a.sh, timeout: ""}'), 'hooks/invalid-timeout', TIMEOUT],
    [
      '3g',
      script('{location: a.sh, timeout: true}'),
      'hooks/invalid-timeout',
      "undefined method `to_i' for true:TrueClass",
    ],
    [
      '3g',
      script('{location: a.sh, timeout: [5]}'),
      'hooks/invalid-timeout',
      "undefined method `to_i' for [5]:Array",
    ],
    ['3g', script('{location: a.sh, timeout: .inf}'), 'hooks/invalid-timeout', 'Infinity'],
    ['4a', withSections('files: {source: a}'), 'files/not-a-list', INTO_INTEGER],
    ['4a', withSections('files: a'), 'files/not-a-list', 'undefined method `each\' for "a":String'],
    [
      '4a',
      withSections('files: [~]'),
      'files/not-a-list',
      "undefined method `[]' for nil:NilClass",
    ],
    ['4b', withSections('files: [{destination: /a}]'), 'files/no-source', NO_SOURCE],
    ['4b', withSections('files: [{source: ~, destination: /a}]'), 'files/no-source', NO_SOURCE],
    ['4b', withSections('files: [/]'), 'files/no-source', NO_SOURCE],
    ['4c', withSections('files: [{source: /}]'), 'files/no-destination', noDestination('/')],
    [
      '4c',
      withSections('files: [{source: a, destination: ~}]'),
      'files/no-destination',
      noDestination('a'),
    ],
    ['5a', withSections('permissions: [{owner: a}]'), 'permissions/no-object', NO_OBJECT],
    ['5a', withSections('permissions: [{object: ~}]'), 'permissions/no-object', NO_OBJECT],
    ['5a', withSections('permissions: [{object: " "}]'), 'permissions/no-object', NO_OBJECT],
    [
      '5b',
      'version: 0.0\nos: windows\npermissions: [{object: a}]\n',
      'permissions/on-windows',
      ON_WINDOWS,
    ],
    [
      '5c',
      withSections('permissions: {object: /a}'),
      'permissions/not-a-list',
      'undefined method `has_key?\' for ["object", "/a"]:Array',
    ],
    [
      '5c',
      permission('except: a'),
      'permissions/except-not-a-list',
      'undefined method `each\' for "a":String',
    ],
    [
      '5c',
      permission('type: file'),
      'permissions/type-not-a-list',
      'undefined method `each\' for "file":String',
    ],
    ['5d', permission('type: [link]'), 'permissions/unknown-type', type('link')],
    ['5e', permission('mode: 00644x'), 'permissions/invalid-mode', modeLength('00644x')],
    ['5e', permission('mode: false'), 'permissions/invalid-mode', modeLength('false')],
    ['5f', permission('mode: rwx'), 'permissions/invalid-mode', modeCharacter('rwx', 'r')],
    ['5f', permission('mode: 8'), 'permissions/invalid-mode', modeCharacter('008', '8')],
    ['5f', permission('mode: 0755'), 'permissions/invalid-mode', modeCharacter('493', '9')],
    ['5f', permission('mode: 0600'), 'permissions/invalid-mode', modeCharacter('384', '8')],
    [
      '5g',
      permission('acls: u:a:r'),
      'permissions/invalid-acl',
      'undefined method `each\' for "u:a:r":String',
    ],
    [
      '5g',
      permission('acls: [5]'),
      'permissions/invalid-acl',
      "undefined method `split' for 5:Integer",
    ],
    ['5h', permission('acls: ["r"]'), 'permissions/invalid-acl', acl('r')],
    ['5h', permission('acls: [""]'), 'permissions/invalid-acl', acl('')],
    ['5h', permission('acls: ["d:u:a:r:x"]'), 'permissions/invalid-acl', acl('d:u:a:r:x')],
    ['5h', permission('acls: ["x:u:a:r"]'), 'permissions/invalid-acl', acl('x:u:a:r')],
    ['5h', permission('acls: ["d:d:a:r"]'), 'permissions/invalid-acl', acl('d:d:a:r')],
    ['5h', permission('acls: ["x:a:r"]'), 'permissions/invalid-acl', acl('x:a:r')],
    ['5h', permission('acls: ["m:a:r"]'), 'permissions/invalid-acl', acl('m:a:r')],
    ['5h', permission('acls: ["o:m:r"]'), 'permissions/invalid-acl', acl('o:m:r')],
    ['5i', permission('acls: ["u::rw"]'), 'permissions/invalid-acl', baseAcl('u::rw')],
    ['5i', permission('acls: ["o::r"]'), 'permissions/invalid-acl', baseAcl('o::r')],
    ['5i', permission('acls: ["g::r"]'), 'permissions/invalid-acl', baseAcl('g::r')],
    [
      '5j',
      permission('acls: ["u:a:rwz"]'),
      'permissions/invalid-acl',
      aclCharacter('u:a:rwz', 'z'),
    ],
    ['5j', permission('acls: ["u:a:8"]'), 'permissions/invalid-acl', aclCharacter('u:a:8', '8')],
    [
      '5k',
      permission('context: {name: u}'),
      'permissions/invalid-context',
      context('{"name"=>"u"}'),
    ],
    [
      '5m',
      permission('context: {type: t, range: s3-s0}'),
      'permissions/invalid-range',
      range('s3-s0'),
    ],
    [
      '5m',
      permission('context: {type: t, range: "s0:"}'),
      'permissions/invalid-range',
      'invalid range part s0:',
    ],
    [
      '5m',
      permission('context: {type: t, range: x0}'),
      'permissions/invalid-range',
      'invalid sensitivity x0',
    ],
    [
      '5m',
      permission('context: {type: t, range: "s0:c1024"}'),
      'permissions/invalid-range',
      'invalid category c1024',
    ],
    [
      '5m',
      permission('context: {type: t, range: "s0:c5.c2"}'),
      'permissions/invalid-range',
      'invalid category range c5.c2',
    ],
    [
      '5m',
      permission('context: {type: t, range: "s0:c1.c3,c2"}'),
      'permissions/invalid-range',
      'duplicate categories',
    ],
    [
      '5m',
      permission('context: {type: t, range: 5}'),
      'permissions/invalid-range',
      "undefined method `include?' for 5:Integer",
    ],
    [
      '6',
      withSections('file_exists_behavior: overwrite'),
      'file-exists-behavior/invalid',
      exists('overwrite'),
    ],
    [
      '6',
      withSections('file_exists_behavior: false'),
      'file-exists-behavior/invalid',
      exists('false'),
    ],
  ])('rule %s: %j', (_, text, rule, message) => {
    expect(read(text)).toMatchObject({ ok: false, rule, message });
  });

  test('only the first, in the order version, os, hooks, files, permissions, file_exists_behavior', () => {
    const sections = [
      'version: 1',
      'os: Linux',
      'hooks: a',
      'files: a',
      'permissions: a',
      'file_exists_behavior: a',
    ];
    const good = ['version: 0.0', 'os: linux', 'hooks: ~', 'files: ~', 'permissions: ~'];
    const found = sections.map((_, count) => {
      const reading = read(
        [...sections.slice(count).toReversed(), ...good.slice(0, count)].join('\n'),
      );
      return reading.ok ? undefined : reading.rule.split('/')[0];
    });
    expect(found).toEqual([
      'version',
      'os',
      'hooks',
      'files',
      'permissions',
      'file-exists-behavior',
    ]);
  });

  test('with the place', () => {
    expect(read(script('{location: a.sh, timeout: 0}'))).toMatchObject({ line: 5, column: 33 });
    expect(read('version: 0.0\nos: Linux\n')).toMatchObject({ line: 2, column: 5 });
  });

  test('on the platform of the agent', () => {
    const windows = 'version: 0.0\nos: windows\n';
    expect(read(windows)).toMatchObject({ ok: true });
    expect(read(windows, 'windows')).toMatchObject({ ok: true });
    expect(read(windows, 'linux')).toMatchObject({ ok: false, message: os('windows') });
  });
});

describe('what the agent takes', () => {
  test.each(['0.0', '0', '0.00', '-0.0', '.0', '0x0'])('version: %s', (value) => {
    expect(read(`version: ${value}\nos: linux\n`)).toMatchObject({ ok: true });
  });

  test.each([
    ['300', 300],
    ['"300"', 300],
    ['300s', 300],
    ['1.9', 1],
    ['0x3C', 60],
    ['060', 48],
    ['1:00', 3600],
    ['99999999', 99_999_999],
    ['~', 3600],
    ['false', 3600],
  ])('timeout: %s as %d seconds', (written, seconds) => {
    const reading = read(script(`{location: a.sh, timeout: ${written}}`));
    expect(reading.ok && reading.spec.hooks.get('AfterInstall')?.[0]?.timeout).toBe(seconds);
  });

  test.each([
    ['location: " a.sh "', { location: 'a.sh' }],
    ['location: 5', { location: '5' }],
    ['{location: a.sh, runas: " app "}', { runas: 'app' }],
    ['{location: a.sh, runas: ""}', { runas: '' }],
    ['{location: a.sh, sudo: "false"}', { sudo: true }],
    ['{location: a.sh, sudo: no}', { sudo: false }],
  ])('a script with %s', (text, expected) => {
    const reading = read(script(text));
    expect(reading.ok && reading.spec.hooks.get('AfterInstall')?.[0]).toMatchObject(expected);
  });

  test('hooks without a value are left out, empty ones and unknown ones are kept', () => {
    const reading = read(
      withSections('hooks: {ApplicationStop: ~, BeforeInstall: [], Nope: [{location: a}]}'),
    );
    expect(reading.ok && [...reading.spec.hooks.keys()]).toEqual(['BeforeInstall', 'Nope']);
  });

  test.each([
    ['644', '644'],
    ['"0644"', '0644'],
    ['0644', '420'],
    ['0777', '511'],
    ['02755', '1517'],
    ['7', '007'],
    ['""', '000'],
  ])('mode: %s as %s', (written, mode) => {
    const reading = read(permission(`mode: ${written}`));
    expect(reading.ok && reading.spec.permissions[0]?.mode).toBe(mode);
  });

  test.each([
    [
      'u:alice:rw',
      { default: false, type: 'user', name: 'alice', read: true, write: true, execute: false },
    ],
    ['alice:5', { type: 'user', name: 'alice', read: true, write: false, execute: true }],
    ['default:group:dev:-', { default: true, type: 'group', name: 'dev', read: false }],
    ['d:u::7', { default: true, type: 'user', name: '', execute: true }],
    ['m:rx', { default: false, type: 'mask', name: '' }],
    ['d:o:r', { default: true, type: 'other', name: '' }],
    ['u:a:', { name: 'a', read: false, write: false, execute: false }],
  ])('the ACL entry %s', (entry, expected) => {
    const reading = read(permission(`acls: ["${entry}"]`));
    expect(reading.ok && reading.spec.permissions[0]?.acls?.[0]).toMatchObject(expected);
  });

  test('a context: its user is read from name, and the range may be missing', () => {
    const reading = read(permission('context: {type: t, user: u, name: n}'));
    expect(reading.ok && reading.spec.permissions[0]?.context).toMatchObject({
      type: { value: 't' },
      user: { value: 'n' },
    });
    const ranged = read(permission('context: {type: t, range: "s0-s3:c0.c2,c7"}'));
    expect(ranged.ok && ranged.spec.permissions[0]?.context?.range).toEqual({
      low: 0n,
      high: 3n,
      categories: [0, 1, 2, 7],
    });
  });

  test('sources and destinations of any kind', () => {
    const reading = read(withSections('files: [{source: "", destination: 5}]'));
    expect(reading.ok && reading.spec.files[0]).toMatchObject({
      source: { kind: 'string', value: '' },
      destination: { kind: 'integer', value: 5n },
    });
  });

  test('everything, as it is written', () => {
    const reading = read(
      withSections(
        'file_exists_behavior: RETAIN\nfiles:\n  - source: .\n    destination: /opt/app\npermissions:\n  - object: " /opt/app "\n    pattern: "*.sh"\n    except: [a.sh]\n    type: [file]\n    owner: app\n    group: app',
      ),
    );
    expect(reading).toMatchObject({
      ok: true,
      spec: {
        os: 'linux',
        fileExistsBehavior: 'RETAIN',
        files: [{ source: { value: '.' }, destination: { value: '/opt/app' } }],
        permissions: [
          {
            object: '/opt/app',
            pattern: { value: '*.sh' },
            except: [{ value: 'a.sh' }],
            type: ['file'],
            owner: { value: 'app' },
            group: { value: 'app' },
          },
        ],
      },
    });
  });
});
