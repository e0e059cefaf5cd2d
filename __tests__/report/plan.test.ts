import { expect, test } from '@jest/globals';
import type { Problem } from '../../src/problem.ts';
import { noInstances } from '../../src/release/outcome.ts';
import type { Plan, PlannedDestination } from '../../src/release/plan.ts';
import { planJson } from '../../src/report/plan-json.ts';
import { planMarkdown } from '../../src/report/plan-markdown.ts';
import { planLines } from '../../src/report/plan-table.ts';
import { aDestination } from '../release/makers.ts';

function aRow(id: string, overrides: Partial<PlannedDestination> = {}): PlannedDestination {
  const current = {
    version: '1.213',
    key: 'orders/1.213-0123456789abcdef.zip',
    text: 's3://bucket/orders/1.213-0123456789abcdef.zip',
    deploymentId: 'd-1',
    proven: false,
    failed: false,
    instances: { ...noInstances, succeeded: 3 },
  };
  return {
    version: '1.214',
    destination: aDestination({ id }),
    read: true,
    current,
    inTheWay: [],
    notes: [],
    unchecked: [],
    ...overrides,
  };
}

const busy: Problem = {
  code: 'deployment-under-way',
  destination: 'retail/us-east-1',
  message: 'deployment d-2 of 1.212 is under way',
  hint: 'a deployment would wait for it',
};

function aPlan(overrides: Partial<Plan> = {}): Plan {
  const wave = { maxParallel: 9, maxFailures: 0, failureMode: 'soft' as const, bake: 0 };
  const { current: _, ...fresh } = aRow('wholesale/ap-southeast-1');
  return {
    command: 'deploy',
    environment: 'production',
    application: 'orders',
    version: '1.214',
    release: { exists: false },
    waves: [
      { ...wave, name: 'canary', bake: 600_000, destinations: [aRow('retail/eu-west-1')] },
      {
        ...wave,
        name: 'rest',
        maxParallel: 1,
        destinations: [aRow('retail/us-east-1', { inTheWay: [busy] }), fresh],
      },
    ],
    inTheWay: [],
    notes: [],
    ...overrides,
  };
}

test('a table for each wave, of the same columns', () => {
  expect(planLines(aPlan())).toEqual([
    'plan: deploy orders 1.214 to production, 3 destinations in 2 waves',
    '  there is no release 1.214 yet: it would be built',
    '',
    'wave 1 of 2: canary, bakes for 10m 00s',
    '  destination               account       deployment group   instances  runs     would run',
    '  retail/eu-west-1          222222222222  orders-production  3          1.213    1.214',
    '',
    'wave 2 of 2: rest, 1 at a time',
    '  destination               account       deployment group   instances  runs     would run',
    '  retail/us-east-1          222222222222  orders-production  3          1.213    1.214',
    '    blocker: deployment d-2 of 1.212 is under way (a deployment would wait for it)',
    '  wholesale/ap-southeast-1  222222222222  orders-production             nothing  1.214',
    '',
    '1 blocker',
  ]);
});

test('offline says that nothing is known', () => {
  const { current: _, ...bare } = aRow('retail/eu-west-1', { read: false });
  const wave = {
    name: 'all',
    maxParallel: 1,
    maxFailures: 0,
    failureMode: 'soft' as const,
    bake: 0,
    destinations: [bare],
  };
  const { release: __, ...rest } = aPlan({ offline: 'as asked for', waves: [wave] });
  expect(planLines(rest)).toEqual([
    'plan: deploy orders 1.214 to production, 1 destination',
    '  offline: as asked for',
    '',
    'wave all',
    '  destination       account       deployment group   would run',
    '  retail/eu-west-1  222222222222  orders-production  1.214',
    '',
    'AWS was not asked, so blockers are not known',
  ]);
  expect(JSON.parse(planJson(rest))).toMatchObject({ offline: true, clear: null, release: null });
});

test('Markdown has a row for each destination, and nothing in it comes alive', () => {
  const message = 'production is held by <img> @all: [x](http://evil) | **now**';
  const text = planMarkdown(aPlan({ inTheWay: [{ code: 'held', message }] }));
  const table = text.split('\n').filter((line) => line.startsWith('|'));
  expect(table).toHaveLength(5);
  expect(new Set(table.map((line) => line.split('|').length))).toEqual(new Set([9]));
  expect(text).not.toMatch(/<img>|@all|\]\(http|\*\*now/);
  expect(text).toMatch(/^\*\*2 blockers\*\*$/m);
});

test('JSON', () => {
  const parsed = JSON.parse(planJson(aPlan()));
  expect(parsed).toMatchObject({
    command: 'plan',
    environment: 'production',
    version: '1.214',
    offline: false,
    clear: false,
    release: { exists: false },
  });
  expect(parsed.waves[1]).toMatchObject({
    name: 'rest',
    destinations: [
      { region: 'eu-west-1', instances: 3, current: { version: '1.213' }, inTheWay: [busy] },
      { instances: null, current: null, inTheWay: [] },
    ],
  });
});

test('files that differ are told in text, in Markdown and as JSON: bounded, and no name can be taken for something else', () => {
  const names = [
    '::error::x',
    '\u001b[31mred',
    'a\nb',
    'c](http://evil)',
    '##teamcity[x]',
    'x, 9 bytes',
  ];
  const added = (path: string) => ({
    path,
    change: 'new' as const,
    marks: [],
    after: { size: 3, mode: 0o644 },
  });
  const many = Array.from({ length: 200 }, (_, index) => added(`f${index}`));
  const pair = {
    revision: 's3://bucket/orders/1.213-0123456789abcdef.zip',
    from: '1.213',
    to: '1.214',
    destinations: ['retail/eu-west-1'],
    isSameContent: false,
    files: { files: [...names.map(added), ...many], same: 9 },
  };
  const unseen = { ...pair, from: '1.212', files: { unknown: 'AccessDenied' } };
  const plan = aPlan({ files: [pair, unseen, ...Array.from({ length: 8 }, () => unseen)] });
  const text = planLines(plan).join('\n');
  expect(text).toContain('1.213 → 1.214, 1 destination (retail/eu-west-1)');
  expect(text).toContain('files of the bundle: 206 new, 9 the same');
  expect(text).toContain('files of the bundle cannot be compared: AccessDenied');
  expect(text).toContain('and 186 more files');
  expect(text).toContain('and 5 more pairs');
  expect(text.split('\n').length).toBeLessThan(60);
  expect(text).not.toMatch(/^\s*::|##teamcity\[/m);
  expect(text + planMarkdown(plan)).not.toContain('\u001b');
  for (const name of ['"::error::x"', '"a\\nb"', '"x, 9 bytes", 3 bytes'])
    expect(text).toContain(name);
  const markdown = planMarkdown(plan);
  expect(markdown).not.toContain('](');
  expect(markdown.length).toBeLessThan(60_000);
  const json = JSON.parse(planJson(plan));
  expect(json.files).toHaveLength(10);
  expect(json.files[0].files).toHaveLength(206);
  expect(json.files[1]).toMatchObject({ files: null, whyNoFiles: 'AccessDenied' });
});

test('however many versions run, a plan that is kept stays small enough to be read again', () => {
  const changed = Array.from({ length: 5_001 }, (_, index) => ({
    path: `f${index}`,
    change: 'gone' as const,
    marks: [],
    before: { size: 3, mode: 0o644 },
  }));
  const pair = {
    revision: 's3://bucket/orders/1.213-0123456789abcdef.zip',
    destinations: ['retail/eu-west-1'],
    isSameContent: false,
    files: { files: changed, same: 9 },
  };
  const { files } = JSON.parse(planJson(aPlan({ files: Array.from({ length: 6 }, () => pair) })));
  const listed = files.map(({ files: list }: { files: unknown[] }) => list.length);
  expect(listed).toEqual([5_000, 5_000, 5_000, 5_000, 5_000, 0]);
  expect(files[0].moreFiles).toBe(1);
  expect(files[5].moreFiles).toBe(5_001);
});
