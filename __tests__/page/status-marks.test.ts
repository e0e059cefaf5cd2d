import { expect, test } from '@jest/globals';
import { statusView } from '../../src/page/status-view.ts';
import type { PlannedFreeze } from '../../src/release/hold.ts';

const now = Date.UTC(2026, 11, 1);
const hour = 3_600_000;

function aFreeze(from: number): PlannedFreeze {
  const at = (ms: number) => new Date(now + ms).toISOString();
  return { from: at(from), until: at(from + hour), reason: 'sale', by: 'ada', time: at(-hour) };
}

test('a freeze that is planned is told as such, and one that has begun as frozen: neither is a hold', () => {
  const status = {
    environment: 'production',
    application: 'orders',
    destinations: [],
    behind: [],
    problems: [],
    freezes: [aFreeze(-hour / 2), aFreeze(2 * hour)],
  };
  const history = { runs: [], of: 0, unlisted: [] };
  const { environments } = statusView([{ status, history }], now, () => '');
  expect(environments[0]?.marks.map(({ kind }) => kind)).toEqual(['frozen', 'planned']);
});
