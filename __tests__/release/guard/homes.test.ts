import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import { seededClock } from '../../../src/rehearsal/seeded-clock.ts';
import { homeDestinations } from '../../../src/release/guard/home-choice.ts';
import { askAll, type Home, haveMost, homesOf } from '../../../src/release/guard/homes.ts';
import { answeringText } from '../../../src/release/guard/silence.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';

/** Each destination is a bucket of its own: `retail/a` is that of account retail in region a. */
function fileOf(...ids: string[]): Environment {
  const destinations = ids.map((id) => {
    const [name = '', region = ''] = id.split('/');
    return aDestination({
      id,
      region,
      account: { name, id: name === 'retail' ? '222222222222' : '333333333333' },
      bucket: id.replace('/', '-'),
    });
  });
  return anEnvironment({ waves: [aWave({ destinations })] });
}

const homesIn = (file: Environment) =>
  homesOf(file, { artifacts: ({ bucket }) => ({ bucket }) as never });

test.each([
  ['one region', ['retail/a'], ['retail/a']],
  ['two regions, where each would be needed', ['retail/a', 'retail/b'], ['retail/a']],
  [
    'three regions of one account, whatever others there are',
    ['retail/c', 'retail/a', 'retail/b', 'wholesale/d', 'wholesale/e'],
    ['retail/c', 'retail/a', 'retail/b'],
  ],
  [
    'two regions of one account and a third of another',
    ['retail/a', 'retail/b', 'wholesale/c'],
    ['retail/a', 'retail/b', 'wholesale/c'],
  ],
  [
    'four regions, of which three are enough',
    ['retail/d', 'retail/c', 'retail/b', 'retail/a'],
    ['retail/d', 'retail/a', 'retail/b'],
  ],
  [
    'seven regions, of which five are enough',
    [...'gfedcba'].map((one) => `retail/${one}`),
    ['retail/g', 'retail/a', 'retail/b', 'retail/c', 'retail/d'],
  ],
])('the lease of an environment is kept, with %s, in these', (_, ids, expected) => {
  expect(homeDestinations(fileOf(...ids)).map(({ id }) => id)).toEqual(expected);
});

describe('asked for what they keep,', () => {
  const minute = 60_000;
  async function asked(homes: ReturnType<typeof homesIn>, late: (home: Home) => number) {
    const clock = seededClock();
    const began = clock.now();
    const { answers, silent } = await askAll(
      homes,
      { clock, isEnough: haveMost(homes) },
      async (home, signal) => {
        await clock.sleep(late(home), signal);
        return home.destination.id;
      },
    );
    return { answers: [...answers.values()], silent: silent.length, ms: clock.now() - began };
  }

  test('the only home is waited for as long as it takes', async () => {
    const homes = homesIn(fileOf('retail/a', 'retail/b'));
    const { answers, silent, ms } = await asked(homes, ({ bucket }) =>
      bucket === 'retail-a' ? 5 * minute : 0,
    );
    expect([answers.toSorted(), silent, ms]).toEqual([['retail/a', 'retail/b'], 0, 5 * minute]);
  });

  test('one that hangs holds up no two that answer', async () => {
    const homes = homesIn(fileOf('retail/a', 'retail/b', 'retail/c'));
    const { answers, silent, ms } = await asked(homes, ({ bucket }) =>
      bucket === 'retail-a' ? 5 * minute : 0,
    );
    expect([answers, silent]).toEqual([['retail/b', 'retail/c'], 1]);
    expect(ms).toBeLessThanOrEqual(8_000);
  });

  test('two that are late are waited for, as one alone cannot decide', async () => {
    const homes = homesIn(fileOf('retail/a', 'retail/b', 'retail/c'));
    const { answers, ms } = await asked(homes, ({ bucket }) =>
      bucket === 'retail-a' ? 0 : 30_000,
    );
    expect(answers.length).toBeGreaterThan(1);
    expect(ms).toBe(30_000);
  });
});

test.each([
  [1, 'does not answer \\(socket hang up\\); of the 5 homes of the lease 4 do$'],
  [4, '; of the 5 homes of the lease 1 does$'],
  [5, 'retail/e does not answer \\(socket hang up\\); of the 5 homes of the lease 0 do$'],
  [6, 'retail/e does not answer \\(socket hang up\\), 1 more do not; of the 5 homes'],
  [7, 'retail/e does not answer \\(socket hang up\\), 2 more do not; of the 5 homes'],
])('of %d buckets that do not answer at most five are named', (count, text) => {
  const homes = homesIn(fileOf(...[...'abcdefg'].map((one) => `retail/${one}`)));
  const silent = [...homes.voters, ...homes.others]
    .slice(0, count)
    .map((home) => ({ home, error: new Error('socket hang up') }));
  const told = answeringText(homes, [...silent, ...silent]);
  expect(told).toMatch(new RegExp(text));
  expect(told.match(/does not answer/g)).toHaveLength(Math.min(5, count));
});
