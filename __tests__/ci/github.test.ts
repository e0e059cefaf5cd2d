import { expect, test } from '@jest/globals';
import { aCause, aRolledBackResult, aRun, factsOf } from '../report/makers.ts';
import { githubCommands, githubFile } from './parsers.ts';
import { printed } from './printed.ts';

test('a problem is an annotation at its place, with what to do', async () => {
  const { stdout } = await printed('github', (host) => {
    host.problems(
      [
        {
          code: 'unknown-key',
          message: 'unknown key "a,b: 100%"',
          file: 'f,1.yml',
          line: 3,
          column: 5,
          hint: 'remove it',
        },
      ],
      'error',
    );
  });
  expect(githubCommands(stdout)).toEqual([
    {
      name: 'error',
      attributes: { file: 'f,1.yml', line: '3', col: '5' },
      data: 'unknown key "a,b: 100%"\nremove it',
    },
  ]);
});

test('a message that GitHub would cut is cut with a mark', async () => {
  const { stdout } = await printed('github', (host) => {
    host.problems(
      [{ code: 'held', message: `${'long message '.repeat(150)}\n`.repeat(4) }],
      'error',
    );
  });
  const [annotation] = githubCommands(stdout);
  expect(annotation?.data.length).toBeLessThanOrEqual(4096);
  expect(annotation?.data.endsWith('…')).toBe(true);
});

test('a warning of the run is told once', async () => {
  const { stdout } = await printed('github', [
    {
      at: 0,
      kind: 'notice',
      level: 'warning',
      problem: { code: 'aws-denied', destination: 'a/b', message: 'no alarms' },
    },
    {
      at: 0,
      kind: 'notice',
      level: 'info',
      problem: { code: 'release-reused', message: 'by the way' },
    },
  ]);
  expect(stdout).toBe('::warning::a/b: no alarms\nby the way\n');
});

test('outputs tell later steps what runs where', async () => {
  const { file } = await printed('github', aRun());
  const { 'deployment-ids': ids = '', ...outputs } = githubFile(file('output'));
  expect(outputs).toMatchObject({
    version: '1.214',
    verdict: 'succeeded',
    zip: '/build/orders-1.214.zip',
  });
  expect(outputs.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(Object.keys(JSON.parse(ids))).toHaveLength(6);
});

test('an annotation says where, what, and what to do', async () => {
  const result = aRolledBackResult({ causes: [aCause()] });
  const { finished } = factsOf([result]);
  const { stdout } = await printed('github', finished ? [finished] : []);
  const [annotation] = githubCommands(stdout).filter(({ name }) => name === 'error');
  expect(annotation?.attributes.title).toBe(
    'retail/eu-west-1: scripts/check_service.sh exit 1 in ValidateService',
  );
  for (const part of [
    'i-0a1b2c3d4e5f60003',
    'Connection refused',
    '1.213 on every instance',
    'journalctl',
    'https://',
  ]) {
    expect(annotation?.data).toContain(part);
  }
});

test('instances that failed in a deployment that succeeded are a warning', async () => {
  const { finished } = factsOf([{ ...aRolledBackResult(), outcome: 'succeeded' }]);
  const { stdout } = await printed('github', finished ? [finished] : []);
  expect(githubCommands(stdout).map(({ name }) => name)).toEqual(['group', 'warning', 'endgroup']);
});

test('a file that cannot be written is a warning, not the end of a run', async () => {
  const { stdout } = await printed('github', aRun(), {
    env: { GITHUB_OUTPUT: '/proc/none/output' },
  });
  expect(stdout).toContain('::warning::cannot write to GITHUB_OUTPUT: ENOENT');
  expect(stdout).toContain('production succeeded');
});
