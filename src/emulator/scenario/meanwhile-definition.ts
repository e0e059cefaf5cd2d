import * as z from 'zod';
import { duration } from '../../config/scalars.ts';
import { afterCall } from './after-call.ts';
import { offset } from './offset.ts';

const name = z.string().min(1);
const destination = name.describe('The destination, such as "retail/eu-west-1".');

/** One entry of a scenario's `meanwhile:`: what else happens while a command is at work. */
export const meanwhileRule = z
  .strictObject({
    at: z
      .union([
        duration,
        z
          .number()
          .min(0)
          .transform((seconds) => Math.round(seconds * 1000)),
      ])
      .describe('How long after the start of the command: a duration, or seconds.'),
    after: afterCall.optional().describe('A call from whose arrival `at` counts.'),
    then: z
      .union(
        [
          z.enum(['kill', 'cancel', 'deploy', 'promote', 'rollback', 'continue', 'stop']),
          z.enum(['hold', 'unhold', 'twin', 'again']),
          z.strictObject({ kill: duration.describe('It is finished so much later.') }),
          z.strictObject({ deploy: name.describe('The environment.') }),
          z.strictObject({ console: destination }),
          z.strictObject({ unwell: destination }),
          z.strictObject({ sleep: duration.describe("The command's machine sleeps so long.") }),
          z.strictObject({
            clock: offset.describe(
              "The clock of the command's machine is so far off for what begins there from then on: a process that runs counts on from when it began.",
            ),
          }),
        ],
        {
          error:
            'one of kill, cancel, deploy, promote, rollback, continue, stop, hold, unhold, twin, again, or a mapping with kill, deploy, console, unwell, sleep or clock',
        },
      )
      .describe(
        '`kill` and `cancel` meet the command or, once that has ended, the job that began last; another job does what is named, `twin` deploys as one of the same CI run, `again` as its next attempt; somebody deploys by the console; a service is unwell; a machine sleeps; a clock is off.',
      ),
    for: duration
      .optional()
      .describe('How long a service is unwell: its status endpoint answers 503. Default: 0s.'),
  })
  .describe('What people, and other jobs, do meanwhile. Only for `rehearse --search`.');

/** Durations are milliseconds. */
export type MeanwhileRule = z.output<typeof meanwhileRule>;
