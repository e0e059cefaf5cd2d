import { expect } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { readKept } from '../../src/release/guard/hold-record.ts';
import type { Homes } from '../../src/release/guard/homes.ts';
import { homesIn, keepsOut, leaseIn, setsIn } from '../../src/release/guard/lease-record.ts';
import { minuteOf } from '../../src/report/columns.ts';
import fc from '../fast-check.ts';
import { fuzz, hostileText } from './fuzz.ts';

const anything = fc.oneof(fc.jsonValue(), hostileText, fc.constantFrom(null, 0, 1e308, [], {}));
const withSome = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, anything])), { requiredKeys: [] });

fuzz(
  'whatever a hold holds, it is told as text, and what says held is one',
  fc.oneof(anything, withSome(['held', 'reason', 'by', 'time', 'over'])),
  async (value) => {
    const kept = { value, tag: '"x"', written: Date.UTC(2026, 0, 2) };
    const home = { bucket: 'b', read: async () => kept, write: async () => true };
    const { holds: found, freezes } = await readKept(
      { own: home, voters: [home], others: [] } as unknown as Homes,
      'k',
      { clock: systemClock, unread: () => undefined },
    );
    const isHeld = Boolean((value as { held?: unknown } | null)?.held);
    expect(found.length).toBeLessThanOrEqual(isHeld ? 1 : 0);
    for (const { hold } of found) {
      expect(`${hold.by}${hold.reason}`).not.toContain('[object');
      expect(minuteOf(hold.time)).not.toContain('[object');
    }
    for (const { from, until, reason } of freezes)
      expect(`${minuteOf(from)}${minuteOf(until)}${reason}`).not.toContain('[object');
  },
);

fuzz(
  'whatever a lease holds, it keeps out or not, and is told as text',
  fc.oneof(
    anything,
    withSome(['run', 'token', 'since', 'until', 'homes', 'settled', 'former', 'older']),
  ),
  (value) => {
    const kept = { value, tag: '"x"', now: 2, written: 1 };
    expect(typeof keepsOut(kept, { run: 'github:1.1', token: 't' }, [kept], 1)).toBe('boolean');
    for (const set of [homesIn(kept), ...setsIn(kept)])
      for (const bucket of set) expect(typeof bucket).toBe('string');
    const { run, since, until = '' } = leaseIn(kept) ?? { run: '', since: '' };
    for (const text of [run, since, until]) expect(typeof text).toBe('string');
  },
);
