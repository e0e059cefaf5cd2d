import { expect, test } from '@jest/globals';
import type { HostName } from '../../src/ci/host.ts';
import { aRun } from '../report/makers.ts';
import { githubCommands, teamcityMessages } from './parsers.ts';
import { type Printed, printed } from './printed.ts';

const destinations = Array.from(
  { length: 300 },
  (_, index) => `account${index % 20}/region-${index}`,
);
const base = { destinations, waves: [{ name: 'all', destinations }], instances: 10 };
const success = aRun(base);
/** Everything fails, everywhere for another reason, with as much log as CodeDeploy keeps. */
const failure = aRun({
  ...base,
  fails: (destination, number) => ({
    code: 'ScriptFailed',
    script: 'scripts/check_service.sh',
    message: `reason ${destination} failed with exit code ${number}`,
    log: `a line of the log of ${destination}\n`.repeat(100).slice(0, 4096),
  }),
});

const logs = new Map<HostName, Promise<Printed>>();

function failing(host: HostName): Promise<Printed> {
  const log = logs.get(host) ?? printed(host, failure);
  logs.set(host, log);
  return log;
}

test.each<HostName>(['github', 'teamcity', 'gitlab', 'terminal'])(
  '300 destinations of 10 instances are logged in less than 2 MB by %s',
  async (host) => {
    const { stdout } = await failing(host);
    expect(Buffer.byteLength(stdout)).toBeLessThan(2_000_000);
    for (const destination of destinations) expect(stdout).toContain(destination);
    expect(stdout.match(/rolled back to 1\.213 after/g)?.length).toBeGreaterThanOrEqual(300);
  },
);

test('GitHub takes the summary and all annotations', async () => {
  const { stdout, file } = await failing('github');
  const summary = file('summary');
  expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
  expect(summary.match(/^\| account/gm)).toHaveLength(300);
  const annotations = githubCommands(stdout).filter(({ name }) => name === 'error');
  expect(annotations).toHaveLength(10);
  expect(annotations.at(-1)?.data).toMatch(/^and \d+ more errors/);
  for (const { data } of annotations) expect(data.length).toBeLessThanOrEqual(4096);
});

test('GitHub takes at most ten warnings, and the log has them all', async () => {
  const problems = Array.from({ length: 25 }, (_, index) => ({
    code: 'held' as const,
    message: `mistake ${index}`,
  }));
  const { stdout } = await printed('github', (host) => host.problems(problems, 'warning'));
  const warnings = githubCommands(stdout).filter(({ name }) => name === 'warning');
  expect(warnings.map(({ data }) => data).slice(8)).toEqual([
    'mistake 8',
    'and 16 more warnings: see the log',
  ]);
  for (const { message } of problems) expect(stdout).toContain(message);
});

test('TeamCity takes the build problems', async () => {
  const problems = teamcityMessages((await failing('teamcity')).stdout).filter(
    ({ name }) => name === 'buildProblem',
  );
  expect(problems).toHaveLength(51);
  expect(new Set(problems.map(({ attributes }) => attributes.identity)).size).toBe(51);
  for (const { attributes } of problems) {
    expect(attributes.description?.length).toBeLessThanOrEqual(4000);
    expect(attributes.identity).toMatch(/^[A-Za-z_]\w{0,59}$/);
  }
});

test('GitLab gets no more variables than it takes, and is told what is missing', async () => {
  const { file, stdout }: Printed = await printed('gitlab', success);
  expect(file('.fanout/outputs.env').length).toBeLessThanOrEqual(5000);
  expect(file('.fanout/outputs.env')).toContain('FANOUT_VERSION=1.214\n');
  expect(stdout).toContain('FANOUT_DEPLOYMENT_IDS is not passed on');
});
