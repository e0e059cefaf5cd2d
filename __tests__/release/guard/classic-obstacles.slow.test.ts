import { expect, test } from '@jest/globals';
import { planDeployment } from '../../../src/release/run/plan-run.ts';
import { planLines } from '../../../src/report/plan-table.ts';
import { classicObstacles, obstructed } from '../classic-obstacles.ts';
import { openWorld, type World } from '../world.ts';

let world: World;
test.each(classicObstacles)('"$seen", where $cause: $found', async ({ found, given }) => {
  world = await openWorld();
  const environment = obstructed(await given(world));
  const request = { environment, version: '1.214', versionGiven: false, allowOlder: false };
  const aws = world.aws();
  try {
    const plan = await planDeployment(request, {
      aws,
      clock: world.clock,
      signal: new AbortController().signal,
    });
    expect(planLines(plan).join(' ').replaceAll(/\s+/g, ' ')).toMatch(asPattern(found));
  } finally {
    aws.close();
  }
});

function asPattern(text: string): RegExp {
  const parts = text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}
