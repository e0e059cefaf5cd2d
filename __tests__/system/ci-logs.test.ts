import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hostNames } from '../../src/ci/detect.ts';
import type { HostName } from '../../src/ci/host.ts';
import { aToken } from '../aws/makers.ts';
import { expectGolden } from '../ci/golden.ts';
import { junitCases } from '../ci/junit-reader.ts';
import { githubCommands, githubFile, gitlabSections, teamcityMessages } from '../ci/parsers.ts';
import { type Job, jobs } from './ci-jobs.ts';
import { aCiProject, type CiProject } from './ci-project.ts';
import { type RunningEmulator, startEmulator } from './fanout.ts';

const goldens = new URL('golden/', import.meta.url);
const ends = ['success', 'rolled-back'] as const;

type Ran = { project: CiProject; emulator: RunningEmulator } & { [E in End]: Job };
type End = (typeof ends)[number];

const places = new Map<HostName, Ran>();

/** All at once: most of the time they wait for what CodeDeploy may still do. */
beforeAll(async () => {
  await Promise.all(hostNames.map(async (host) => places.set(host, await runIn(host))));
}, 300_000);
afterAll(async () => {
  for (const { project, emulator } of places.values()) {
    await emulator.stop();
    project.remove();
  }
});

async function runIn(host: HostName): Promise<Ran> {
  const project = aCiProject();
  const quick = ['--speed', '1000', '--hooks', 'none', '--scenario', project.scenario];
  const emulator = await startEmulator(quick, project.folder);
  const issues = host === 'github' || host === 'gitlab';
  const given = {
    folder: project.folder,
    aws: emulator.variables,
    inputs: { command: 'deploy', environment: 'production', ...more[host] },
    ...(issues && { token: aToken() }),
  };
  const success = await jobs[host]({ ...given, buildNumber: 214 });
  const rolledBack = await jobs[host]({ ...given, buildNumber: 215 });
  return { project, emulator, success, 'rolled-back': rolledBack };
}

function placeOf(host: HostName): Ran {
  const place = places.get(host);
  if (!place) throw new Error(`nothing ran in ${host}`);
  return place;
}

describe.each(hostNames)('%s', (host) => {
  test.each(ends)('prints a run that ends in %s, and hands its files on', (end) => {
    const { project, [end]: job } = placeOf(host);
    const { code, stdout, stderr, files } = job;
    expect(stderr).toBe('');
    expect(code).toBe(end === 'success' ? 0 : 1);
    expectGolden(`${host}-${end}.log`, steady(stdout, project), goldens);
    const written = Object.entries(files).filter(([, text]) => text !== '');
    for (const [name, text] of written)
      expectGolden(`${host}-${end}-${name}`, steady(text, project), goldens);
  });

  test.each(ends)('hands on what the CI can read of a run that ends in %s', (end) =>
    checks[host](placeOf(host)[end], end),
  );
});

test.each(hostNames.filter((host) => host !== 'terminal'))(
  '%s keeps a page of the run, without being asked for it',
  (host) => {
    const place = placeOf(host);
    for (const end of ends) {
      const [page, ...others] = place[end].pages;
      expect(others).toEqual([]);
      expect(page).toContain('<!doctype html>');
      expect(page).toContain(versions[end]);
      expect(page).toContain(end === 'success' ? 'production succeeded' : 'production is split');
    }
  },
);

/** What is asked for beside the deployment. */
const more: { [H in HostName]: Record<string, string> } = {
  github: { junit: '../temp/junit.xml' },
  teamcity: { junit: 'junit.xml' },
  gitlab: {},
  terminal: {},
};

const versions = { success: '1.214', 'rolled-back': '1.215' };
const outcome = { success: 'succeeded', 'rolled-back': 'split' };

/** What each CI reads, and does. */
const checks: {
  [H in HostName]: (job: Job, end: End) => void | Promise<void>;
} = {
  github({ stdout, files }, end) {
    const commands = githubCommands(stdout);
    const errors = commands.filter(({ name }) => name === 'error');
    expect(errors.map(({ attributes }) => attributes.title)).toEqual(
      end === 'success' ? [] : ['retail/eu-west-1: scripts/check.sh exit 1 in ValidateService'],
    );
    const kinds = new Set(commands.map(({ name }) => name));
    kinds.delete('error');
    expect([...kinds].sort()).toEqual(['endgroup', 'group']);
    const outputs = githubFile(files.GITHUB_OUTPUT ?? '');
    expect(outputs).toMatchObject({ version: versions[end], verdict: outcome[end] });
    expect(Object.keys(JSON.parse(outputs['deployment-ids'] ?? ''))).toHaveLength(
      end === 'success' ? 3 : 2,
    );
    expect(files.GITHUB_STEP_SUMMARY?.match(/^\| retail\//gm)).toHaveLength(3);
    expect(files.GITHUB_ENV).toBe('');
  },
  async teamcity({ stdout, files }, end) {
    const messages = teamcityMessages(stdout);
    const named = (name: string) => messages.filter((each) => each.name === name);
    expect(
      named('buildProblem').map(({ attributes }) => attributes.description?.split('\n')[0]),
    ).toEqual(end === 'success' ? [] : ['retail/eu-west-1 rolled back']);
    const parameters = named('setParameter').map(({ attributes }) => [
      attributes.name,
      attributes.value,
    ]);
    expect(Object.fromEntries(parameters)).toMatchObject({
      'codedeploy.version': versions[end],
      'codedeploy.verdict': outcome[end],
    });
    expect(named('addBuildTag').map(({ data }) => data)).toEqual(
      end === 'success' ? ['production'] : [],
    );
    expect(named('testStarted')).toHaveLength(end === 'success' ? 3 : 1);
    expect(named('blockOpened').length).toBe(named('blockClosed').length);
    // All of it is messages: nothing else is shown in TeamCity's own way.
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^##teamcity\[/);
    expect(await junitCases(files['junit.xml'] ?? '')).toEqual(cases[end]);
  },
  async gitlab({ stdout, files }, end) {
    const sections = gitlabSections(stdout).map(({ name, data }) => `${name} ${data}`);
    // Nothing was begun in the third where the second failed.
    const regions = ['ap-southeast-1', 'eu-west-1', ...(end === 'success' ? ['us-east-1'] : [])];
    expect(sections).toEqual(
      regions.flatMap((region, index) => {
        const section = `fanout_${index + 1}_retail_${region}`;
        return [`start ${section}`, `end ${section}`];
      }),
    );
    const dotenv = (files['outputs.env'] ?? '').trimEnd().split('\n');
    for (const line of dotenv) expect(line).toMatch(/^[A-Z_]+=\S+$/);
    expect(dotenv).toContain(`FANOUT_VERSION=${versions[end]}`);
    expect(dotenv).toContain(`FANOUT_VERDICT=${outcome[end]}`);
    const { Fanout: own, Deployments: links } = JSON.parse(files['annotations.json'] ?? '');
    expect(own[0].external_link.url).toMatch(
      /^https:\/\/gitlab\.example\.com\/.*\/artifacts\/file\/\.fanout\/production\.html$/,
    );
    expect(links).toHaveLength(end === 'success' ? 3 : 2);
    for (const { external_link: link } of links) expect(link.url).toMatch(/^https:\/\/.*\/d-/);
    expect(await junitCases(files['junit.xml'] ?? '')).toEqual(cases[end]);
  },
  terminal({ stdout }, end) {
    expect(githubCommands(stdout)).toEqual([]);
    expect(teamcityMessages(stdout)).toEqual([]);
    expect(gitlabSections(stdout)).toEqual([]);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      end === 'success'
        ? /^production succeeded: /
        : /^production is split: .*; exit code 1; next: fanout rollback production$/,
    );
  },
};

const verified = (region: string) => [
  `production.retail ${region} deploy: passed`,
  `production.retail ${region} verify smoke test: passed`,
];
const cases = {
  success: ['ap-southeast-1', 'eu-west-1', 'us-east-1'].flatMap(verified),
  'rolled-back': [
    ...verified('ap-southeast-1'),
    'production.retail eu-west-1 deploy: failed',
    'production.retail us-east-1 deploy: skipped',
  ],
};

/**
 * A log without what is another in every run: times, folders, secrets, and how far a deployment was when it was looked at.
 * The ids are the emulator's, which come in one order.
 */
function steady(text: string, { folder }: CiProject): string {
  const lines = text
    .replaceAll(join(folder, '..'), '<folder>')
    .replace(/\blocal:[0-9a-f]{8}\b/g, 'local:<run>')
    .replace(/(?<![\w.-])(?:\d+m )?\d+s\b/g, '<time>')
    .replace(/(section_(?:start|end):)\d+/g, '$1<time>')
    .replace(/\b(time=")[\d.]+/g, '$1<time>')
    .replace(/((?:duration|key='deploy\.seconds\.[^']*' value)=')\d+/g, '$1<time>')
    .split('\n');
  return inOneOrder(lines.filter((line) => !varies.test(line)).map(narrowed)).join('\n');
}

/** Progress between the start of a deployment and its end, and what GitHub is told to hide whenever a session is renewed. */
const varies =
  /(\] (\S\[0m)?|text=')(deployment queued|rollback queued|(rollback: )?\d of 3 instances done(, \d (failed|skipped))*)('|$)/;

/** Of some things it is chance which is heard of first: where a bundle has arrived, that a deployment or its instance failed. */
function inOneOrder(lines: readonly string[]): string[] {
  return anyOrder.reduce(
    (all, some) => {
      const sorted = all.filter((line) => some.test(line)).sort();
      return all.map((line) => (some.test(line) ? (sorted.shift() ?? '') : line));
    },
    [...lines],
  );
}

const anyOrder = [/uploaded |copied /, /deployment failed: |i-\w+: ValidateService failed: /];

/** The columns of a table are as wide as the longest time in it. */
function narrowed(line: string): string {
  return /<time>| {2}time {2}/.test(line) ? line.replace(/(\S) {2,}(?=\S)/g, '$1  ') : line;
}
