import { expect, test } from '@jest/globals';
import { defined } from '../../src/defined.ts';
import { instanceVersions } from '../../src/page/instance-versions.ts';
import { runHtml } from '../../src/page/run-html.tsx';
import { runView } from '../../src/page/run-view.ts';
import { noInstances } from '../../src/release/outcome.ts';
import fc from '../fast-check.ts';
import { aLabel, aLargeRun, anInstance, aResultOf, aRun } from './runs.ts';

const place = aLabel('retail', 'eu-west-1');
const { id } = place;

test('a destination is drawn as what it did, one after the other, with the times at which it was seen', () => {
  const events = aRun(
    [place],
    [
      { kind: 'waiting', destination: id, reason: 'busy', at: 1000 },
      { kind: 'creating', destination: id, marker: 'm', at: 5000 },
      {
        kind: 'created',
        destination: id,
        deploymentId: 'd-1',
        adopted: false,
        consoleUrl: '',
        at: 6000,
      },
      { kind: 'rolling-back', destination: id, deploymentId: 'd-2', by: 'codedeploy', at: 20_000 },
      {
        kind: 'finished',
        destination: id,
        result: aResultOf(id, { outcome: 'rolled-back' }),
        at: 30_000,
      },
    ],
  );
  const { tracks, from } = runView(events);
  expect(
    tracks[0]?.segments.map(({ kind, from: began, to = 0 }) => [kind, began - from, to - from]),
  ).toEqual([
    ['waiting', 1000, 5000],
    ['creating', 5000, 6000],
    ['deploying', 6000, 20_000],
    ['rolling-back', 20_000, 30_000],
  ]);
});

test('a wave that bakes is drawn in each of its destinations until it ends', () => {
  const events = aRun(
    [place],
    [
      { kind: 'finished', destination: id, result: aResultOf(id), at: 10_000 },
      { kind: 'baking', wave: 'all', ms: 60_000, at: 10_000 },
      { kind: 'wave-finished', wave: 'all', at: 70_000 },
    ],
  );
  const { tracks, from } = runView(events);
  expect(tracks[0]?.segments).toEqual([{ kind: 'baking', from: from + 10_000, to: from + 70_000 }]);
});

test('instances count as part-way from their first event until ValidateService has succeeded', () => {
  const events = aRun([place], [...anInstance(id, 'i-1', 1000), ...anInstance(id, 'i-2', 50_000)]);
  const { counts } = instanceVersions(runView(events));
  const start = events[0]?.at ?? 0;
  expect(counts.map(({ at, ...count }) => [at - start, count])).toEqual([
    [0, { old: 2, new: 0, unknown: 0 }],
    [1001, { old: 1, new: 0, unknown: 1 }],
    [22_000, { old: 1, new: 1, unknown: 0 }],
    [50_001, { old: 0, new: 1, unknown: 1 }],
    [71_000, { old: 0, new: 2, unknown: 0 }],
  ]);
});

test('exposure is the time that instances spent off the version that they were brought back to', () => {
  const rollback = {
    deploymentId: 'd-2',
    status: 'succeeded',
    version: '1.213',
    complete: true,
    by: 'codedeploy',
  } as const;
  const events = aRun(
    [place],
    [
      ...anInstance(id, 'i-1', 1000, true),
      { kind: 'rolling-back', destination: id, deploymentId: 'd-2', by: 'codedeploy', at: 30_000 },
      {
        kind: 'finished',
        destination: id,
        result: aResultOf(id, {
          outcome: 'rolled-back',
          instances: { ...noInstances, failed: 1 },
          rollback,
        }),
        at: 61_001,
      },
    ],
  );
  expect(instanceVersions(runView(events))).toMatchObject({ exposed: 1, exposureMs: 60_000 });
});

test('an instance that was skipped runs what it ran before, and was exposed to nothing', () => {
  const skipped = anInstance(id, 'i-2', 40_000).map((event) => ({ ...event, status: 'Skipped' }));
  const again = anInstance(id, 'i-2', 60_000).map((event) => ({ ...event, role: 'rollback' }));
  const rollback = {
    deploymentId: 'd-2',
    status: 'succeeded',
    version: '1.213',
    complete: true,
    by: 'codedeploy',
  } as const;
  const events = aRun(
    [place],
    [
      ...anInstance(id, 'i-1', 1000, true),
      ...skipped,
      ...(again as typeof skipped),
      {
        kind: 'finished',
        destination: id,
        result: aResultOf(id, {
          outcome: 'rolled-back',
          instances: { ...noInstances, failed: 1, skipped: 1 },
          rollback,
        }),
        at: 90_000,
      },
    ],
  );
  const at = (events[0]?.at ?? 0) + 50_000;
  expect(instanceVersions(runView(events, at)).counts.at(-1)).toMatchObject({ old: 1, unknown: 1 });
  expect(instanceVersions(runView(events))).toMatchObject({ exposed: 1 });
});

test('the page at a moment is the page of the events until then', () => {
  const events = aLargeRun(3, 2, 2);
  const until = events.at(-1)?.at ?? 0;
  fc.assert(
    fc.property(fc.integer({ min: events[0]?.at ?? 0, max: until }), (at) => {
      expect(runView(events, at)).toEqual(runView(events.filter((event) => event.at <= at)));
    }),
    { numRuns: 50 },
  );
});

test('every instance runs one of old, new and unknown at any time', () => {
  const events = aLargeRun(4, 3, 5);
  for (const { old, new: fresh, unknown } of instanceVersions(runView(events)).counts)
    expect(old + fresh + unknown).toBe(60);
});

test('what alarms and gates came to last is on the page: failures by name, the others by their number', () => {
  const gate = (name: string, verdict: 'pass' | 'fail' | 'inconclusive', dryRun?: true) => ({
    kind: 'gate' as const,
    destination: id,
    wave: 'all',
    gate: {
      kind: 'metric' as const,
      name,
      verdict,
      message: `so it is <b>${verdict}</b>`,
      ...defined({ dryRun }),
    },
  });
  const events = aRun(
    [place],
    [
      gate('errors', 'pass'),
      gate('latency', 'pass'),
      gate('errors', 'fail'),
      gate('queue', 'inconclusive', true),
    ],
  );
  const { body } = runHtml(events);
  expect(body).toContain('gate errors fails: so it is &lt;b>fail&lt;/b>');
  expect(body).toMatch(/gate queue is inconclusive: .*, a dry run: nothing follows/);
  expect(body).toMatch(/1 passed when last looked at/);
  expect(runView(events).gates.size).toBe(3);
});
