import { expect, test } from '@jest/globals';
import { refuseIdleRules } from '../../src/cli/scenario-file.ts';
import { parseScenario } from '../../src/emulator/scenario/scenario.ts';
import { seedOf } from '../../src/emulator/seed.ts';
import type { Problem, UsageError } from '../../src/problem.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';

const configs = { 'eu-west-1': 'careful', 'us-east-1': 'CodeDeployDefault.HalfAtATime' };

/** What is wrong with a scenario where Ireland is deployed to with a configuration of one's own, and Virginia with AWS's. */
function wrongIn(text: string): readonly Problem[] {
  const parsed = parseScenario(text, 'scenario.yml');
  if (!parsed.ok) throw new Error('not a scenario');
  const destinations = Object.entries(configs).map(([region, deploymentConfig]) =>
    aDestination({ id: `retail/${region}`, region, deploymentConfig }),
  );
  const environment = anEnvironment({ waves: [aWave({ destinations })] });
  try {
    refuseIdleRules(parsed.scenario, seedOf([environment], 3, parsed.scenario.groups));
    return [];
  } catch (error) {
    return (error as UsageError).problems;
  }
}

test('zones are refused where a destination is deployed to with one of AWS’s own configurations, and each is named', () => {
  expect(wrongIn('groups: [{ zones: { watch: 10m } }]')).toEqual([
    {
      code: 'bad-value',
      message:
        'groups[0].zones of the scenario: retail/us-east-1 is deployed to with CodeDeployDefault.HalfAtATime, which is AWS’s own and does not go zone by zone',
      hint: 'name a configuration of your own in "deploymentConfig", or leave the destination out of the rule',
      destination: 'retail/us-east-1',
    },
  ]);
});

test('where a rule names others alone, or says nothing of zones, it holds', () => {
  expect(wrongIn('groups: [{ destination: "*/eu-west-1", zones: { watch: 10m } }]')).toEqual([]);
  expect(wrongIn('groups: [{ instances: 5 }]')).toEqual([]);
});
