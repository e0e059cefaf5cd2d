import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HostName } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import { lintCommand } from '../../src/cli/commands/lint.ts';
import { systemClock } from '../../src/clock.ts';
import { githubCommands, teamcityMessages } from '../ci/parsers.ts';
import { printed } from '../ci/printed.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fanout-annotations-'));
  const text = [
    'version: 0.0',
    'os: linux',
    'files:',
    '  - source: app',
    '    destination: opt/app',
    'hooks:',
    '  AfterInstal:',
    '    - location: a.sh',
    '  BeforeInstall:',
    '    - timeout: 5',
  ];
  writeFileSync(join(folder, 'appspec.yml'), text.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function linted(name: HostName) {
  return printed(name, async (host) => {
    const read = readInputs(['lint', '--appspec', 'appspec.yml'], {});
    if (!read.ok || read.inputs.command !== 'lint') throw new Error('not read');
    const signal = new AbortController().signal;
    await lintCommand(read.inputs, { env: {}, cwd: folder, host, clock: systemClock, signal });
  });
}

test('on GitHub findings are annotations at their places, folded below the text', async () => {
  const { stdout } = await linted('github');
  const commands = githubCommands(stdout);
  const places = commands.map(({ name, attributes: { file, line } = {} }) => [name, file, line]);
  expect(places).toEqual([
    ['group', undefined, undefined],
    ['error', 'appspec.yml', '7'],
    ['error', 'appspec.yml', '10'],
    ['endgroup', undefined, undefined],
    ['group', undefined, undefined],
    ['warning', 'appspec.yml', '5'],
    ['endgroup', undefined, undefined],
  ]);
  expect(stdout.slice(0, stdout.indexOf('::group'))).toContain('> 10 |');
});

test('on TeamCity errors are build problems', async () => {
  const { stdout } = await linted('teamcity');
  const problems = teamcityMessages(stdout).filter(({ name }) => name === 'buildProblem');
  expect(problems).toMatchObject([
    { attributes: { description: expect.stringMatching(/^appspec\.yml:7:3: error: /) } },
    { attributes: { description: expect.stringMatching(/^appspec\.yml:10:\d+: error: /) } },
  ]);
});

test('in a terminal nothing is said twice', async () => {
  const { stdout } = await linted('terminal');
  expect(stdout.match(/appspec\.yml:10/g)).toHaveLength(1);
});
