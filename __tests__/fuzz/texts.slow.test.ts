import { expect } from '@jest/globals';
import { lintAppSpec } from '../../src/appspec/lint.ts';
import type { HostName } from '../../src/ci/host.ts';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';
import { mergeRuns, runHtml } from '../../src/page/page.ts';
import { gather, noFacts } from '../../src/report/facts.ts';
import {
  githubCommands,
  gitlabSections,
  strangeControls,
  teamcityMessages,
} from '../ci/parsers.ts';
import { printed } from '../ci/printed.ts';
import fc from '../fast-check.ts';
import { aRun } from '../report/makers.ts';
import { fuzz, hostileText } from './fuzz.ts';

const line = fc.oneof(
  hostileText,
  fc.constantFrom(
    'version: 1',
    'application: orders',
    'bundle: { bucket: b, source: src }',
    'accounts: { a: "111111111111" }',
    'defaults: { deploymentGroup: web }',
    'environments: { e: { accounts: [a], regions: [eu-west-1] } }',
    '<<: *a',
    'x-a: &a {}',
    'os: linux',
    'version: 0.0',
    'files:',
    '  - source: /',
    '    destination: ${x}',
    'hooks:',
    '  AfterInstall:',
    '    - location: a.sh',
  ),
);
const document = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

fuzz('whatever fanout.yml holds, it is a configuration or a list of mistakes', document, (text) => {
  const loaded = loadConfiguration(text, 'fanout.yml');
  if (!loaded.ok) return expect(loaded.problems.length).toBeGreaterThan(0);
  for (const name of loaded.configuration.environments)
    resolveEnvironment(loaded.configuration, name, { buildNumber: '1', vars: {}, env: {} });
});

fuzz('whatever an AppSpec file holds, there are findings', document, (text) => {
  const { findings } = lintAppSpec(Buffer.from(text), { file: 'appspec.yml' } as never);
  for (const { message } of findings) expect(message).not.toMatch(/\[object Object/);
});

/** What a CI system would carry out, by its kind; what is printed as text carries out nothing. */
const readers: Record<HostName, (text: string) => string[]> = {
  github: (text) => githubCommands(text).map(({ name }) => name),
  teamcity: (text) =>
    teamcityMessages(text).map(({ name, attributes }) =>
      name === 'setParameter' ? `${name} ${attributes.name}` : name,
    ),
  gitlab: (text) => gitlabSections(text).map(({ name, data }) => `${name} ${data}`),
  terminal: (text) => [...githubCommands(text), ...teamcityMessages(text)].map(({ name }) => name),
};
/** Not what no version of Unicode that this Node.js knows has assigned: it does nothing. */
const control = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

fuzz(
  'whatever an instance writes, no log carries it out and the page holds no markup of it',
  fc.tuple(
    fc.constantFrom<HostName>('github', 'teamcity', 'gitlab', 'terminal'),
    hostileText,
    hostileText,
  ),
  async ([host, log, name]) => {
    const run = aRunWith(name, log);
    const { stdout } = await printed(host, run);
    const usual = readers[host]((await printed(host, aRunWith('a', 'b'))).stdout);
    expect(readers[host](stdout).filter((one) => !usual.includes(one))).toEqual([]);
    expect(strangeControls(stdout).filter((one) => control.test(one))).toEqual([]);
    const facts = run.reduce(gather, noFacts);
    expect(facts).toBeDefined();
    const { body } = runHtml(mergeRuns([run]) as never);
    expect(body).not.toMatch(/<script|<!--|\0/);
  },
);

function aRunWith(script: string, log: string) {
  return aRun({
    destinations: ['retail/eu-west-1'],
    waves: [{ name: 'all', destinations: ['retail/eu-west-1'] }],
    fails: () => ({ code: 'ScriptFailed', script, message: log, log }),
  });
}
