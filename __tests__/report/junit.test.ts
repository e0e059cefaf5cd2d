import { describe, expect, test } from '@jest/globals';
import { defined } from '../../src/defined.ts';
import { casesOf } from '../../src/report/cases.ts';
import { junit } from '../../src/report/junit.ts';
import { aCause, aResult, aRolledBackResult, factsOf } from './makers.ts';

const states = (...results: Parameters<typeof factsOf>[0]) =>
  casesOf(factsOf(results)).map(({ name, state }) => [name, state]);

describe('cases', () => {
  test('a destination is a case', () => {
    expect(states(aResult(), aRolledBackResult({ destination: 'a/b/legacy' }))).toEqual([
      ['eu-west-1 deploy', 'passed'],
      ['b legacy deploy', 'failed'],
    ]);
    expect(states(aResult({ outcome: 'never-started' }))).toEqual([
      ['eu-west-1 deploy', 'skipped'],
    ]);
  });

  test('each check is one, and a deployment that was not verified has passed', () => {
    const checks = [
      { name: 'status', passed: true, seconds: 2 },
      { name: 'queue', passed: false, seconds: 9, message: 'got "Sick"' },
    ];
    expect(states(aResult({ outcome: 'not-verified', checks }))).toEqual([
      ['eu-west-1 deploy', 'passed'],
      ['eu-west-1 verify status', 'passed'],
      ['eu-west-1 verify queue', 'failed'],
    ]);
  });

  test('what was not verified never passes, also where no check says so', () => {
    expect(states(aResult({ outcome: 'not-verified' }))).toEqual([
      ['eu-west-1 deploy', 'passed'],
      ['eu-west-1 verify', 'failed'],
    ]);
  });
});

test('what a stop that ends well has stopped is no failure', () => {
  const { finished, ...facts } = factsOf([aRolledBackResult({ causes: [] })]);
  if (!finished) throw new Error('the run has not ended');
  const [stopped] = casesOf({ ...facts, finished: { ...finished, exitCode: 0 } });
  expect(stopped).toMatchObject({ state: 'skipped', message: 'the deployment rolled back' });
});

test('a run that never got to deploying is one test that failed, and says why', () => {
  const { started, warnings } = factsOf([]);
  const problems = [
    { code: 'group-missing', message: 'no such group', hint: 'make it' },
    { code: 'bucket-missing', message: 'no such bucket' },
  ] as const;
  const finished = { at: 0, kind: 'run-finished', verdict: 'refused', exitCode: 3 } as const;
  const facts = { ...defined({ started }), warnings };
  expect(
    casesOf({ ...facts, finished: { ...finished, seconds: 2, results: [], problems } }),
  ).toEqual([
    {
      suite: 'production',
      group: 'production',
      name: 'run',
      seconds: 2,
      state: 'failed',
      message: 'refused: no such group',
      details: 'error: no such group\n  make it\nerror: no such bucket',
    },
  ]);
});

test('suites are waves and count their cases', () => {
  const xml = junit(factsOf([aResult(), aRolledBackResult({ destination: 'a/b' })]));
  expect(xml).toContain(
    '<testsuite name="production / wave all" tests="2" failures="1" errors="0" skipped="0" time="253">',
  );
  expect(xml).toContain(
    '<testcase classname="production.retail" name="eu-west-1 deploy" time="62"/>',
  );
});

test('characters that XML cannot hold are written out', () => {
  const cause = aCause({ log: 'a\u0000\u0008\u001b[1mb\ufffe & <c> ]]> "d"' });
  const xml = junit(factsOf([aRolledBackResult({ causes: [cause] })]));
  expect(xml).toContain('a\\x00\\x08b\\u{fffe} &amp; &lt;c&gt; ]]&gt; &quot;d&quot;');
  // https://www.w3.org/TR/xml/#charsets
  expect(xml).not.toMatch(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
});
