import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { dotenv, dotenvName } from '../../src/ci/gitlab-reports.ts';
import { writeReportFile } from '../../src/ci/report-file.ts';
import { aRun } from '../report/makers.ts';
import { gitlabSections } from './parsers.ts';
import { printed } from './printed.ts';

const run = aRun({
  fails: (destination) => (destination === 'retail/eu-west-1' ? { message: 'm' } : undefined),
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fanout-gitlab-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('sections are closed at once, last as long as the deployment, and are folded', async () => {
  const sections = gitlabSections((await printed('gitlab', run)).stdout);
  for (let at = 0; at < sections.length; at += 2) {
    const [start, end] = [sections[at], sections[at + 1]];
    expect([start?.name, end?.name]).toEqual(['start', 'end']);
    expect(end?.data).toBe(start?.data);
    expect(Number(end?.attributes.time)).toBeGreaterThan(Number(start?.attributes.time));
    expect(start?.attributes.options).toBe('[collapsed=true]');
  }
  expect(sections).toHaveLength(6);
});

test('annotations link every deployment', async () => {
  const { file } = await printed('gitlab', run);
  const { Deployments: links } = JSON.parse(file('.fanout/annotations.json'));
  expect(
    links.map((each: { external_link: { label: string } }) => each.external_link.label),
  ).toEqual(['retail/eu-west-1', 'retail/ap-southeast-1', 'wholesale/eu-west-1']);
});

test.each(['github', 'teamcity', 'gitlab', 'terminal'] as const)(
  '%s writes a JUnit file where one is asked for',
  async (host) => {
    const junit = join(folder, 'a/j.xml');
    const { file } = await printed(host, run, { junit });
    expect(readFileSync(junit, 'utf8')).toContain('name="eu-west-1 deploy"');
    expect(file('.fanout/junit.xml')).toBe('');
  },
);

describe('dotenv', () => {
  test('keeps to what GitLab can read, and says what it leaves out', () => {
    const outputs = new Map([
      ['FANOUT_A', '1'],
      ['FANOUT_B', ''],
      ['FANOUT_C', 'two words'],
      ['FANOUT_D', 'a\nEVIL=1'],
      ['FANOUT_E', '{"a b":"c"}'],
      ['FANOUT_F', 'x'.repeat(5000)],
    ]);
    const { text, leftOut } = dotenv(outputs);
    expect(text).toBe('FANOUT_A=1\nFANOUT_E={"a\\u0020b":"c"}\n');
    expect(leftOut.map((message) => message.split(' ')[0])).toEqual([
      'FANOUT_C',
      'FANOUT_D',
      'FANOUT_F',
    ]);
  });

  test('names are those of variables', () => {
    expect(dotenvName('deployment-ids')).toBe('FANOUT_DEPLOYMENT_IDS');
  });
});

describe('writeReportFile', () => {
  test('replaces a link instead of writing through it', () => {
    writeFileSync(join(folder, 'victim'), 'precious');
    symlinkSync(join(folder, 'victim'), join(folder, 'report'));
    writeReportFile(join(folder, 'report'), 'new', 'ours');
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('precious');
    expect(readFileSync(join(folder, 'report'), 'utf8')).toBe('new');
  });

  test('refuses a folder that is a link, unless it was chosen', () => {
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, '.fanout'));
    const path = join(folder, '.fanout', 'report');
    expect(() => writeReportFile(path, 'new', 'ours')).toThrow(/is a symbolic link$/);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
    writeReportFile(path, 'new', 'chosen');
    expect(readFileSync(join(folder, 'elsewhere', 'report'), 'utf8')).toBe('new');
  });

  test('leaves nothing behind when it fails', () => {
    mkdirSync(join(folder, 'report'));
    writeFileSync(join(folder, 'report', 'file'), '');
    expect(() => writeReportFile(join(folder, 'report'), 'new', 'ours')).toThrow();
    expect(readdirSync(folder)).toEqual(['report']);
  });
});

test('a report that cannot be written is a warning', async () => {
  writeFileSync(join(folder, 'file'), '');
  const { stdout } = await printed('gitlab', run, {
    junit: join(folder, 'file', 'j.xml'),
  });
  expect(stdout).toMatch(/warning: cannot write ".*j\.xml": /);
});
