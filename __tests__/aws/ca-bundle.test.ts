import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { holdAuthorities, openAgents } from '../../src/aws/http-agents.ts';
import { UsageError } from '../../src/problem.ts';
import { anHttpCheck, causeIn, json } from '../verify/a-check.ts';
import { aCertificate } from '../verify/certificate.ts';
import { serveTls } from '../verify/servers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ca-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const resolve = async () => [{ address: '127.0.0.1', family: 4 }];

const pairs: Record<string, { key: string; cert: string }> = Object.fromEntries(
  ['own', 'extra', 'other'].map((name) => [name, aCertificate(name)]),
);

/** What is wrong with a TLS connection to a server of that certificate, or nothing. */
async function connectionTo(name: string, env: Record<string, string>, pair = pairs[name]) {
  if (!pair) throw new Error(`there is no certificate of ${name}`);
  const agents = openAgents(env);
  try {
    const port = await serveTls(pair, json({ version: '1.214' }));
    const check = anHttpCheck(`https://${name}:${port}/`, { timeout: 0, consecutive: 1 });
    return (await causeIn(check, { resolve, agents: await agents.single() }))?.message;
  } finally {
    agents.close();
  }
}

function file(text: string, called: string): string {
  const path = join(folder, called);
  writeFileSync(path, text);
  return path;
}

test('authorities of AWS_CA_BUNDLE are trusted, and those of NODE_EXTRA_CA_CERTS still are', async () => {
  const env = {
    AWS_CA_BUNDLE: file(pairs.own?.cert ?? '', 'own.pem'),
    NODE_EXTRA_CA_CERTS: file(pairs.extra?.cert ?? '', 'extra.pem'),
  };
  expect(await connectionTo('own', env)).toBeUndefined();
  expect(await connectionTo('extra', env)).toBeUndefined();
  expect(await connectionTo('other', env)).toContain('not trusted');
  expect(await connectionTo('own', {})).toContain('not trusted');
});

test('authorities are those of before a build, whatever it writes to their files', async () => {
  const env = { AWS_CA_BUNDLE: file(pairs.own?.cert ?? '', 'held.pem') };
  holdAuthorities(env);
  file(pairs.other?.cert ?? '', 'held.pem');
  expect(await connectionTo('own', env)).toBeUndefined();
  expect(await connectionTo('other', env)).toContain('not trusted');
});

test('nor are they those that a build writes where none were', () => {
  const env = { AWS_CA_BUNDLE: join(folder, 'later.pem') };
  holdAuthorities(env);
  file(pairs.other?.cert ?? '', 'later.pem');
  expect(() => openAgents(env)).toThrow(UsageError);
});

test('a bundle that cannot be read is told', () => {
  expect(() => openAgents({ AWS_CA_BUNDLE: join(folder, 'nowhere.pem') })).toThrow(UsageError);
});
