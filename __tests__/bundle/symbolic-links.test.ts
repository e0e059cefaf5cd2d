import { describe, expect, test } from '@jest/globals';
import { openBundle } from '../../src/bundle/bundle-reader.ts';
import { follow } from '../../src/bundle/symbolic-links.ts';
import { prepare, problemsOf } from './prepared.ts';
import { minimal } from './temp-tree.ts';

const links = new Map(
  Object.entries({
    'a/to-b': 'b',
    'a/up': '..',
    chain: 'a/to-b',
    dir: 'a',
    escape: '../x',
    late: 'dir/../../x',
    absolute: '/x',
    windows: 'C:/x',
    self: 'self',
    ping: 'pong',
    pong: 'ping',
  }).map(([path, target]) => [path, { target }]),
);

test.each([
  ['a/b', { path: 'a/b' }],
  ['./a//b/', { path: 'a/b' }],
  ['a/to-b', { path: 'a/b' }],
  ['chain', { path: 'a/b' }],
  ['dir/to-b', { path: 'a/b' }],
  ['a/up/missing', { path: 'missing' }],
  ['missing/../a', { path: 'a' }],
  ['..', 'outside'],
  ['escape', 'outside'],
  ['late', 'outside'],
  ['absolute/y', 'outside'],
  ['windows', 'outside'],
  ['self', 'loop'],
  ['ping/x', 'loop'],
])('%s leads to %j', (path, end) => {
  expect(follow(path, links)).toEqual(end);
});

describe('bundle.links: copy', () => {
  test('packs what links to files lead to, with its mode, and leaves links to folders', async () => {
    const tree = {
      ...minimal,
      'pkg/cli.js': { content: '#!/usr/bin/env node\n', mode: 0o755 },
      '.bin/cli': { link: '../pkg/cli.js' },
      current: { link: 'pkg' },
      through: { link: 'current/cli.js' },
    };
    const { bundle, notes } = await prepare(tree, { links: 'copy' });
    expect(bundle.entries.filter(({ kind }) => kind === 'link')).toMatchObject([
      { path: 'current' },
    ]);
    const copies = bundle.entries.filter(({ path }) => path === '.bin/cli' || path === 'through');
    expect(copies).toMatchObject([
      { kind: 'file', mode: 0o755, size: 20 },
      { kind: 'file', mode: 0o755, size: 20 },
    ]);
    const reader = await openBundle(bundle);
    expect((await reader.bytes('.bin/cli'))?.toString()).toBe('#!/usr/bin/env node\n');
    await reader.close();
    expect(notes).toEqual([]);
  });

  test('refuses links to what is not packed, all at once', async () => {
    const tree = {
      ...minimal,
      gone: { link: 'nowhere' },
      out: { link: '/etc/hosts' },
      self: { link: 'self' },
    };
    expect(await problemsOf(prepare(tree, { links: 'copy' }))).toEqual([
      'bundle.links: copy cannot copy the link "gone": "nowhere" is not packed',
      'bundle.links: copy cannot copy the link "out": "/etc/hosts" is not packed',
      'bundle.links: copy cannot copy the link "self": "self" is not packed',
    ]);
  });
});
