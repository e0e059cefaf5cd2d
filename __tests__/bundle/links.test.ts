import { expect, test } from '@jest/globals';
import { follow } from '../../src/bundle/links.ts';

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
