import { describe, expect, test } from '@jest/globals';
import type { HostName } from '../../src/ci/host.ts';
import { gather, noFacts } from '../../src/report/facts.ts';
import { jsonText } from '../../src/report/json.ts';
import { aRun } from '../report/makers.ts';
import { expectGolden } from './golden.ts';
import { junitCases } from './junit-reader.ts';
import {
  githubCommands,
  githubFile,
  gitlabSections,
  strangeControls,
  teamcityMessages,
} from './parsers.ts';
import { printed } from './printed.ts';

const esc = '\u001b';
const attacks = [
  '::set-output name=version::evil',
  '  ::error::evil',
  '::add-mask::a',
  '::stop-commands::evil',
  '::::',
  '\u00a0::warning::evil',
  'text ##[error]evil',
  '##[set-output name=version]evil',
  `##${esc}[0m[group]evil`,
  `:${esc}[1m:error::evil`,
  "##teamcity[buildProblem description='evil' identity='evil']",
  "x ##teamcity[setParameter name='version' value='evil']",
  "'] ##teamcity[buildStatus status='SUCCESS' text='evil']",
  '##vso[task.complete result=Succeeded;]evil',
  `${esc}[0Ksection_start:1:evil[collapsed=true]\r${esc}[0Kevil`,
  `section_end:1:evil\r${esc}[0K`,
  `${esc}]0;evil title\u0007${esc}]8;;https://evil.example\u0007click${esc}]8;;\u0007`,
  `${esc}[2J${esc}[H${esc}[?25l`,
  '\u009b2Jevil \u0007\u0000\u0008\u007f',
  'evil \u202egnp.exe \u2066x\u2069 a\u200bb\ufeffc \u{e0041}',
  '```\n</pre><script>evil()</script> | **evil** | [evil](https://evil.example) @evil <!-- ',
  ']]></failure></testcase><testcase name="evil"/>&evil;',
  `lone \ud800 surrogate, ${'long '.repeat(300)}`,
  'carriage\rreturn ::error::evil\u2028::error::evil\u0085::error::evil',
];
const log = attacks.join('\n');
const diagnostics = {
  code: 'ScriptFailed',
  script: `scripts/::error::evil\n::error::evil.sh`,
  message: `${log} failed with exit code 1`,
  log,
};
const run = aRun({
  fails: (destination, number) => {
    return destination === 'retail/eu-west-1' && number === 3 ? diagnostics : undefined;
  },
});
const harmless = aRun({
  fails: (destination, number) => {
    const harmlessDiagnostics = { ...diagnostics, script: 'a', message: 'b', log: 'c' };
    return destination === 'retail/eu-west-1' && number === 3 ? harmlessDiagnostics : undefined;
  },
});

/** What each CI would carry out, without the texts. */
const readers: { [H in HostName]: (text: string) => string[] } = {
  github: (text) => githubCommands(text).map(({ name }) => name),
  teamcity: (text) =>
    teamcityMessages(text)
      .filter(({ name }) => name !== 'message')
      .map(({ name, attributes }) => `${name} ${Object.keys(attributes)}`),
  gitlab: (text) => gitlabSections(text).map(({ name, data }) => `${name} ${data}`),
  terminal: (text) => {
    return [...githubCommands(text), ...teamcityMessages(text), ...gitlabSections(text)].map(
      ({ name }) => name,
    );
  },
};

describe.each(Object.keys(readers) as HostName[])('%s', (host) => {
  test('carries out nothing that an instance printed', async () => {
    const seen = readers[host]((await printed(host, run)).stdout);
    expect(seen).toEqual(readers[host]((await printed(host, harmless)).stdout));
  });

  test('prints no control or invisible character of an instance', async () => {
    expect(strangeControls((await printed(host, run)).stdout)).toEqual([]);
  });

  test('prints nothing that any other CI would carry out', async () => {
    const { stdout } = await printed(host, run);
    const others = (Object.keys(readers) as HostName[]).filter(
      (each) => each !== host && each !== 'terminal',
    );
    for (const other of others) expect(readers[other](stdout)).toEqual([]);
  });

  test('still shows the text', async () => {
    expect((await printed(host, run)).stdout).toMatch(/evil/);
  });
});

test('the log of a hostile run on GitHub', async () => {
  expectGolden('github-hostile.log', (await printed('github', run)).stdout);
});

test('the summary holds no markup but its own', async () => {
  const summary = (await printed('github', run)).file('summary');
  expect(summary.match(/<(?!https:|pre>|\/pre>)[^>]*>/g)).toBeNull();
  expect(summary.match(/<\/?pre>/g)).toEqual(['<pre>', '</pre>']);
  // Nothing inside of a pre element is read as Markdown.
  const markdown = summary.replace(/<pre>[^<]*<\/pre>/, '');
  expect(markdown.match(/\]\(/g)?.length).toBe(
    markdown.match(/\]\(<https:\/\/[\w-]+\.console\.aws\./g)?.length,
  );
  const rows = summary.split('\n').filter((line) => line.startsWith('|'));
  for (const row of rows) expect(row.split('|')).toHaveLength(9);
});

test('the JUnit file is well-formed, and has the cases of a harmless run', async () => {
  const cases = async (events: typeof run) =>
    junitCases((await printed('gitlab', events)).file('.fanout/junit.xml'));
  expect(await cases(run)).toEqual(await cases(harmless));
  expect(await cases(run)).toContain('production.retail eu-west-1 deploy: failed');
});

test('outputs are those of a harmless run', async () => {
  const outputs = async (events: typeof run) =>
    githubFile((await printed('github', events)).file('output'));
  expect(await outputs(run)).toEqual(await outputs(harmless));
});

test('the JSON object is no command, and says what the instance said', () => {
  const text = jsonText(run.reduce(gather, noFacts));
  for (const read of Object.values(readers)) expect(read(text)).toEqual([]);
  expect(strangeControls(text)).toEqual([]);
  const causes = JSON.parse(text).destinations.flatMap(
    (each: { causes: unknown[] }) => each.causes,
  );
  expect(causes).toEqual([expect.objectContaining({ log })]);
});

test('values with line breaks and delimiters stay one output', async () => {
  const value = 'a\nversion=evil\nghadelimiter_\nb<<c\n';
  const { file } = await printed('github', (host) => {
    host.output('one', value);
    host.saveState('two', value);
  });
  expect(githubFile(file('output'))).toEqual({ one: value });
  expect(githubFile(file('state'))).toEqual({ two: value });
});
