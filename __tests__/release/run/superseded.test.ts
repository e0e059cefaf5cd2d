import { expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import { select } from '../../../src/config/select.ts';
import { RefusedError, saidOf } from '../../../src/problem.ts';
import { gather, noFacts } from '../../../src/report/facts.ts';
import { verdictText } from '../../../src/report/final.ts';
import { junit } from '../../../src/report/junit.ts';
import { outputsOf } from '../../../src/report/outputs.ts';
import { aGrid, openWorld, type World } from '../world.ts';

const grid = aGrid({ onOlder: 'skip' });
const aWorld = (environment: Environment = grid) =>
  openWorld({ environment, instances: 1, leaps: true });

function part(only: string): Environment {
  const result = select(grid, { only: [only], except: [] });
  if (!result.ok) throw new Error('nothing is selected');
  return result.environment;
}

const older = { version: '1.214', content: 'older' };
const newer = { version: '1.215', content: 'newer' };

async function refusal(run: Promise<unknown>): Promise<string> {
  const error = await run.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RefusedError);
  return (error as RefusedError).problems.map(saidOf).join('\n');
}

const factsOf = ({ events }: Awaited<ReturnType<World['deploy']>>) =>
  events.reduce(gather, noFacts);

test('a build that a newer one overtook everywhere deploys nothing, and ends well', async () => {
  const world = await aWorld();
  await world.deploy(newer);
  const created = world.count('CreateDeployment');
  const late = await world.deploy(older);
  expect(late).toMatchObject({ verdict: 'superseded', exitCode: 0 });
  expect(world.count('CreateDeployment')).toBe(created);
  expect([...late.results.values()]).toHaveLength(6);
  for (const result of late.results.values())
    expect(result).toMatchObject({ outcome: 'skipped', before: '1.215' });
  const facts = factsOf(late);
  expect(verdictText(facts)).toMatch(
    /^production was left alone, 1\.214 is superseded: 6 still run 1\.215 \(/,
  );
  expect(outputsOf(facts).verdict).toBe('superseded');
  expect(junit(facts)).toMatch(/tests="6" failures="0" errors="0" skipped="6"/);
  // The lease is free again.
  expect(await world.deploy({ version: '1.216', content: 'next' })).toMatchObject({ exitCode: 0 });
});

test('is refused where that is not asked for, and where the newer one does not run everywhere', async () => {
  const world = await aWorld();
  await world.deploy({ ...newer, environment: part('retail/*') });
  const said = await refusal(world.deploy(older));
  expect(said).toContain('version 1.214 is older than 1.215, which runs there');
  expect(said).not.toContain('wholesale');
  expect(await world.deploy({ ...older, environment: part('retail/*') })).toMatchObject({
    verdict: 'superseded',
  });
  await world.deploy({ ...newer, allowOlder: false });
  const strict = { ...grid, onOlder: 'refuse' as const };
  expect(await refusal(world.deploy({ ...older, environment: strict }))).toContain('is older than');
});
