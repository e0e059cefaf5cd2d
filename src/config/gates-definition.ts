import * as z from 'zod';
import { distinct, duration, later, template } from './scalars.ts';

const onInconclusive = z
  .enum(['stop', 'continue', 'rollback'])
  .optional()
  .describe(
    'What to do when the result is inconclusive, because CloudWatch does not answer or has too few samples: start nothing new (stop, default), report it and go on (continue), or roll back everything this run touched (rollback).',
  );

export const alarms = later(() =>
  z
    .union([
      distinct(z.array(template).max(50)),
      z.strictObject({
        names: distinct(z.array(template).max(50)).describe('Names of CloudWatch alarms.'),
        ignorePollFailure: z
          .boolean()
          .optional()
          .describe('Go on if CodeDeploy cannot read the state of the alarms. Default: false.'),
        onInconclusive: onInconclusive.describe(
          'What to do if fanout cannot read an alarm: stop (default, or continue with ignorePollFailure), continue or rollback.',
        ),
      }),
    ])
    .describe(
      "CloudWatch alarms that stop the deployment, instead of the deployment group's own. [] switches them off. While one is on, no wave starts; a destination whose alarm is on while its wave bakes has gone bad.",
    ),
);

const metric = later(() =>
  z
    .strictObject({
      namespace: template.describe('Such as "AWS/ApplicationELB".'),
      name: template.describe('Such as "HTTPCode_Target_5XX_Count".'),
      dimensions: z
        .record(z.string().min(1), template)
        .optional()
        .describe('All dimensions of the metric, by name.'),
    })
    .describe('A metric of CloudWatch, in the account and region of the destination.'),
);

const threshold = later(() =>
  z
    .union([
      z.number(),
      z
        .strictObject({
          above: z.number().optional().describe('Values above this fail.'),
          below: z.number().optional().describe('Values below this fail.'),
        })
        .refine(({ above, below }) => above !== undefined || below !== undefined, {
          error: 'a mapping with above or below',
        }),
    ])
    .describe('The value above which the gate fails, or a mapping with above or below.'),
);

const statistics = /^(?:Average|Sum|Minimum|Maximum|SampleCount|(?:p|tm)\d{1,2}(?:\.\d+)?)$/;

export const gate = later(() =>
  z
    .strictObject({
      name: z.string().min(1).max(100).optional().describe("Default: the metric's."),
      metric,
      stat: z
        .string()
        .regex(statistics, {
          error: 'Average, Sum, Minimum, Maximum, SampleCount, or such as "p99"',
        })
        .describe('Average, Sum, Minimum, Maximum, SampleCount, or a percentile such as "p99".'),
      threshold,
      period: duration
        .refine((ms) => ms >= 60_000 && ms % 60_000 === 0, { error: 'a duration in whole minutes' })
        .optional()
        .describe('The period of each value, in whole minutes. Default: 1m.'),
      minSamples: z
        .int()
        .min(1)
        .optional()
        .describe('With fewer samples, a period counts as inconclusive. Default: 1.'),
      interval: duration.optional().describe('Time between looks. Default: 1m.'),
      failures: z
        .int()
        .min(1)
        .max(100)
        .optional()
        .describe('How many looks in a row must fail, or be inconclusive. Default: 3.'),
      onInconclusive,
      dryRun: z
        .boolean()
        .optional()
        .describe('The result is reported and recorded, and has no effect. Default: false.'),
    })
    .describe('A metric that is watched while a wave bakes.'),
);

export type GateSetting = z.infer<typeof gate>;
