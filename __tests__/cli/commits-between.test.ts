import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commitsBetween } from '../../src/cli/commits-between.ts';

const isThere = spawnSync('git', ['--version']).status === 0;

(isThere ? describe : describe.skip)('git (skipped where it is missing)', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fanout-commits-'));
    git('init', '-q', '-b', 'main');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Ada "\u202e',
        GIT_AUTHOR_EMAIL: 'ada@example.com',
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'ada@example.com',
      },
    }).trim();
  const commit = (subject: string) => {
    git('commit', '-q', '--allow-empty', '-m', subject);
    return git('rev-parse', 'HEAD');
  };
  const between = (before: string, after: string, where = folder) =>
    commitsBetween({ folder: where, env: process.env }, before, after);

  test('what would come and what would go, the newest first, also across a fork', async () => {
    const first = commit('first');
    const second = commit('second');
    const third = commit('third');
    expect(await between(first, third)).toMatchObject({
      coming: [{ id: third, subject: 'third', author: 'Ada "\u202e' }, { id: second }],
      leaving: [],
      more: 0,
      isShallow: false,
    });
    expect(await between(third, first)).toMatchObject({
      coming: [],
      leaving: [{ id: third }, { id: second }],
    });
    git('checkout', '-q', '-b', 'fix', first);
    const fix = commit('a fix');
    expect(await between(third, fix)).toMatchObject({
      coming: [{ id: fix }],
      leaving: [{ id: third }, { id: second }],
    });
  });

  test('git is given no secret of the job, and no way to fetch by what a checkout names', async () => {
    const seen = join(folder, 'seen');
    writeFileSync(join(folder, 'git'), `#!/bin/sh\nenv > ${seen}\nexit 1\n`, { mode: 0o755 });
    const PATH = `${folder}:${process.env.PATH}`;
    const env = { PATH, AWS_SECRET_ACCESS_KEY: 'canary', VAULT_TOKEN: 'canary', INPUT_X: 'canary' };
    await commitsBetween({ folder, env }, 'a', 'b');
    const said = readFileSync(seen, 'utf8');
    expect(said).not.toContain('canary');
    expect(said).toContain('GIT_ALLOW_PROTOCOL=none');
  });

  test('what the checkout does not have is named, and nothing is run that its settings name', async () => {
    const first = commit('first');
    const missing = '0123456789abcdef0123456789abcdef01234567';
    expect(await between(first, missing)).toEqual({
      unknown: `commit ${missing} is not in this checkout`,
    });
    const trap = join(folder, 'trap.sh');
    const mark = join(folder, 'ran');
    writeFileSync(trap, `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
    for (const key of ['core.pager', 'core.fsmonitor', 'gpg.program', 'diff.external'])
      git('config', key, trap);
    git('config', 'log.showSignature', 'true');
    const second = commit('second');
    spawnSync('rm', ['-f', mark]);
    expect(await between(first, second)).toMatchObject({ coming: [{ id: second }] });
    expect(spawnSync('test', ['-e', mark]).status).toBe(1);
  });

  test('a shallow checkout says that it is one, and one without a common history cannot tell', async () => {
    const first = commit('first');
    const second = commit('second');
    const third = commit('third');
    const shallow = join(folder, 'shallow');
    git('clone', '-q', '--depth', '2', `file://${folder}`, shallow);
    expect(await between(second, third, shallow)).toMatchObject({ isShallow: true });
    // As actions/checkout leaves it.
    expect(await between(first, third, shallow)).toEqual({
      unknown: `commit ${first} is not in this checkout, which is shallow: get all of its history, with fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab`,
    });
    git('checkout', '-q', '--orphan', 'other');
    const other = commit('other');
    expect(await between(second, other)).toEqual({
      unknown: 'the history between them is not in this checkout',
    });
  });

  test('a folder that is no checkout says so', async () => {
    const plain = mkdtempSync(join(tmpdir(), 'fanout-plain-'));
    try {
      expect(await between('a'.repeat(40), 'b'.repeat(40), plain)).toEqual({
        unknown: expect.stringContaining('not a git repository'),
      });
    } finally {
      rmSync(plain, { recursive: true, force: true });
    }
  });
});
