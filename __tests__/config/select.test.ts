import { describe, expect, test } from '@jest/globals';
import {
  allDestinations,
  type Environment,
  earlierOf,
  wholeOf,
} from '../../src/config/destination.ts';
import { type Selection, select } from '../../src/config/select.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';

const at = (...ids: string[]) => ids.map((id) => aDestination({ id }));
const environment = anEnvironment({
  waves: [
    aWave({ name: 'canary', destinations: at('retail/ap-southeast-1') }),
    aWave({ name: 'rest', destinations: at('retail/eu-west-1', 'wholesale/eu-west-1') }),
    aWave({ name: 'last', destinations: at('wholesale/us-east-1') }),
  ],
});

function selected(selection: Partial<Selection>): Environment {
  const result = select(environment, { only: [], except: [], ...selection });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.environment;
}

const idsOf = ({ waves }: Environment) =>
  Object.fromEntries(waves.map((wave) => [wave.name, wave.destinations.map(({ id }) => id)]));

test('without a selection it is the environment itself', () => {
  expect(selected({})).toBe(environment);
});

test.each<[Partial<Selection>, Record<string, string[]>]>([
  [{ wave: 'rest' }, { rest: ['retail/eu-west-1', 'wholesale/eu-west-1'] }],
  [{ only: ['retail/*'] }, { canary: ['retail/ap-southeast-1'], rest: ['retail/eu-west-1'] }],
  [{ only: ['retail/*'], except: ['*/eu-west-1'] }, { canary: ['retail/ap-southeast-1'] }],
  [{ except: ['retail/*', '*/us-*'] }, { rest: ['wholesale/eu-west-1'] }],
  [{ wave: 'rest', only: ['wholesale/*'] }, { rest: ['wholesale/eu-west-1'] }],
])('%j', (selection, waves) => {
  expect(idsOf(selected(selection))).toEqual(waves);
});

test('what is left out is still known: the whole, the waves before, and who keeps lease and hold', () => {
  const rest = selected({ wave: 'rest' });
  expect(wholeOf(rest)).toEqual(allDestinations(environment));
  expect(earlierOf(rest).map(({ id }) => id)).toEqual(['retail/ap-southeast-1']);
  expect(rest.recordsDestination?.id).toBe('retail/ap-southeast-1');
  expect(selected({ only: ['wholesale/*'] }).part?.earlier).toEqual([]);
});

describe('a mistake says what there is:', () => {
  test.each<[Partial<Selection>, string, RegExp]>([
    [{ wave: 'rset' }, 'there is no wave "rset" in production', /did you mean "rest"/],
    [{ wave: 'x' }, 'there is no wave "x" in production', /canary, rest, last/],
    [{ only: ['*/eu-west-2'] }, '"*/eu-west-2" matches no destination of production', /retail\/eu/],
    [{ except: ['dev/*'] }, '"dev/*" matches no destination of production', /there are: /],
    [
      { wave: 'canary', only: ['wholesale/*'] },
      '--wave, --only and --except together leave no destination of production',
      /narrow/,
    ],
  ])('%j', (selection, message, hint) => {
    const result = select(environment, { only: [], except: [], ...selection });
    if (result.ok) throw new Error('it is no mistake');
    expect(result.problems).toEqual([
      { code: 'nothing-selected', message, hint: expect.stringMatching(hint) },
    ]);
  });
});
