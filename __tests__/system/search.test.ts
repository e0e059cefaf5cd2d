import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyQuickstart, fanout } from './fanout.ts';

let quickstart: ReturnType<typeof copyQuickstart>;
beforeAll(() => {
  quickstart = copyQuickstart();
});
afterAll(() => quickstart.remove());

const config = join(import.meta.dirname, '../../build/search/fanout.yml');
const search = (args: readonly string[]) =>
  fanout(['rehearse', ...args, '--config', config], { cwd: quickstart.folder });

test.each([
  ['deploy', 40],
  ['promote', 20],
  ['rollback', 20],
])(
  '%s holds what it must under %d schedules of faults, kills and other jobs',
  async (command, count) => {
    const { code, stdout } = await search([command, '--search', `${count}`, '--seed', '1000']);
    expect(stdout).toContain(`${count} seeds from 1000 tried: no violation`);
    expect(code).toBe(0);
  },
  600_000,
);

test('the source itself searches, without a build', () => {
  const root = join(import.meta.dirname, '../..');
  const program = ['--import', join(root, 'build/run-typescript.js'), join(root, 'src/main.ts')];
  const args = ['rehearse', '--config', config, '--search', '1'];
  const { stdout, stderr } = spawnSync(process.execPath, [...program, ...args], {
    cwd: quickstart.folder,
    encoding: 'utf8',
  });
  expect(`${stdout}${stderr}`).toContain('1 seed from 1 tried: no violation');
}, 300_000);

test('the same seeds end in the same way again', async () => {
  const args = ['--search', '6', '--seed', '20', '--debug'];
  const first = await search(args);
  const again = await search(args);
  const told = (text: string) => text.match(/seed \d+: .*/g);
  expect(told(first.stdout)).toHaveLength(6);
  expect(told(again.stdout)).toEqual(told(first.stdout));
}, 300_000);

test('a rollback that a run has taken over from another is its own to stop', async () => {
  const scenario = join(quickstart.folder, 'taken-over.yml');
  const dies =
    '{"destination":"retail/eu-west-1","event":"ApplicationStart","deployment":1,"then":"agentDies"}';
  writeFileSync(
    scenario,
    `outcomes:\n  - ${dies}\nmeanwhile:\n  - {"at":"1m10s","then":"rollback"}\n`,
  );
  const args = ['rollback', '--search', '1', '--seed', '8', '--scenario', scenario];
  const { stdout, code } = await search(args);
  expect(stdout).toContain('no violation');
  expect(code).toBe(0);
}, 300_000);

test.each<[string, string[]]>([
  [
    'finish looks for what CodeDeploy does not tell of yet',
    [
      'faults:',
      '  - {"service":"codedeploy","from":12,"to":42,"then":{"late":"30s"}}',
      'meanwhile:',
      '  - {"after":{"operation":"CreateDeployment"},"at":0.9,"then":"kill"}',
    ],
  ],
  [
    'finish waits for a creation that may yet be carried out',
    [
      'faults:',
      '  - {"service":"codedeploy","operation":"CreateDeployment","then":{"slow":"1m50s"}}',
      'meanwhile:',
      '  - {"after":{"operation":"CreateDeployment"},"at":1,"then":"kill"}',
    ],
  ],
  [
    'a lease whose renewals are never answered is read, and not given up',
    [
      'faults:',
      '  - {"service":"s3","operation":"PutObject","then":"truncate","from":212,"to":332}',
      'meanwhile:',
      '  - {"at":0.712,"then":"twin"}',
    ],
  ],
  [
    'a way back whose creation nobody answered is looked for by finish, whatever was wrong before',
    [
      'faults:',
      '  - {"service":"codedeploy","operation":"CreateDeployment","skip":1,"times":3,"then":"lost"}',
      '  - {"service":"codedeploy","operation":["List*","Get*","BatchGet*"],"after":{"operation":"CreateDeployment","skip":1},"from":0,"to":12,"then":"deny"}',
      'meanwhile:',
      '  - {"after":{"operation":"CreateDeployment","skip":1},"at":"8s","then":"cancel"}',
      '  - {"at":"22s","for":"15m","then":{"unwell":"retail/ap-southeast-1"}}',
    ],
  ],
  [
    'finish stops what a cancelled run could not',
    [
      'faults:',
      '  - {"service":"codedeploy","operation":"StopDeployment","times":1,"then":"deny"}',
      'meanwhile:',
      '  - {"after":{"operation":"CreateDeployment"},"at":"5s","then":"cancel"}',
    ],
  ],
  [
    'a lease is known again whose renewals are not answered, and could not be read for a while',
    [
      'faults:',
      '  - {"service":"s3","operation":"GetObject","from":12,"to":132,"then":{"status":503}}',
      '  - {"service":"s3","operation":"PutObject","from":81,"to":321,"then":"lost"}',
    ],
  ],
  [
    'jobs of one run that are killed are finished one after the other',
    [
      'faults:',
      '  - {"after":{"operation":"CreateDeployment"},"from":0,"to":30,"then":"down","operation":"*"}',
      'meanwhile:',
      '  - {"after":{"operation":"CreateDeployment"},"at":"10s","then":"kill"}',
      '  - {"at":14.544,"then":"kill"}',
      '  - {"at":16.544,"then":"twin"}',
    ],
  ],
  [
    'what an attempt has taken over of an earlier one is its own to finish',
    [
      'outcomes:',
      '  - {"destination":"retail/ap-southeast-1","instance":1,"event":"DownloadBundle","deployment":1,"then":"agentDies"}',
      'meanwhile:',
      '  - {"at":"3m3s","then":"again"}',
      '  - {"at":"3m25s","then":{"kill":"4m10s"}}',
    ],
  ],
  [
    'a run has the time of the attempt that took its lease',
    ['faults:', '  - {"service":"s3","operation":"PutObject","from":0,"to":40,"then":"truncate"}'],
  ],
])(
  'what a search has found stays so: %s',
  async (name, lines) => {
    const scenario = join(quickstart.folder, `${name.length}.yml`);
    writeFileSync(scenario, `${lines.join('\n')}\n`);
    const { stdout, code } = await search(['--search', '2', '--seed', '1', '--scenario', scenario]);
    expect(stdout).toContain('no violation');
    expect(code).toBe(0);
  },
  300_000,
);

test('a scenario that was kept is played again, and by a search alone', async () => {
  const scenario = join(quickstart.folder, 'kept.yml');
  writeFileSync(scenario, 'meanwhile:\n  - {"at":"8s","then":"kill"}\n');
  const played = await search(['--search', '1', '--seed', '3', '--scenario', scenario, '--debug']);
  expect(played.stdout).toContain('seed 3: deploy killed, finish 0');
  expect(played.code).toBe(0);
  const refused = await search(['--scenario', scenario]);
  expect(refused.code).toBe(2);
  expect(`${refused.stdout}${refused.stderr}`).toContain('which only a search carries out');
}, 300_000);
