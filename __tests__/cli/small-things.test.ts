import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { forgetZips } from '../../src/cli/forget-zips.ts';
import { otherEndpoint } from '../../src/cli/other-endpoint.ts';
import { whyTooOld } from '../../src/node-version.ts';
import { makeNotesFolder } from '../../src/release/finish/run-notes.ts';

const folder = mkdtempSync(join(tmpdir(), 'fanout-small-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['18.20.4', /^fanout needs Node\.js 20\.19 or newer, and this is 18\.20\.4: /],
  ['20.18.3', /^fanout needs Node\.js 20\.19 or newer, and this is 20\.18\.3: /],
  ['20.19.0', undefined],
  ['24.1.0', undefined],
])('Node.js %s', (version, expected) => {
  if (expected) expect(whyTooOld(version)).toMatch(expected);
  else expect(whyTooOld(version)).toBeUndefined();
});

test('a folder of notes ignores itself in git', () => {
  const notes = join(folder, '.fanout');
  makeNotesFolder(notes);
  makeNotesFolder(notes);
  expect(readFileSync(join(notes, '.gitignore'), 'utf8')).toBe('*\n');
});

test('bundles of days before are forgotten, and nothing else', () => {
  const [old, fresh, other] = ['1.0.zip', '1.1.zip', 'run.jsonl'].map((name) => join(folder, name));
  for (const path of [old, fresh, other]) writeFileSync(path as string, '');
  const before = new Date(Date.now() - 3 * 24 * 60 * 60_000);
  for (const path of [old, other]) utimesSync(path as string, before, before);
  forgetZips(folder);
  expect([old, fresh, other].map((path) => existsSync(path as string))).toEqual([
    false,
    true,
    true,
  ]);
});

test.each<[string, Record<string, string>, string[], string | undefined]>([
  ['the emulator', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, [], undefined],
  ['the emulator', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, ['test'], 'warning'],
  ['another S3', { AWS_ENDPOINT_URL_S3: 'https://minio.example.com' }, ['test'], 'warning'],
  [
    'a VPC endpoint',
    { AWS_ENDPOINT_URL_S3: 'https://vpce-1.s3.eu-west-1.vpce.amazonaws.com' },
    ['test'],
    undefined,
  ],
  ['nothing', {}, ['test'], undefined],
])('an endpoint that leads to %s: %j, after %j', (_, env, after, level) => {
  const environment = { name: 'production', after };
  const notices = otherEndpoint(environment, { env });
  expect(notices.map((notice) => notice.level)).toEqual(level ? [level] : []);
  expect(otherEndpoint(environment, { env, isRehearsal: true })).toEqual([]);
});
