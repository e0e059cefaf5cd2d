import { expect, test } from '@jest/globals';
import { type CredentialFacts, lifetimeOf, lifetimeProblem } from '../../src/aws/lifetime.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const minute = 60_000;

test.each<[string, CredentialFacts, number, string | undefined]>([
  ['access keys', { kind: 'environment', session: false }, 600, undefined],
  [
    'a session that ends too early',
    { kind: 'environment', session: true, ends: now + 40 * minute },
    90,
    'the run may take up to 1 h 30 min, but has session credentials from the environment, which nothing renews: until 12:40 UTC, in 40 min',
  ],
  [
    'a session that ends in time',
    { kind: 'environment', session: true, ends: now + 40 * minute },
    30,
    undefined,
  ],
  [
    'a session of which nobody knows the end',
    { kind: 'environment', session: true },
    120,
    'the run may take up to 2 h, but has session credentials from the environment, whose expiry is not known',
  ],
  ['the same, for a short run', { kind: 'environment', session: true }, 45, undefined],
  ['the identity of the CI', { kind: 'oidc' }, 600, undefined],
  ['a token file', { kind: 'token-file' }, 600, undefined],
  ['the role of a machine', { kind: 'chain', session: true, ends: now + minute }, 600, undefined],
  [
    'a profile with a session in it',
    { kind: 'chain', session: true },
    120,
    'the run may take up to 2 h, but has session credentials from the default chain, whose expiry is not known',
  ],
  [
    'one token, and the session it bought',
    { kind: 'token', tokenEnds: now + 5 * minute, sessionEnds: now + 60 * minute },
    1500,
    'the run may take up to 25 h, but has sessions from one identity token, which cannot be requested again: until 13:00 UTC, in 1 h',
  ],
  [
    'one token of which nobody knows the end',
    { kind: 'token' },
    120,
    'the run may take up to 2 h, but has sessions from one identity token, which cannot be requested again',
  ],
  [
    'a session that ends tomorrow',
    { kind: 'environment', session: true, ends: now + 13 * 60 * minute },
    1500,
    'the run may take up to 25 h, but has session credentials from the environment, which nothing renews: until 2026-03-02 01:00 UTC, in 13 h',
  ],
])('%s', (_, facts, neededMinutes, message) => {
  const problem = lifetimeProblem(lifetimeOf(facts), now, neededMinutes * minute);
  expect(problem?.message).toBe(message);
});
