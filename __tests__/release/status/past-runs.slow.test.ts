import { expect, test } from '@jest/globals';
import { historyFigures } from '../../../src/page/history-figures.ts';
import { figuresTexts } from '../../../src/page/parts/history.tsx';
import { runKey } from '../../../src/release/records/run-records.ts';
import { readPastRuns } from '../../../src/release/status/status-history.ts';
import { anEntry, aRunRecord, aWave } from '../makers.ts';
import { aGrid, openWorld } from '../world.ts';

const DAY = 86_400_000;

/** Two destinations, each with a bucket of its own. */
function aPair() {
  const [wave] = aGrid().waves;
  return aGrid({ waves: [aWave({ destinations: wave?.destinations.slice(0, 2) ?? [] })] });
}

/** What the 200 runs are like, the newest first: every third failed, every seventh deployed nothing, a few cannot be read. */
function generated(now: number) {
  return Array.from({ length: 200 }, (_, index) => ({
    index,
    at: now - Math.round((index + 1) * 0.37 * DAY),
    seconds: 60 + ((index * 37) % 600),
    kind:
      index % 17 === 5
        ? ('broken' as const)
        : index % 19 === 3
          ? ('newer' as const)
          : index % 7 === 6
            ? ('idle' as const)
            : index % 3 === 0
              ? ('failed' as const)
              : ('succeeded' as const),
  }));
}

test('the figures of 200 recorded runs, those that cannot be read counted apart', async () => {
  const environment = aPair();
  const world = await openWorld({ environment, speed: 1 });
  const now = world.clock.now();
  const runs = generated(now);
  const ids = ['retail/eu-west-1', 'retail/us-east-1'];
  const people = await Promise.all(ids.map((id) => world.someoneIn(id)));
  for (const { index, at, seconds, kind } of runs) {
    const outcome = kind === 'idle' ? 'never-started' : kind === 'failed' ? 'failed' : 'succeeded';
    const record = aRunRecord(
      ids.map((destination) => anEntry({ destination, outcome })),
      {
        run: `github:${index}.1`,
        started: new Date(at).toISOString(),
        ended: new Date(at + seconds * 1000).toISOString(),
        verdict: outcome,
      },
    );
    const text =
      kind === 'broken'
        ? '{"fanout":1}'
        : JSON.stringify(kind === 'newer' ? { ...record, fanout: 2 } : record);
    // A part of the environment is recorded in its own bucket alone.
    for (const [place, person] of people.entries())
      if (index % 5 !== place) await person.overwrite(runKey(environment, record), text);
  }
  const aws = world.aws();
  const calls = world.emulator.calls.length;
  const memory = new Map();
  const told = await readPastRuns(environment, { aws, memory });
  const asked = world.emulator.calls.slice(calls).map(({ operation }) => operation);
  const figures = historyFigures(told, now);

  const last = runs.slice(0, 50);
  const deployed = last.filter(({ kind }) => kind === 'failed' || kind === 'succeeded');
  const failed = deployed.filter(({ kind }) => kind === 'failed').length;
  const readable = last.filter(({ kind }) => kind !== 'broken' && kind !== 'newer');
  const days = Math.min(28, (now - (readable.at(-1)?.at ?? now)) / DAY);
  const recent = deployed.filter(({ at }) => at >= now - days * DAY).length;
  expect(figures).toEqual({
    told: 50,
    of: 200,
    unread: last.filter(({ kind }) => kind === 'broken' || kind === 'newer').length,
    newer: last.filter(({ kind }) => kind === 'newer').length,
    deployed: deployed.length,
    failed,
    failedShare: expect.closeTo((100 * failed) / deployed.length, 9),
    perWeek: { deployments: recent, days, value: expect.closeTo((recent * 7) / days, 9) },
  });
  expect(told.runs.flatMap((run) => ('unread' in run ? [] : (run.seconds ?? [])))).toEqual(
    readable.map(({ seconds }) => seconds),
  );
  const texts = figuresTexts(figures).join('\n');
  expect(texts).toContain(`${failed} of ${deployed.length}`);
  expect(texts).toMatch(/5 records cannot be read, 2 of them of a newer fanout/);

  // Each record is read once, and never again.
  expect(asked.filter((operation) => operation === 'GetObject')).toHaveLength(50);
  const before = world.count('GetObject');
  await readPastRuns(environment, { aws, memory });
  expect(world.count('GetObject')).toBe(before);
  aws.close();
});

test('a bucket that cannot be listed is said, and the others tell', async () => {
  const environment = aPair();
  const world = await openWorld({
    environment,
    faults: [{ operation: ['ListObjects*'], region: ['us-east-1'], then: 'deny' }],
  });
  await world.deploy().catch(() => undefined);
  const aws = world.aws();
  const told = await readPastRuns(environment, { aws, memory: new Map() });
  expect(told.unlisted.join()).toMatch(/us-east-1\/orders\/runs\/production\/ cannot be listed/);
  aws.close();
});
