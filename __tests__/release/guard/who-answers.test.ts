import { expect, test } from '@jest/globals';
import { RefusedError } from '../../../src/problem.ts';
import { sayingWhoAnswers } from '../../../src/release/guard/who-answers.ts';
import { aDestination } from '../makers.ts';

const all = (ids: readonly string[]) =>
  ids.map((id) => {
    const [name = '', region = ''] = id.split('/');
    return aDestination({ id, region, account: { name, id: name } });
  });
const grid = ['retail/eu', 'retail/us', 'wholesale/eu', 'wholesale/us', 'wholesale/ap'];

/** What is said of the first of these that do not answer. */
function hintOf(ids: readonly string[], silent: readonly string[]): string | undefined {
  const problems = silent.map((destination) => ({
    code: 'aws-unreachable' as const,
    destination,
    message: 'socket hang up',
    hint: "see this machine's network",
  }));
  const said = sayingWhoAnswers(new RefusedError(problems), all(ids)) as RefusedError;
  return said.problems[0]?.hint;
}

test.each([
  [
    'a whole account',
    grid,
    ['retail/eu', 'retail/us'],
    "account retail does not answer, 3 other destinations do: --except 'retail/*' leaves it out",
  ],
  [
    'a region in all accounts',
    grid,
    ['retail/eu', 'wholesale/eu'],
    "eu does not answer, 2 other regions do: --except '*/eu' leaves it out",
  ],
  [
    'a region of one account, which answers in another',
    grid,
    ['retail/eu'],
    "retail/eu does not answer, 2 other regions do: --except 'retail/eu' leaves it out",
  ],
  [
    'a region that only one account has',
    grid,
    ['wholesale/ap'],
    "ap does not answer, 2 other regions do: --except 'wholesale/ap' leaves it out",
  ],
  [
    'one of two regions',
    ['retail/eu', 'retail/us'],
    ['retail/eu'],
    "eu does not answer, 1 other region does: --except 'retail/eu' leaves it out",
  ],
  [
    'an account beside which there is one destination',
    ['retail/eu', 'retail/us', 'wholesale/eu'],
    ['retail/eu', 'retail/us'],
    "account retail does not answer, 1 other destination does: --except 'retail/*' leaves it out",
  ],
  [
    'everything',
    ['retail/eu', 'retail/us'],
    ['retail/eu', 'retail/us'],
    "see this machine's network",
  ],
])('of %s that does not answer it is said how to go on without', (_, ids, silent, hint) => {
  expect(hintOf(ids, silent)).toBe(hint);
});

test('what answers with something else keeps its own hint', () => {
  const denied = {
    code: 'aws-denied' as const,
    destination: 'retail/eu',
    message: 'no',
    hint: 'allow it',
  };
  const down = { code: 'aws-failed' as const, destination: 'retail/us', message: '503' };
  const said = sayingWhoAnswers(new RefusedError([denied, down]), all(grid)) as RefusedError;
  expect(said.problems.map(({ hint }) => hint)).toEqual([
    'allow it',
    "retail/us does not answer, 2 other regions do: --except 'retail/us' leaves it out",
  ]);
});
