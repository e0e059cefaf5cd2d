import { expect, test } from '@jest/globals';
import type { GroupRule } from '../../../src/emulator/scenario/group-definition.ts';
import { describe as linesOf } from '../../../src/report/lines.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const minute = 60_000;
const zones = { watch: 10 * minute, watchFirst: 30 * minute };

async function deploy(rule: GroupRule, timeout: number, deploymentConfig?: string) {
  const named = deploymentConfig === undefined ? {} : { deploymentConfig };
  const waves = [aWave({ destinations: [aDestination({ timeout, ...named })] })];
  const environment = anEnvironment({ waves });
  const world = await openWorld({ environment, groups: [rule], instances: 6, leaps: true });
  const ended = await world.deploy();
  const lines = ended.events.flatMap((event) =>
    event.kind === 'waiting' ? linesOf(event).map(({ text }) => text) : [],
  );
  return { ...ended, lines, result: ended.results.get('retail/eu-west-1') };
}

test('a deployment that goes zone by zone says which zone is watched, and for how long', async () => {
  const { exitCode, lines, result } = await deploy({ zones }, 60 * minute);
  expect(exitCode).toBe(0);
  expect(result?.seconds).toBeGreaterThan(40 * 60);
  expect(lines).toEqual([
    'waiting: zone-by-zone has CodeDeploy watch the first zone for 30m 00s before it goes on',
    'waiting: zone-by-zone has CodeDeploy watch the next zone for 10m 00s before it goes on',
  ]);
});

test('one whose first zone is watched for longer than it may take is warned of, and stopped when its time is over', async () => {
  const { events, result } = await deploy({ zones }, 20 * minute);
  const warned = events.flatMap((event) => (event.kind === 'notice' ? [event.problem.code] : []));
  expect(warned).toContain('zones-outlast-timeout');
  expect(result).toMatchObject({ outcome: 'timed-out', instances: { succeeded: 2 } });
});

test('what is not watched has nothing said of it', async () => {
  const { exitCode, lines } = await deploy({ zones: {} }, 60 * minute);
  expect({ exitCode, lines }).toEqual({ exitCode: 0, lines: [] });
});

test('a configuration of one’s own that the file names is there in a rehearsal, and goes zone by zone where a scenario has it so', async () => {
  const plain = await deploy({}, 60 * minute, 'careful');
  expect({ exitCode: plain.exitCode, lines: plain.lines }).toEqual({ exitCode: 0, lines: [] });
  const { lines } = await deploy({ zones }, 60 * minute, 'careful');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('careful has CodeDeploy watch the first zone');
});
