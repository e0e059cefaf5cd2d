import { describe, expect, test } from '@jest/globals';
import { saidOf } from '../../../src/problem.ts';
import type { Outcome } from '../../../src/release/outcome.ts';
import {
  chooseRelease,
  type Source,
  type Wanted,
} from '../../../src/release/records/choose-release.ts';
import type { History, RunRecord } from '../../../src/release/records/run-records.ts';
import { aDestination, aDigest, anEntry, anEnvironment, aRunRecord } from '../makers.ts';

const before = anEnvironment({ name: 'test' });
const [first, second] = ['dev/eu-west-1', 'dev/us-east-1'] as const;

/** One run in both destinations of the environment; later ones are newer. */
function run(
  version: string,
  outcomes: [Outcome, Outcome] = ['succeeded', 'succeeded'],
  name = '',
): RunRecord {
  const [one, other] = outcomes;
  return aRunRecord(
    [
      anEntry({ destination: first, version, outcome: one }),
      anEntry({ destination: second, version, outcome: other }),
    ],
    { run: name || `run-${version}` },
  );
}

/** Both destinations, each with what its own bucket tells: the same unless told otherwise. */
function sources(past: RunRecord[], { denied = false } = {}): Source[] {
  const history: History = past.toReversed();
  const nothing: History = [{ unread: 's3://two: AccessDenied: no' }];
  return [first, second].map((id, index) => ({
    environment: before,
    destination: aDestination({ id, region: id.slice(4) }),
    history: denied && index === 1 ? nothing : history,
  }));
}

function choose(all: Source[], wanted: Partial<Wanted> = {}) {
  return chooseRelease(all, { forced: false, ...wanted });
}

function refusal(all: Source[], wanted: Partial<Wanted> = {}): string[] {
  try {
    const { version } = choose(all, wanted);
    return [`chose ${version}`];
  } catch (error) {
    return (error as { problems: { message: string }[] }).problems.map(saidOf);
  }
}

const notVerified: [Outcome, Outcome] = ['succeeded', 'not-verified'];

describe('the newest release that is proven everywhere', () => {
  test('is the one deployed last', () => {
    const choice = choose(sources([run('1.1'), run('1.2')]));
    expect(choice).toEqual({
      version: '1.2',
      digest: aDigest('1.2'),
      unproven: [],
      passedOver: [],
      doubts: [],
    });
  });

  test('is an earlier one where a later one is not proven, which is told', () => {
    const choice = choose(sources([run('1.1'), run('1.2', notVerified)]));
    expect(choice.version).toBe('1.1');
    expect(choice.passedOver).toEqual([
      {
        code: 'not-proven',
        message: `1.2 is not proven in test: not verified in run run-1.2 (${second})`,
      },
    ]);
  });

  test('is by time, not by number, and that is told where the number says otherwise', () => {
    const choice = choose(sources([run('1.10'), run('1.9'), run('x'), run('1.9')]));
    expect(choice.version).toBe('1.9');
    expect(choice.doubts).toEqual([
      {
        code: 'higher-version-proven',
        message: '1.10 is proven too and has the higher number, but 1.9 was deployed after it',
        hint: 'to promote that one, pass --version 1.10',
      },
    ]);
  });

  test('is no version that never got to be deployed', () => {
    const choice = choose(sources([run('1.1'), run('1.2', ['never-started', 'never-started'])]));
    expect(choice).toMatchObject({ version: '1.1', passedOver: [] });
  });

  test('is found though buckets tell different runs', () => {
    const [one, other] = sources([run('1.1')]) as [Source, Source];
    const late = run('1.2');
    expect(choose([{ ...one, history: [late, ...one.history] }, other]).version).toBe('1.1');
    const both = [one, other].map((each) => ({ ...each, history: [late, ...each.history] }));
    expect(choose(both).version).toBe('1.2');
  });

  test('must be proven in every environment', () => {
    const staging: Source = {
      environment: anEnvironment({ name: 'staging' }),
      destination: aDestination({ id: first }),
      history: [run('1.1')],
    };
    const choice = choose([...sources([run('1.1'), run('1.2')]), staging]);
    expect(choice.version).toBe('1.1');
    expect(choice.passedOver).toEqual([
      {
        code: 'not-proven',
        message: `1.2 is not proven in staging: not deployed there (${first})`,
      },
    ]);
  });
});

describe('is refused', () => {
  test.each<[string, Source[], Partial<Wanted>, string[]]>([
    [
      'where nothing was deployed',
      sources([]),
      {},
      ["nothing can be promoted: no run's record says that anything was deployed to test"],
    ],
    [
      'where the records cannot be read',
      sources([], { denied: true }),
      {},
      [
        'nothing can be promoted: cannot read the records of test, which say what was deployed there',
        's3://two: AccessDenied: no',
      ],
    ],
    [
      'with the reason, and all destinations that it holds for',
      sources([run('1.1', ['failed', 'failed'])]),
      {},
      [`1.1 is not proven in test: failed in run run-1.1 (${first}, ${second})`],
    ],
    [
      'with a reason for each destination',
      sources([run('1.1', ['rolled-back', 'timed-out'])]),
      {},
      [
        `1.1 is not proven in test: rolled back in run run-1.1 (${first})`,
        `1.1 is not proven in test: timed out in run run-1.1 (${second})`,
      ],
    ],
    [
      'a version that was named and is not proven, though another one is',
      sources([run('1.1'), run('1.2', notVerified)]),
      { version: '1.2' },
      [`1.2 is not proven in test: not verified in run run-1.2 (${second})`],
    ],
    [
      'a version that nobody knows',
      sources([run('1.1')]),
      { version: '9' },
      [`9 is not proven in test: not deployed there (${first}, ${second})`],
    ],
    [
      'where a bucket denies its records',
      sources([run('1.1')], { denied: true }),
      {},
      [`1.1 is not proven in test: s3://two: AccessDenied: no (${second})`],
    ],
    [
      'with the newest few of many',
      sources(
        ['1.1', '1.2', '1.3', '1.4', '1.5'].map((version) => run(version, ['failed', 'failed'])),
      ),
      {},
      [
        ...['1.5', '1.4', '1.3'].map(
          (version) =>
            `${version} is not proven in test: failed in run run-${version} (${first}, ${second})`,
        ),
        'and neither are 2 earlier versions',
      ],
    ],
  ])('%s', (_, all, wanted, expected) => {
    expect(refusal(all, wanted)).toEqual(expected);
  });

  test('a version that is proven with different content', () => {
    const [one, other] = sources([run('1.1')]) as [Source, Source];
    const forged = aRunRecord([
      anEntry({ destination: second, version: '1.1', digest: aDigest('other') }),
    ]);
    const all = [one, { ...other, history: [forged] }];
    const message = `version "1.1" was proven with different content: ${first} has ${aDigest('1.1')}, ${second} has ${aDigest('other')}`;
    expect(refusal(all)).toEqual([message]);
    expect(refusal(all, { forced: true })).toEqual([message]);
  });
});

describe('forced', () => {
  test('is the newest, with the proof that it lacks', () => {
    const choice = choose(sources([run('1.1'), run('1.2', notVerified)]), { forced: true });
    expect(choice.version).toBe('1.2');
    expect(choice.unproven).toEqual([
      {
        code: 'not-proven',
        message: `1.2 is not proven in test: not verified in run run-1.2 (${second})`,
      },
    ]);
    expect(choice.passedOver).toEqual([]);
  });

  test('is the version that is named', () => {
    const choice = choose(sources([run('1.1')]), { version: '9', forced: true });
    expect(choice).toMatchObject({ version: '9', unproven: [{ message: expect.any(String) }] });
    expect(choice).not.toHaveProperty('digest');
  });
});
