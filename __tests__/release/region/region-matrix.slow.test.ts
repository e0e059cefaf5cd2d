import { afterAll, describe, expect, test } from '@jest/globals';
import { commands, expected, isPlayed, kinds, moments, regions } from './cells.ts';
import { playCell } from './play-cell.ts';
import { regionTable, seenOf, tableInDocs, updateDocs } from './region-page.ts';

/** All regions by hand: FANOUT_REGIONS=all npm run test:system -- region-matrix */
const isWhole = process.env.FANOUT_REGIONS === 'all';
/** The first of the file keeps lease and hold in any case; the last is no home of theirs. */
const [first, last] = ['eu-west-1', 'us-west-2'] as const;
/** What differs by whether a region is a home. */
const ofHomes = ['before', 'lease', 'records'];

const cells = (isWhole ? regions : ([first, last] as const)).flatMap((region) =>
  commands.flatMap((command) =>
    moments
      .filter((moment) => isPlayed(command, moment))
      .filter((moment) => isWhole || region === first || ofHomes.includes(moment))
      .flatMap((moment) => kinds.map((fault) => [region, command, moment, fault] as const)),
  ),
);

describe('a region that fails', () => {
  const seen = seenOf();

  test.each(cells)('%s: %s, %s: %s', async (region, command, moment, fault) => {
    const { ended, hasFailed, next } = await playCell(command, moment, fault, region);
    if (region === first) seen.add(command, moment, fault, ended);
    expect(hasFailed).toBe(true);
    const want = expected(command, moment, fault);
    const outcomes = Object.fromEntries(
      regions.map((one) => [one, one === region ? want.region : want.others]),
    );
    const { exit } = ended;
    expect({ exit, outcomes: ended.outcomes }).toEqual({
      exit: want.exit,
      outcomes: want.region === undefined ? {} : outcomes,
    });
    if (want.exit === 3) {
      const isUnproven = command === 'promote' && moment === 'before';
      const told = ended.problems.map(({ destination }) => destination);
      expect(told).toContain(isUnproven ? undefined : `retail/${region}`);
      // What hangs costs seconds, twice where the region is read from and written to; what AWS itself calls passing is borne for 75
      // in each stage.
      expect(ended.seconds).toBeLessThan(fault === '5xx' ? 300 : 90);
    } else {
      // Neither the time-out of a deployment nor the end of the outage is waited for; the bake of five minutes is.
      expect(ended.seconds).toBeLessThan(10 * 60);
    }
    // It is free in the end, and the next run brings what is left and writes what could not be written.
    expect(next.exit).toBe(0);
    for (const outcome of Object.values(next.outcomes))
      expect(['succeeded', 'skipped']).toContain(outcome);
  });

  // What a part of the cells, by name, has seen is no table.
  afterAll(() => {
    if (!seen.isWhole()) return;
    if (process.env.UPDATE) updateDocs(regionTable(seen));
    else expect(seen.lines()).toEqual(tableInDocs());
  });
});
