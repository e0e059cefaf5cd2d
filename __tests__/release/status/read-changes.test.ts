import { expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import { type Changes, isUntold } from '../../../src/release/changes.ts';
import { readChanges } from '../../../src/release/status/read-changes.ts';
import { readStatus } from '../../../src/release/status/read-status.ts';
import { changesJson } from '../../../src/report/changes-json.ts';
import { changesMarkdown } from '../../../src/report/changes-markdown.ts';
import { changesLines } from '../../../src/report/changes-text.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { openWorld, type World, type WorldOptions } from '../world.ts';

const commits = { first: 'a'.repeat(40), second: 'b'.repeat(40) };

const anAccount = (name: string, id: string, environment: string) =>
  anEnvironment({
    name: environment,
    waves: [
      aWave({
        destinations: [
          aDestination({
            id: `${name}/eu-west-1`,
            account: { name, id },
            role: { arn: `arn:aws:iam::${id}:role/codedeploy-fanout`, sessionTags: false },
            deploymentGroup: `orders-${environment}`,
            bucket: `deploy-${id}-eu-west-1`,
            bucketOwner: id,
            verify: name === 'dev' ? [aSmokeCheck] : [],
          }),
        ],
      }),
    ],
  });

/** `test` runs 1.2, which is proven there; `production` runs 1.1. */
async function aPair(options: Partial<WorldOptions> = {}) {
  const source = anAccount('dev', '111111111111', 'test');
  const environment = { ...anAccount('retail', '222222222222', 'production'), after: ['test'] };
  const world = await openWorld({ environment, before: [source], leaps: true, ...options });
  const toTest = { environment: source, sources: [] };
  await world.deploy({ ...toTest, version: '1.1', commit: commits.first, content: 'one' });
  await world.promote();
  await world.deploy({ ...toTest, version: '1.2', commit: commits.second, content: 'three' });
  return { world, source, environment };
}

async function look(
  { world, source, environment }: { world: World; source: Environment; environment: Environment },
  version?: string,
): Promise<{ changes: Changes; asked: string[][] }> {
  const aws = world.aws();
  const [status] = await readStatus([environment], [], {
    aws,
    clock: world.clock,
    memory: new Map(),
  });
  const asked: string[][] = [];
  const changes = await readChanges(
    { environment, sources: [source], ...(version === undefined ? {} : { version }) },
    status?.destinations ?? [],
    {
      aws,
      clock: world.clock,
      signal: new AbortController().signal,
      listings: new Map(),
      async commits(before, after) {
        asked.push([before, after]);
        return { coming: [], leaving: [], more: 0, isShallow: false };
      },
    },
  );
  return { changes, asked };
}

test('what is proven before an environment is compared with what runs there, and only pieces of the zips are read', async () => {
  const pair = await aPair();
  const before = pair.world.emulator.calls.length;
  const { changes, asked } = await look(pair);
  expect(changes.to).toMatchObject({ version: '1.2', commit: commits.second, proven: true });
  expect(asked).toEqual([[commits.first, commits.second]]);
  expect(changes.from).toMatchObject([
    {
      version: '1.1',
      commit: commits.first,
      destinations: ['retail/eu-west-1'],
      isSame: false,
      files: { files: [{ path: 'app.txt', change: 'changed', marks: [] }], same: 1 },
    },
  ]);
  expect(isUntold(changes)).toBe(false);
  const wrote = pair.world.emulator.calls
    .slice(before)
    .filter(({ operation }) => /^(?:Put|Create|Stop|Copy|Delete)/.test(operation));
  expect(wrote).toEqual([]);
  const text = changesLines(changes).join('\n');
  expect(text).toContain('production would get orders 1.2, proven in test');
  expect(text).toContain('~ app.txt, 3 bytes → 5 bytes');
  const [from] = changes.from;
  const subject = 'Take <b>@ada</b> in';
  const coming = [{ id: commits.second, subject, author: 'Ada', time: '2026-11-23T09:00:00Z' }];
  const told = { ...from, commits: { coming, leaving: [], more: 0, isShallow: false } };
  const notes = changesMarkdown({ ...changes, from: [told as typeof from & object] });
  expect(notes).toContain(`Content digest \`${changes.to?.digest}\``);
  expect(notes).toContain('### Since 1.1');
  expect(notes).toContain(`- ${commits.second.slice(0, 12)} Take &#60;b&#62;&#64;ada`);
  expect(JSON.parse(changesJson(changes))).toMatchObject({
    command: 'changes',
    to: { version: '1.2', proven: true },
    from: [{ version: '1.1', files: [{ path: 'app.txt', change: 'changed' }], sameFiles: 1 }],
  });
});

test('where the newest that is proven runs already, nothing would change', async () => {
  const pair = await aPair();
  await pair.world.promote();
  const { changes, asked } = await look(pair);
  expect(changes.from).toMatchObject([{ version: '1.2', isSame: true, isSameContent: true }]);
  expect(asked).toEqual([]);
  expect(changesLines(changes).join('\n')).toMatch(/1\.2, commit b+ runs in .*: the same/);
});

test('a version of one’s choice is compared without proof, and that is said', async () => {
  const pair = await aPair();
  const { world, source } = pair;
  await world.deploy({
    environment: source,
    sources: [],
    version: '1.3',
    verify: async () => [{ instances: [], of: 0, event: 'verification', message: 'HTTP 500' }],
  });
  const { changes } = await look(pair, '1.3');
  expect(changes.to).toMatchObject({ version: '1.3', proven: false });
  expect(changesLines(changes).join(' ')).toContain('1.3, not proven in test');
  const { changes: none } = await look(pair, '9');
  expect(none.to).toBeUndefined();
  expect(isUntold(none)).toBe(false);
  expect(changesLines(none)[0]).toBe('production would get nothing new from test');
});

test('a zip that is gone is told as such', async () => {
  const pair = await aPair({ leaps: false });
  const someone = await pair.world.someoneIn('retail/eu-west-1');
  const [row] = (await look(pair)).changes.from;
  await someone.remove((row?.revision ?? '').split('/').slice(3).join('/'));
  const { changes } = await look(pair);
  expect(changes.from[0]?.files).toEqual({
    unknown: expect.stringContaining('no longer exists'),
  });
  expect(isUntold(changes)).toBe(true);
  expect(changesLines(changes).join(' ')).toContain('files of the bundle cannot be compared');
});
