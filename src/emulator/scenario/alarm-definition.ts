import * as z from 'zod';
import { globs } from '../../config/scalars.ts';

const span = {
  destination: globs.optional().describe('Such as "*/eu-west-1". Default: every destination.'),
  from: z.number().min(0).optional().describe('Seconds after the start. Default: 0.'),
  to: z.number().min(0).optional().describe('Seconds after the start. Default: no end.'),
};

/** One entry of a scenario's `alarms:`: when which CloudWatch alarms are on. Otherwise those that fanout.yml names are off. */
export const alarmRule = z
  .strictObject({
    name: globs.optional().describe('Names of alarms. Default: every alarm of fanout.yml.'),
    ...span,
    state: z
      .enum(['ALARM', 'INSUFFICIENT_DATA', 'missing'])
      .default('ALARM')
      .describe('Its state; missing: there is no such alarm. Default: ALARM.'),
    reason: z.string().min(1).optional().describe("CloudWatch's reason for the state."),
  })
  .describe('CloudWatch alarms that are on, or not there.');

/** One entry of a scenario's `metrics:`: what CloudWatch says about a metric. Otherwise every gate of fanout.yml passes. */
export const metricRule = z
  .strictObject({
    metric: globs
      .optional()
      .describe(
        'Namespace and name, such as "Orders/Errors". Default: every metric of fanout.yml.',
      ),
    ...span,
    value: z
      .number()
      .optional()
      .describe('What each statistic of a period gives. Default: as ever.'),
    samples: z
      .int()
      .min(0)
      .optional()
      .describe('How many samples a period has; 0: there are no data. Default: 100.'),
  })
  .describe('What CloudWatch says about metrics.');

type AlarmRule = z.output<typeof alarmRule>;
/** `from` and `to` are seconds of the emulator's clock since the rules were set. */
type MetricRule = z.output<typeof metricRule>;
export type WatchRules = { alarms: readonly AlarmRule[]; metrics: readonly MetricRule[] };
