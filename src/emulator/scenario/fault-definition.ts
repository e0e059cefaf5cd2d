import * as z from 'zod';
import { duration, globs } from '../../config/scalars.ts';
import { afterCall } from './after-call.ts';
import { offset } from './offset.ts';

const then = z
  .union(
    [
      z.enum(['throttle', 'reset', 'down', 'lost', 'truncate', 'expire', 'deny']),
      z.strictObject({
        status: z.int().min(200).max(599).describe('The HTTP status of the answer.'),
        code: z
          .string()
          .min(1)
          .optional()
          .describe('The error code. Default: the usual one of the status.'),
        message: z.string().optional().describe('The words of the error.'),
        html: z
          .boolean()
          .optional()
          .describe(
            'Answer with a page of HTML, as proxies and load balancers do. Default: false.',
          ),
      }),
      z.strictObject({ slow: duration.describe('The call takes so much longer.') }),
      z.strictObject({ skew: offset.describe("The service's clock is so far off.") }),
      z.strictObject({ late: duration.describe('Lists leave out what is newer than this.') }),
    ],
    {
      error:
        'one of throttle, reset, down, lost, truncate, expire, deny, or a mapping with status, slow, skew or late',
    },
  )
  .describe('What happens to the call.');

/** One entry of a scenario's `faults:`: which calls go wrong, when, and how. */
export const faultRule = z
  .strictObject({
    service: z
      .enum(['sts', 's3', 'codedeploy', 'codedeploy-commands', 'cloudwatch'])
      .optional()
      .describe('Default: every service.'),
    operation: globs
      .optional()
      .describe('As AWS names it, such as "BatchGet*". Default: every operation.'),
    account: globs.optional().describe("The caller's account id. Default: every account."),
    region: globs.optional().describe('The region that is called. Default: every region.'),
    principal: globs
      .optional()
      .describe('ARN of the caller, such as "*:assumed-role/readonly/*". Default: everyone.'),
    after: afterCall
      .optional()
      .describe('A call from whose arrival seconds count, and before which nothing goes wrong.'),
    from: z.number().min(0).optional().describe('Seconds after the start. Default: 0.'),
    to: z.number().min(0).optional().describe('Seconds after the start. Default: no end.'),
    skip: z.int().min(0).optional().describe('So many calls go well first. Default: 0.'),
    every: z.int().min(1).optional().describe('Only one call in so many. Default: 1.'),
    times: z.int().min(1).optional().describe('So often at most. Default: no end.'),
    rate: z
      .number()
      .positive()
      .optional()
      .describe('Only the calls beyond so many a second in one account and region.'),
    then,
  })
  .refine(({ from = 0, to = Number.POSITIVE_INFINITY }) => from < to, {
    error: 'later than "from"',
    path: ['to'],
  })
  .describe('Calls that go wrong, and how.');

/** Durations are milliseconds, `from` and `to` seconds of the emulator's clock since its start. */
export type FaultRule = z.output<typeof faultRule>;
