import { expect, test } from '@jest/globals';
import { hasFailed, historyFigures, type ToldRun } from '../../src/page/history-figures.ts';

const day = 24 * 3_600_000;

function aRun(command: string, verdict: string, daysAgo = 1): ToldRun {
  const run = { run: 'github:1.1', versions: ['1.2'], deployed: 2, succeeded: 2 };
  return { ...run, at: -daysAgo * day, command, verdict };
}

test.each([
  ['stop', 'stopped', false],
  ['stop', 'rolled-back', false],
  ['stop', 'split', true],
  ['deploy', 'stopped', true],
  ['deploy', 'ready', false],
])('a %s that is %s has failed: %s', (command, verdict, failed) => {
  expect(hasFailed(aRun(command, verdict))).toBe(failed);
});

test('what a stop ends counts as the deployment of the run that made it', () => {
  const runs = [
    aRun('stop', 'rolled-back'),
    aRun('deploy', 'ready', 2),
    aRun('deploy', 'failed', 3),
  ];
  expect(historyFigures({ runs, of: 3, unlisted: [] }, 0)).toMatchObject({
    told: 3,
    deployed: 2,
    failed: 1,
    failedShare: 50,
  });
});
