import { describe, expect, test } from '@jest/globals';
import { readAppSpec } from '../../../../src/appspec/appspec.ts';
import {
  type InstallFacts,
  pathsToSee,
  planInstall,
  sourcesToSee,
} from '../../../../src/emulator/host/agent/install-plan.ts';
import { aclEntries } from '../../../../src/emulator/host/agent/install-tools.ts';
import { commandWords } from '../../../../src/emulator/host/agent/ruby-command.ts';
import {
  baseName,
  dirName,
  expandPath,
  join,
} from '../../../../src/emulator/host/agent/ruby-paths.ts';
import type { Presence, TreeEntry } from '../../../../src/emulator/host/machine.ts';

const ARCHIVE = '/archive';

type Given = {
  spec: string;
  /** Folders of the revision, with what is in them; a trailing slash marks a folder. */
  sources?: Record<string, string[]>;
  /** What is on the host besides /, /opt and /etc. */
  host?: Record<string, Presence['kind']>;
  behavior?: 'DISALLOW' | 'OVERWRITE' | 'RETAIN';
};

function plan({ spec: text, sources = {}, host = {}, behavior = 'DISALLOW' }: Given): string[] {
  const reading = readAppSpec(Buffer.from(`version: 0.0\nos: linux\n${text}`), 'linux');
  if (!reading.ok) throw new Error(reading.message);
  const trees = new Map(
    Object.entries(sources).map(([name, paths]): [string, TreeEntry[]] => [
      join(ARCHIVE, name),
      paths.map((path) => ({ path: path.replace(/\/$/, ''), directory: path.endsWith('/') })),
    ]),
  );
  const there: Record<string, Presence['kind']> = {
    '/opt': 'directory',
    '/etc': 'directory',
    ...host,
  };
  const present = new Map<string, Presence['kind']>();
  for (const path of pathsToSee(reading.spec, ARCHIVE, trees))
    present.set(path, there[path.replace(/(?<=.)\/$/, '')] ?? 'absent');
  const facts: InstallFacts = { archive: ARCHIVE, present, trees };
  return planInstall(reading.spec, behavior, facts).map((step) => {
    if (step.do === 'copy') return `copy ${step.source} ${step.destination}`;
    return step.do === 'chmod'
      ? `chmod ${step.mode.toString(8)} ${step.path}`
      : `${step.do} ${step.path}`;
  });
}

const one = (source: string, destination: string) =>
  `files: [{ source: ${source}, destination: ${destination} }]\n`;

describe('what Install plans', () => {
  test('a file goes into its destination, which is made with its parents', () => {
    expect(plan({ spec: one('app.jar', '/opt/app/lib/') })).toEqual([
      'mkdir /opt/app',
      'mkdir /opt/app/lib',
      'copy /archive/app.jar /opt/app/lib/app.jar',
    ]);
  });

  test('a folder gives its content, with empty folders', () => {
    const sources = { '/': ['appspec.yml', 'bin/', 'bin/run', 'empty/'] };
    expect(
      plan({ spec: one('/', '/opt/app'), sources, host: { '/opt/app': 'directory' } }),
    ).toEqual([
      'copy /archive/appspec.yml /opt/app/appspec.yml',
      'mkdir /opt/app/bin',
      'copy /archive/bin/run /opt/app/bin/run',
      'mkdir /opt/app/empty',
    ]);
  });

  test('a relative destination is below the working folder of the agent', () => {
    expect(plan({ spec: one('a', 'opt/app'), host: { '/opt/app': 'directory' } })).toEqual([
      'copy /archive/a /opt/app/a',
    ]);
  });

  test('two sources for one folder make it once', () => {
    const spec =
      'files: [{ source: a, destination: /opt/app }, { source: b, destination: /opt/app }]';
    expect(plan({ spec })).toEqual([
      'mkdir /opt/app',
      'copy /archive/a /opt/app/a',
      'copy /archive/b /opt/app/b',
    ]);
  });

  test.each<[string, Given, string]>([
    [
      'a file that exists',
      { spec: one('a', '/opt'), host: { '/opt/a': 'file' } },
      'a specified file already exists at this location: /opt/a',
    ],
    [
      'a folder where a file must go',
      { spec: one('a', '/opt'), host: { '/opt/a': 'directory' } },
      'a specified file already exists at this location: /opt/a',
    ],
    [
      'a file under a folder that another source makes a file',
      {
        spec: 'files: [{ source: a, destination: /opt/app }, { source: d, destination: /opt/app/a }]',
        sources: { d: ['x'] },
      },
      'includes an mkdir command more than once for the same destination path (/opt/app/a) from (/archive/a)',
    ],
    [
      'a file where another source makes a folder',
      {
        spec: 'files: [{ source: d, destination: /opt/app/a }, { source: a, destination: /opt/app }]',
        sources: { d: ['x'] },
      },
      'calls for installing the file /archive/a, but a file with that name already exists at the location (/opt/app/a)',
    ],
    [
      'overlapping folders',
      {
        spec: 'files: [{ source: www, destination: /opt/w }, { source: www/sub, destination: /opt/w/sub }]',
        sources: { www: ['sub/', 'sub/x'], 'www/sub': ['x'] },
      },
      'two source files named /archive/www/sub/x and /archive/www/sub/x for the same destination (/opt/w/sub/x)',
    ],
    [
      'a number as source',
      { spec: one('1', '/opt') },
      'no implicit conversion of Integer into String',
    ],
    ['a home that nobody has', { spec: one('a', '~deploy/app') }, "user deploy doesn't exist"],
  ])('refuses %s', (_, given, message) => {
    expect(() => plan(given)).toThrow(message);
  });

  test.each<['OVERWRITE' | 'RETAIN', string[]]>([
    ['OVERWRITE', ['copy /archive/a /opt/a']],
    ['RETAIN', []],
  ])('%s of a file that exists', (behavior, expected) => {
    expect(plan({ spec: one('a', '/opt'), host: { '/opt/a': 'file' }, behavior })).toEqual(
      expected,
    );
  });
});

describe('permissions', () => {
  const sources = { app: ['a.sh', 'b.txt', 'sub/', 'sub/c.sh'] };
  const modes = (permissions: string, host: Given['host'] = { '/opt/app': 'directory' }) =>
    plan({ spec: `${one('app', '/opt/app')}permissions:\n${permissions}`, sources, host }).filter(
      (step) => !/^(copy|mkdir)/.test(step),
    );

  test.each<[string, string, string[]]>([
    [
      'everything below',
      '- { object: /opt/app, mode: 700 }',
      ['/opt/app/a.sh', '/opt/app/b.txt', '/opt/app/sub/c.sh', '/opt/app/sub'],
    ],
    ['a trailing slash', '- { object: /opt/app/, mode: 700, type: [directory] }', ['/opt/app/sub']],
    [
      'a pattern: directly below',
      '- { object: /opt/app, pattern: "*.sh", mode: 700 }',
      ['/opt/app/a.sh'],
    ],
    [
      'a pattern with two stars',
      '- { object: /opt/app, pattern: "*.*", mode: 700 }',
      ['/opt/app/a.sh', '/opt/app/b.txt'],
    ],
    [
      'an exception',
      '- { object: /opt/app, except: [b.txt, "s*"], mode: 700 }',
      ['/opt/app/a.sh', '/opt/app/sub/c.sh'],
    ],
    [
      'two stars as exception: directly below',
      '- { object: /opt/app, except: ["**"], mode: 700 }',
      ['/opt/app/sub/c.sh'],
    ],
    ['one file', '- { object: /opt/app/a.sh, mode: 700 }', ['/opt/app/a.sh']],
    ['one file, for folders', '- { object: /opt/app/a.sh, mode: 700, type: [directory] }', []],
    ['the root', '- { object: /, mode: 700, type: [directory] }', ['/opt/app/sub']],
    ['a question mark is no pattern', '- { object: /opt/app, pattern: "?.sh", mode: 700 }', []],
    ['what is not there', '- { object: /opt/nope, mode: 700 }', []],
  ])('%s', (_, permissions, expected) => {
    const host = { '/opt/app': 'directory', '/': 'directory' } as const;
    expect(modes(permissions, host)).toEqual(expected.map((path) => `chmod 700 ${path}`));
  });

  test('the order of what is set on one object', () => {
    const all =
      '- { object: /opt/app/a.sh, owner: root, mode: 700, acls: ["u:x:r"], context: { type: t, range: s0 } }';
    expect(modes(all)).toEqual(
      ['chmod', 'acl', 'context', 'chown'].map(
        (step) => `${step}${step === 'chmod' ? ' 700' : ''} /opt/app/a.sh`,
      ),
    );
  });

  test('a pattern that is no text', () => {
    expect(() => modes('- { object: /opt/app, pattern: 5, mode: 700 }')).toThrow(
      "undefined method `chars' for 5:Integer",
    );
  });
});

describe('what setfacl is given', () => {
  const ace = {
    default: false,
    type: 'user',
    name: 'app',
    read: true,
    write: false,
    execute: false,
  } as const;

  test.each([
    ['a named entry', [ace], 0o640, 'user:app:r--,user::rw-,group::r--,other::---,mask::r--'],
    [
      'with a mask',
      [ace, { ...ace, type: 'mask', name: '' }] as const,
      0o640,
      'user:app:r--,mask::r--,user::rw-,group::r--,other::---',
    ],
    [
      'a default entry',
      [{ ...ace, default: true }],
      0o750,
      'default:user:app:r--,user::rwx,group::r-x,other::---,default:user::rwx,default:group::r-x,default:other::---,default:mask::r-x',
    ],
  ])('%s', (_, aces, mode, expected) => {
    expect(aclEntries(aces, [], mode).join(',')).toBe(expected);
  });

  test('a second object has the entries of the first as well: the agent never forgets them', () => {
    const added: string[] = [];
    aclEntries([ace], added, 0o640);
    expect(aclEntries([ace], added, 0o600)).toEqual([
      ...['user:app:r--', 'user::rw-', 'group::r--', 'other::---', 'mask::r--'],
      ...['user::rw-', 'group::---', 'other::---'],
    ]);
  });
});

describe('paths as Ruby has them', () => {
  test.each([
    ['/a/b/', '/a', 'b', '/a/b'],
    ['/a', '/', 'a', '/a'],
    ['/', '/', '/', '/'],
    ['a', '.', 'a', '/a'],
    ['//a//b', '//a', 'b', '/a/b'],
    ['~/x/../y', '~/x/..', 'y', '/root/y'],
    ['/a/../../b', '/a/../..', 'b', '/b'],
  ])('%s', (path, folder, name, expanded) => {
    expect([dirName(path), baseName(path), expandPath(path)]).toEqual([folder, name, expanded]);
  });

  test.each([
    ['/archive', '/', '/archive/'],
    ['/archive', './x', '/archive/./x'],
    ['/archive/', '//x', '/archive/x'],
  ])('%s and %s', (folder, name, joined) => {
    expect(join(folder, name)).toBe(joined);
  });
});

test.each([
  ['su app -c /archive/hook.sh', ['su', 'app', '-c', '/archive/hook.sh']],
  ['su  -c /x', ['su', '-c', '/x']],
  ['/archive/a$b', ['sh', '-c', '/archive/a$b']],
  ['/archive/a=b%c', ['/archive/a=b%c']],
])('Ruby executes %s', (line, expected) => {
  expect(commandWords(line)).toEqual(expected);
});

test('what is looked at on the host covers the folders above a destination', () => {
  const reading = readAppSpec(
    Buffer.from(`version: 0.0\nos: linux\n${one('a', '/srv/x/y')}`),
    'linux',
  );
  if (!reading.ok) throw new Error(reading.message);
  expect(sourcesToSee(reading.spec, ARCHIVE)).toEqual(['/archive/a']);
  expect(pathsToSee(reading.spec, ARCHIVE, new Map())).toEqual([
    '/srv',
    '/srv/x',
    '/srv/x/y',
    '/srv/x/y/a',
  ]);
});
