import * as z from 'zod';
import { duration } from '../../config/scalars.ts';

/** One entry of a scenario's `meanwhile:`: what else happens while a command is at work. */
export const meanwhileRule = z
  .strictObject({
    at: duration.describe('How long after the start of the command.'),
    then: z
      .union(
        [
          z.enum(['kill', 'cancel', 'deploy', 'rollback']),
          z.strictObject({
            console: z.string().min(1).describe('The destination, such as "retail/eu-west-1".'),
          }),
        ],
        { error: 'one of kill, cancel, deploy, rollback, or a mapping with console' },
      )
      .describe(
        'The command is killed, or cancelled; another job deploys, or rolls back; somebody deploys by the console.',
      ),
  })
  .describe('What people, and other jobs, do meanwhile. Only for `rehearse --search`.');

/** `at` is milliseconds. */
export type MeanwhileRule = z.output<typeof meanwhileRule>;
