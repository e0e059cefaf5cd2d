import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { profilesThere } from '../../src/aws/sdk-files.ts';
import type { Host, HostName } from '../../src/ci/host.ts';
import { permitBuild } from '../../src/cli/build-permission.ts';
import { RefusedError } from '../../src/problem.ts';
import { aToken } from '../aws/makers.ts';

function asked(
  env: Record<string, string>,
  { host = 'github' as HostName, allowed = false, needsAws = true, profiles = [] as string[] } = {},
) {
  const settings = { source: '.', exclude: [], waitsFor: [] };
  const bundle = { ...settings, buildWithIdentity: allowed };
  return permitBuild({ bundle }, { env, host: { name: host } as Host, needsAws, profiles });
}

const identities = {
  'GitHub’s right to tokens': { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't' },
  'keys of AWS': { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's' },
  'a profile': { AWS_PROFILE: 'deploy' },
  'a token file': { AWS_WEB_IDENTITY_TOKEN_FILE: '/token' },
  'a token as an input': { INPUT_WEB_IDENTITY_TOKEN: 'x' },
  'a token of id_tokens by any name': { ANY: aToken({ aud: 'sts.amazonaws.com', sub: 'x' }) },
};

describe('a build in a CI job with', () => {
  test.each(Object.entries(identities))('%s is refused, and told what to do', (_, env) => {
    let problems: readonly { message: string; hint?: string }[] = [];
    try {
      asked(env);
    } catch (error) {
      problems = (error as RefusedError).problems;
    }
    expect(problems).toEqual([
      {
        code: 'build-with-identity',
        message: expect.stringMatching(/^bundle\.build is not run, because this job has /),
        hint: expect.stringMatching(/package.*deploy --source.*bundle\.buildWithIdentity: true/),
      },
    ]);
  });

  test.each(Object.entries(identities))('%s is a warning on a terminal', (_, env) => {
    expect(asked(env, { host: 'terminal' })).toMatchObject({ identity: true, warning: {} });
  });

  test.each(Object.entries(identities))('%s runs where that is allowed by name', (_, env) => {
    expect(asked(env, { allowed: true })).toEqual({ identity: true });
  });

  test('none but the machine’s own is a warning', () => {
    expect(asked({}).warning?.message).toBe(
      'bundle.build runs where it can reach the credentials of this machine',
    );
  });

  test('none, for `package`, is as it should be', () => {
    expect(asked({}, { needsAws: false })).toEqual({ identity: false });
    expect(() => asked(identities['a profile'], { needsAws: false })).toThrow(RefusedError);
  });

  test('a token of something else is no identity', () => {
    const license = `eyJhbGciOiJub25lIn0.${Buffer.from('{"exp":1}').toString('base64url')}.x`;
    expect(asked({ OTHER: license, CI: 'true' }, { needsAws: false })).toEqual({
      identity: false,
    });
  });

  test('a profile that fanout.yml names and this machine has is refused, for `package` as well', () => {
    for (const needsAws of [true, false])
      expect(() => asked({}, { needsAws, profiles: ['retail'] })).toThrow(
        'this job has the credentials of profile "retail", which fanout.yml names',
      );
    expect(asked({}, { profiles: ['retail'], host: 'terminal' })).toMatchObject({ warning: {} });
    expect(asked({}, { profiles: ['retail'], allowed: true })).toEqual({ identity: true });
  });
});

test('profiles are looked for by their names in both files of AWS, as its tools find them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
  try {
    const env = {
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    };
    expect(await profilesThere(['a'], env)).toEqual([]);
    writeFileSync(
      env.AWS_CONFIG_FILE,
      '[default]\nregion = x\n [ profile "b c" ]\n# [profile d]\n',
    );
    writeFileSync(env.AWS_SHARED_CREDENTIALS_FILE, 'x=[e]\n[a]\r\naws_access_key_id = [f]\n');
    const names = ['default', 'a', 'b c', 'd', 'e', 'f', 'profile a'];
    expect(await profilesThere(names, env)).toEqual(['default', 'a', 'b c']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
