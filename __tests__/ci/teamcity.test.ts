import { expect, test } from '@jest/globals';
import { escapeValue, serviceMessage } from '../../src/ci/service-message.ts';
import { aResult, aRolledBackResult, aRun, factsOf } from '../report/makers.ts';
import { type Found, teamcityMessages } from './parsers.ts';
import { printed } from './printed.ts';

const named = (messages: Found[], name: string) => messages.filter((each) => each.name === name);

// https://www.jetbrains.com/help/teamcity/service-messages.html#Escaped+Values
test.each([
  ["it's [5/6]", "it|'s |[5/6|]"],
  ['a|b', 'a||b'],
  ['a\r\nb', 'a|r|nb'],
  ['— 🚀', '|0x2014 |0xd83d|0xde80'],
  ['\u0000\u2028', '|0x0000|0x2028'],
])('%j is escaped as %s', (text, escaped) => {
  expect(escapeValue(text)).toBe(escaped);
});

test('messages have a value or attributes, absent ones left out', () => {
  expect(serviceMessage('addBuildTag', "it's")).toBe("##teamcity[addBuildTag 'it|'s']");
  expect(serviceMessage('message', { text: 'a', status: undefined })).toBe(
    "##teamcity[message text='a']",
  );
});

test('every destination has its own flow, opened and closed once, inside of which all is said of it', async () => {
  const messages = teamcityMessages((await printed('teamcity', aRun())).stdout);
  const flows = messages.flatMap(({ name, attributes }) =>
    attributes.flowId ? [[attributes.flowId, name]] : [],
  );
  for (const flow of new Set(flows.map(([flow]) => flow))) {
    const names = flows.flatMap(([id, name]) => (id === flow ? [name] : []));
    expect(names[0]).toBe('blockOpened');
    expect(names.at(-1)).toBe('blockClosed');
    expect(new Set(names.slice(1, -1))).toEqual(new Set(['message']));
  }
  expect(new Set(flows.map(([flow]) => flow)).size).toBe(6);
});

test('a destination that fails while its wave bakes is told in a block of its own, and counted once', async () => {
  const results = aRun();
  const finished = results.find(({ kind }) => kind === 'finished');
  const at = results.findIndex(({ kind }) => kind === 'wave-finished');
  if (finished?.kind !== 'finished') throw new Error('the run ends no destination');
  const result = { ...finished.result, outcome: 'not-verified' as const, reason: 'it went bad' };
  const told = results.toSpliced(at, 0, { ...finished, result });
  const messages = teamcityMessages((await printed('teamcity', told)).stdout);
  const { destination } = finished;
  const flow = messages.filter(({ attributes }) => attributes.flowId === destination);
  expect(flow.filter(({ name }) => name.startsWith('block')).map(({ name }) => name)).toEqual([
    'blockOpened',
    'blockClosed',
    'blockOpened',
    'blockClosed',
  ]);
  expect(flow.at(-2)?.attributes.text).toContain('it went bad');
  const [ran, ...again] = flow.filter(({ attributes }) => attributes.text?.includes('Install'));
  expect([ran, again]).toEqual([expect.anything(), []]);
  expect(named(messages, 'progressMessage').at(-1)?.data).toBe(
    'deploying: 6 of 6 destinations done',
  );
});

test('blocks of waves are closed, also when the run ends in the middle of one', async () => {
  const started = aRun().filter(({ kind }) => kind !== 'wave-finished');
  const messages = teamcityMessages((await printed('teamcity', started)).stdout).filter(
    ({ attributes }) => attributes.flowId === undefined,
  );
  expect(named(messages, 'blockClosed').length).toBeGreaterThan(0);
  expect(named(messages, 'blockOpened').at(-1)?.attributes).toEqual(
    named(messages, 'blockClosed').at(-1)?.attributes,
  );
});

test('a run that succeeds is tagged with its environment, and no build problem is made', async () => {
  const messages = teamcityMessages((await printed('teamcity', aRun())).stdout);
  expect(named(messages, 'addBuildTag').map(({ data }) => data)).toEqual(['production']);
  expect(named(messages, 'buildProblem')).toEqual([]);
  expect(named(messages, 'buildStatus')[0]?.attributes.text).toMatch(
    /^\{build\.status\.text\}; production succeeded/,
  );
  expect(named(messages, 'setParameter').map(({ attributes }) => attributes.name)).toContain(
    'codedeploy.deployment.ids',
  );
  expect(named(messages, 'buildStatisticValue')).toHaveLength(6);
});

test('the same failure has the same identity in the next build, another one another', async () => {
  const identities = async (script: string, code: string) => {
    const run = aRun({
      fails: (destination) =>
        destination === 'retail/eu-west-1' ? { code, script, message: 'm' } : undefined,
    });
    const messages = teamcityMessages((await printed('teamcity', run)).stdout);
    return named(messages, 'buildProblem').map(({ attributes }) => attributes.identity);
  };
  const first = await identities('a.sh', 'ScriptFailed');
  expect(first).toHaveLength(1);
  expect(await identities('b.sh', 'ScriptFailed')).toEqual(first);
  expect(await identities('a.sh', 'ScriptTimedOut')).not.toEqual(first);
});

test('a stop that ends well fails no build', async () => {
  const { finished } = factsOf([aRolledBackResult({ causes: [] })]);
  const messages = teamcityMessages(
    (await printed('teamcity', finished ? [{ ...finished, exitCode: 0 }] : [])).stdout,
  );
  expect(named(messages, 'buildStatus')).toHaveLength(1);
  expect(named(messages, 'buildProblem')).toEqual([]);
});

test('a run that is refused fails the build too', async () => {
  const { finished } = factsOf([]);
  const messages = teamcityMessages(
    (await printed('teamcity', finished ? [{ ...finished, verdict: 'refused', exitCode: 3 }] : []))
      .stdout,
  );
  expect(named(messages, 'buildProblem')[0]?.attributes.description).toMatch(
    /refused; exit code 3/,
  );
});

test('checks are tests, named the same in every build', async () => {
  const checks = [
    { name: 'status page', passed: true, seconds: 2 },
    { name: 'queue', passed: false, seconds: 9.5, message: 'got "Sick"' },
  ];
  const { started, finished } = factsOf([aResult({ outcome: 'not-verified', checks })]);
  const events = started && finished ? [started, finished] : [];
  const messages = teamcityMessages((await printed('teamcity', events)).stdout);
  const tests = messages.filter(({ name }) => name.startsWith('test'));
  expect(tests.map(({ name, attributes }) => [name, attributes.name])).toEqual([
    ['testStarted', 'production / wave all: production.retail.eu-west-1 verify status page'],
    ['testFinished', 'production / wave all: production.retail.eu-west-1 verify status page'],
    ['testStarted', 'production / wave all: production.retail.eu-west-1 verify queue'],
    ['testFailed', 'production / wave all: production.retail.eu-west-1 verify queue'],
    ['testFinished', 'production / wave all: production.retail.eu-west-1 verify queue'],
  ]);
  expect(tests.at(-1)?.attributes.duration).toBe('9500');
});
