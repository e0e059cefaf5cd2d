import { describe, expect, test } from '@jest/globals';
import { forms } from '../../src/config/forms.ts';
import { matchesGlob } from '../../src/config/glob.ts';
import { partitionOf, regionPattern } from '../../src/config/partition.ts';
import { closest, suggestion } from '../../src/words/closest.ts';
import { formatDuration, parseDuration } from '../../src/words/duration.ts';
import { quoted } from '../../src/words/quoted.ts';

const place = { region: 'eu-west-1', accountId: '111111111111' };

describe('values that are fine', () => {
  test.each([
    ['name', 'orders-1.2+=,@_'],
    ['version', '1.214'],
    ['version', '2026.01-rc.1+build_7'],
    ['bucket', 'deploy-111111111111-eu-west-1'],
    ['bucket', 'a.b-c.1'],
    ['accountId', '012345678901'],
    ['externalId', 'a:b/c=d'],
    ['role', 'arn:aws:iam::111111111111:role/path/to/role'],
    ['roleAnywhere', 'arn:aws:iam::222222222222:role/x'],
    ['key', 'arn:aws:kms:eu-west-1:222222222222:key/1234-abcd'],
    ['key', 'arn:aws:kms:eu-west-1:222222222222:key/mrk-1234'],
    ['url', 'https://a.example.com:8443/status?v=${version}#x'],
    ['url', 'http://${digest}.example.com'],
    ['headerValue', 'Bearer ä b\tc'],
    ['alarm', 'orders 5xx (eu)'],
  ] as const)('%s %s', (form, value) => {
    expect(forms[form](value, place)).toBeUndefined();
  });
});

describe('values that are not', () => {
  test.each([
    ['name', ''],
    ['name', 'a/b'],
    ['name', 'a'.repeat(101)],
    ['version', ''],
    ['version', '../x'],
    ['version', '1/2'],
    ['version', '-1'],
    ['version', 'a'.repeat(65)],
    ['version', '1\n'],
    ['bucket', 'ab'],
    ['bucket', 'Deploy'],
    ['bucket', 'a..b'],
    ['bucket', '-ab'],
    ['bucket', '192.168.1.1'],
    ['bucket', 'xn--abc'],
    ['bucket', 'abc-s3alias'],
    ['bucket', 'a'.repeat(64)],
    ['accountId', '11111111111'],
    ['accountId', '1111111111111'],
    ['externalId', 'a'],
    ['externalId', 'a b'],
    ['role', 'codedeploy-fanout'],
    ['role', 'arn:aws:iam::111111111111:user/x'],
    ['role', 'arn:aws:iam::222222222222:role/x'],
    ['role', 'arn:aws-cn:iam::111111111111:role/x'],
    ['role', 'arn:aws:iam::111111111111:role/x y'],
    ['roleAnywhere', 'arn:aws-cn:iam::222222222222:role/x'],
    ['key', 'alias/orders'],
    ['key', 'arn:aws:kms:eu-west-1:222222222222:alias/orders'],
    ['key', 'arn:aws:kms:us-east-1:222222222222:key/1'],
    ['url', 'ftp://a'],
    ['url', 'example.com/status'],
    ['url', 'http://user:word@a'],
    ['url', 'javascript:alert(1)'],
    ['headerValue', 'a\r\nb: c'],
    ['headerValue', 'a\0'],
    ['alarm', ''],
    ['alarm', 'a\nb'],
  ] as const)('%s %j', (form, value) => {
    expect(forms[form](value, place)).toEqual(expect.any(String));
  });
});

test.each([
  ['eu-west-1', 'aws'],
  ['mx-central-1', 'aws'],
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-east-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eusc-de-east-1', 'aws-eusc'],
])('%s is in %s', (region, partition) => {
  expect(region).toMatch(regionPattern);
  expect(partitionOf(region)).toBe(partition);
});

test.each(['', 'eu', 'eu-west', 'EU-WEST-1', 'eu-west-1a', 'aws-global', 'eu-west-1\n', 'a.b-c-1'])(
  '%j is no region',
  (region) => {
    expect(region).not.toMatch(regionPattern);
  },
);

test.each([
  ['45m', 2_700_000, '45m'],
  ['1h30m', 5_400_000, '1h30m'],
  ['90s', 90_000, '1m30s'],
  ['0s', 0, '0s'],
  ['168h', 604_800_000, '168h'],
  ['1h1s', 3_601_000, '1h1s'],
])('%s is %i ms', (text, ms, written) => {
  expect(parseDuration(text)).toBe(ms);
  expect(formatDuration(ms)).toBe(written);
});

test.each([
  '',
  '10',
  'm',
  '1m1h',
  '1.5h',
  '-1m',
  ' 1m',
  '1m ',
  '1M',
  '1d',
  '169h',
  '10m10m',
  `${'9'.repeat(400)}h`,
])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test.each([
  ['*', '', true],
  ['*', 'a/b', true],
  ['a*', 'abc', true],
  ['*c', 'abc', true],
  ['a*c', 'abbc', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['retail/eu-*', 'retail/eu-west-1', true],
  ['retail/eu-*', 'retail/us-east-1', false],
  ['a.c', 'abc', false],
  ['[a]', '[a]', true],
  ['', '', true],
  ['', 'a', false],
  ['*a*b', 'xaxxb', true],
  ['*a*b', 'xaxx', false],
])('%j matches %j: %s', (glob, text, matches) => {
  expect(matchesGlob(glob, text)).toBe(matches);
});

test('a glob that invites backtracking takes no time', () => {
  const start = process.cpuUsage();
  expect(matchesGlob(`${'*a'.repeat(50)}b`, 'a'.repeat(5000))).toBe(false);
  expect(process.cpuUsage(start).user).toBeLessThan(200_000);
});

test.each([
  ['timout', 'timeout'],
  ['Timeout', 'timeout'],
  ['time_out', 'timeout'],
  ['tiemout', 'timeout'],
  ['regoin', 'region'],
  ['x', undefined],
  ['zzzzzzz', undefined],
  ['t'.repeat(100_000), undefined],
])('%.20s is meant to be %s', (word, meant) => {
  expect(closest(word, ['region', 'timeout', 'verify'])).toBe(meant);
});

test.each([
  [[], 'there are none'],
  [['a'], 'there is: a'],
  [['a', 'b'], 'there are: a, b'],
  [
    Array.from({ length: 32 }, (_, i) => `n${i}`),
    `there are: ${Array.from({ length: 30 }, (_, i) => `n${i}`).join(', ')} and 2 more`,
  ],
])('what there is to choose from', (candidates, text) => {
  expect(suggestion('qqqqqq', candidates)).toBe(text);
});

test.each([
  ['a"b', '"a\\"b"'],
  ['\u001b[31m', '"\\u001b[31m"'],
  ['a\u200bb\u202e', '"a\\u{200b}b\\u{202e}"'],
  ['\u009b', '"\\u{9b}"'],
  ['ä€😀', '"ä€😀"'],
  ['x'.repeat(100), `"${'x'.repeat(80)}…"`],
])('quoted %#', (text, shown) => {
  expect(quoted(text)).toBe(shown);
});
