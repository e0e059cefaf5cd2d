import * as z from 'zod';
import { matchesGlob } from '../../config/glob.ts';
import { duration, globs } from '../../config/scalars.ts';
import type { SeedGroup } from '../service.ts';

/** One entry of a scenario's `groups:`: which deployment groups are how. */
export const groupRule = z
  .strictObject({
    destination: globs.optional().describe('Such as "*/eu-west-1". Default: every destination.'),
    instances: z
      .int()
      .min(0)
      .max(100)
      .optional()
      .describe('How many instances there are; 0 is an empty group. Default: as in fanout.yml.'),
    loadBalancer: z
      .boolean()
      .optional()
      .describe('Traffic is taken from instances while they are deployed to. Default: false.'),
    autoScaling: z
      .boolean()
      .optional()
      .describe(
        'The instances are those of an Auto Scaling group, and what it launches during a deployment is brought up to date after it. Default: false.',
      ),
    blueGreen: z
      .boolean()
      .optional()
      .describe(
        'Deployments launch new instances, shift the traffic to them and end the old ones. Default: false.',
      ),
    readyWait: duration
      .optional()
      .describe(
        'How long a blue/green deployment waits to be continued before its traffic is shifted, and is stopped then. Whole minutes. Default: it does not wait.',
      ),
    terminationWait: duration
      .optional()
      .describe('How long the old instances of blue/green are kept. Whole minutes. Default: 5m.'),
    zones: z
      .strictObject({
        watch: duration
          .optional()
          .describe('How long each zone but the last is watched. Default: not at all.'),
        watchFirst: duration.optional().describe('How long the first one is. Default: as each.'),
        healthy: z
          .int()
          .min(0)
          .optional()
          .describe('How many instances of a zone are kept healthy. Default: 0.'),
      })
      .optional()
      .describe(
        'The deployment configuration goes zone by zone, which none of AWS’s own does; instances are in three zones, in turn. Default: it does not.',
      ),
    alarms: z
      .array(z.string().min(1).max(255))
      .min(1)
      .max(10)
      .optional()
      .describe('CloudWatch alarms that stop a deployment. Default: none.'),
  })
  .superRefine((rule, context) => {
    for (const key of ['readyWait', 'terminationWait'] as const) {
      const wait = rule[key];
      if (wait === undefined) continue;
      const error = rule.blueGreen ? inMinutes(wait) : 'left out where blueGreen is not true';
      if (error) context.addIssue({ code: 'custom', path: [key], message: error });
    }
  })
  .describe('Deployment groups that differ from the usual ones.');

/** Durations are milliseconds. */
export type GroupRule = z.output<typeof groupRule>;

/** A group as the rules have it that name its destination; of two that say the same the later one holds. */
export function asRuled(group: SeedGroup, rules: readonly GroupRule[]): SeedGroup {
  const own = rules.filter(({ destination }) => isNamed(group, destination));
  return Object.assign({}, group, ...own.map(({ destination, ...settings }) => settings));
}

/** Whether a rule is for the group. */
export function isNamed(group: SeedGroup, patterns: GroupRule['destination']): boolean {
  if (patterns === undefined) return true;
  return [patterns].flat().some((pattern) => matchesGlob(pattern, group.destination));
}

/** CodeDeploy counts its waits in minutes. */
function inMinutes(ms: number): string | undefined {
  return ms % 60_000 === 0 ? undefined : 'a duration in whole minutes, such as "5m"';
}
