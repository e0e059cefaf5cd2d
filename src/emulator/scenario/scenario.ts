import * as z from 'zod';
import { parseYaml } from '../../config/parse-yaml.ts';
import type { Problem } from '../../problem.ts';
import { outcomeRule } from '../codedeploy/outcome-rule.ts';
import { alarmRule, metricRule } from './alarm-definition.ts';
import { checkRule } from './check-definition.ts';
import { faultRule } from './fault-definition.ts';
import { groupRule } from './group-definition.ts';
import { meanwhileRule } from './meanwhile-definition.ts';

/** What an emulator holds and what is to happen in it: which calls go wrong, and what becomes of deployments. */
export const scenarioDefinition = z
  .strictObject({
    groups: z.array(groupRule).default([]).describe('What deployment groups are like.'),
    faults: z
      .array(faultRule)
      .default([])
      .describe('Calls to STS, S3, CodeDeploy and CloudWatch that go wrong.'),
    outcomes: z
      .array(outcomeRule)
      .default([])
      .describe('What becomes of deployments, instances and lifecycle events.'),
    alarms: z.array(alarmRule).default([]).describe('CloudWatch alarms that are on, or not there.'),
    metrics: z.array(metricRule).default([]).describe('What CloudWatch says about metrics.'),
    checks: z
      .array(checkRule)
      .default([])
      .describe('What status endpoints answer instead of hosts.'),
    meanwhile: z
      .array(meanwhileRule)
      .default([])
      .describe('What people, and other jobs, do meanwhile. Only for `rehearse --search`.'),
  })
  .describe('A scenario for `fanout rehearse` and `fanout emulator`.');

export type Scenario = z.output<typeof scenarioDefinition>;

/** Reads a scenario; every mistake is told with file, line and column. */
export function parseScenario(
  text: string,
  file: string,
): { ok: true; scenario: Scenario } | { ok: false; problems: Problem[] } {
  const parsed = parseYaml(text, file, scenarioDefinition);
  return parsed.ok ? { ok: true, scenario: parsed.value } : parsed;
}
