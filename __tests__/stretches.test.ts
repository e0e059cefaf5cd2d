import { expect, test } from '@jest/globals';
import { packStretches, unpackStretches } from '../src/stretches.ts';
import fc from './fast-check.ts';

const number = fc.integer({ min: 1, max: 500 });

test('stretches of lines are read as they were packed', () => {
  const step = fc.record({
    gap: number,
    file: fc.integer({ min: 0, max: 3 }),
    source: number,
    count: number,
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let line = 0;
      const stretches = steps.map(({ gap, ...rest }) => {
        line += gap;
        const stretch = { line, ...rest };
        line += rest.count;
        return stretch;
      });
      expect(unpackStretches(packStretches(stretches))).toEqual(stretches);
    }),
  );
});
