import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../src/config/destination.ts';
import type { SeedRole } from '../../src/emulator/service.ts';
import { type RefusedError, saidOf } from '../../src/problem.ts';
import { anEmulator, aSession, aToken, callsTo, failureOf, inRegions } from './makers.ts';

const hub = 'arn:aws:iam::999999999999:role/hub';
const arn = 'arn:aws:iam::222222222222:role/codedeploy-fanout';
const tags = { Repository: 'acme/orders', Actor: 'alice' };
const run = { application: 'a', environment: 'b', id: '1', tags, actor: 'alice' };

/** A session for one role, with AWS's roles as `trust` has them, by the last part of their ARN. */
async function aWay(role: Partial<Role>, trust: Record<string, Partial<SeedRole>> = {}) {
  const destinations = inRegions(['eu-west-1', 'us-east-1'], { role: { arn, ...role } });
  const emulator = await anEmulator(destinations, {
    change({ accounts }) {
      for (const one of accounts.flatMap(({ roles }) => roles))
        Object.assign(one, trust[one.arn.split('/').at(-1) ?? '']);
    },
  });
  const aws = aSession(emulator, { run });
  return { aws, emulator, destinations };
}

async function opened(role: Partial<Role>, trust?: Record<string, Partial<SeedRole>>) {
  const { aws, emulator, destinations } = await aWay(role, trust);
  const identities = await aws.identify(destinations);
  return { said: aws.untagged(destinations).map(saidOf), emulator, identities };
}

async function refused(role: Partial<Role>, trust?: Record<string, Partial<SeedRole>>) {
  const { aws, destinations } = await aWay(role, trust);
  return ((await failureOf(aws.identify(destinations))) as RefusedError).problems
    .map(saidOf)
    .join('\n');
}

const asking = { 'codedeploy-fanout': { asks: { tags } } };
const closed = { 'codedeploy-fanout': { sessionTags: false } };
const dropped = `role "${arn}": the session has no tags, because its trust policy does not allow sts:TagSession`;

describe('session tags', () => {
  test('are sent without being asked for', async () => {
    expect((await opened({}, asking)).said).toEqual([]);
  });

  test('are left out where the trust does not allow them, and that is said once', async () => {
    const { said, emulator } = await opened({}, closed);
    expect(said).toEqual([dropped]);
    expect(callsTo(emulator, 'AssumeRole')).toHaveLength(2);
  });

  test('must arrive where they are asked for', async () => {
    expect(await refused({ sessionTags: true }, closed)).toContain('sts:TagSession');
  });

  test('are never sent where that is asked for', async () => {
    expect(await refused({ sessionTags: false }, asking)).toContain('cannot be assumed');
    expect((await opened({ sessionTags: false }, closed)).said).toEqual([]);
  });

  test('of one’s own go along, and before those of the run', async () => {
    const own = { Team: 'orders', actor: 'release-bot' };
    const trust = {
      'codedeploy-fanout': { asks: { tags: { ...own, Repository: 'acme/orders' } } },
    };
    expect((await opened({ sessionTags: true, ownTags: own }, trust)).said).toEqual([]);
  });

  test('go through the first of two roles', async () => {
    const trust = { ...asking, hub: { asks: { tags } } };
    expect((await opened({ via: hub }, trust)).said).toEqual([]);
  });

  test('reach the second role where the first takes none, or comes of a token that has none', async () => {
    expect((await opened({ via: hub }, { ...asking, hub: { sessionTags: false } })).said).toEqual(
      [],
    );
    const { emulator, destinations } = await aWay({ via: hub }, asking);
    const env = { AWS_ENDPOINT_URL: emulator.url };
    const aws = aSession(emulator, { run, env, getIdToken: async () => aToken() });
    await aws.identify(destinations);
    expect(aws.untagged(destinations)).toEqual([]);
  });

  test('must arrive in the second role too where they are asked for', async () => {
    expect(await refused({ via: hub, sessionTags: true }, closed)).toContain('sts:TagSession');
  });

  test('are in nobody’s way where the second role refuses for another reason: it is asked once', async () => {
    const trust = { 'codedeploy-fanout': { asks: { sourceIdentity: 'bob' } } };
    const { aws, emulator, destinations } = await aWay({ via: hub }, trust);
    await failureOf(aws.identify(destinations));
    expect(callsTo(emulator, 'AssumeRole')).toHaveLength(2);
  });

  test('are left out of both where the second takes none', async () => {
    expect((await opened({ via: hub }, closed)).said).toEqual([dropped]);
  });
});

describe('who started a run', () => {
  const strict = { asks: { sourceIdentity: 'alice' } };

  test('is the source identity of every session where that is asked for', async () => {
    const trust = { 'codedeploy-fanout': strict, hub: strict };
    await opened({ sourceIdentity: true }, trust);
    await opened({ via: hub, sourceIdentity: true }, trust);
    expect(await refused({}, trust)).toContain('cannot be assumed');
  });

  test('is told what to allow where it is not', async () => {
    const said = await refused(
      { sourceIdentity: true },
      { 'codedeploy-fanout': { sourceIdentity: false } },
    );
    expect(said).toContain('sts:SetSourceIdentity');
  });

  test('must be known for it', async () => {
    const { emulator, destinations } = await aWay({ sourceIdentity: true });
    const { actor: _, ...unknown } = run;
    const aws = aSession(emulator, { run: unknown });
    const error = (await failureOf(aws.identify(destinations))) as RefusedError;
    expect(error.problems[0]).toMatchObject({ code: 'actor-unknown' });
  });
});

test('a session has the name that is set', async () => {
  const { identities } = await opened({ sessionName: 'release-orders' });
  expect(identities[0]?.arn).toBe(
    'arn:aws:sts::222222222222:assumed-role/codedeploy-fanout/release-orders',
  );
});
