import { describe, expect, test } from '@jest/globals';
import { candidates, extentsOf, shifted } from '../../../src/emulator/host/sandbox/id-range.ts';
import fc from '../../fast-check.ts';

const whole = [{ first: 0, count: 4_294_967_295 }];

describe('ids of a sandbox that root starts', () => {
  test('are of a range that neither distributions nor container tools give out', () => {
    const [range] = candidates(whole, 7);
    expect(range).toEqual({ first: 0x60070000, count: 65_536 });
    expect(extentsOf(range ?? { first: 0, count: 0 })).toBe('0 1611071488 65536\n');
  });

  test('differ from one emulator to the next', () => {
    expect(candidates(whole, 1)[0]).not.toEqual(candidates(whole, 2)[0]);
  });

  test('are of the upper half, with a nobody among them, where a container has few', () => {
    const [range] = candidates([{ first: 0, count: 65_536 }], 7);
    expect(range).toEqual({ first: 32_768, count: 32_768 });
    expect(extentsOf(range ?? { first: 0, count: 0 })).toBe('0 32768 32767\n65534 65535 1\n');
  });

  test('are none where there is next to none', () => {
    expect(candidates([{ first: 0, count: 1000 }], 7)).toEqual([]);
    expect(candidates([], 7)).toEqual([]);
  });

  test('never hold root of the machine, and never leave what there is', () => {
    const extent = fc.record({ first: fc.nat(100_000), count: fc.nat(4_000_000_000) });
    fc.assert(
      fc.property(fc.array(extent), fc.nat(), fc.nat(), (extents, turn, id) => {
        for (const range of candidates(extents, turn).slice(0, 5)) {
          const last = range.first + range.count;
          expect(range.first).toBeGreaterThan(0);
          expect(
            extents.some((one) => one.first <= range.first && last <= one.first + one.count),
          ).toBe(true);
          expect(shifted(id, range)).toBeGreaterThanOrEqual(range.first);
          expect(shifted(id, range)).toBeLessThan(last);
        }
      }),
    );
  });
});
