import * as z from 'zod';
import { duration, globs } from '../../config/scalars.ts';
import { allowEvents, blockEvents, installEvents } from './engine/lifecycle.ts';
import { type Enums, shapes } from './model.generated.ts';

const scriptable = [...blockEvents, ...installEvents, ...allowEvents];
const errorCodes = enumeration('ErrorCode') as Enums['ErrorCode'][];
const diagnosticCodes = enumeration('LifecycleErrorCode').filter((code) => code !== 'Success');

const fail = z
  .strictObject({
    script: z
      .string()
      .min(1)
      .optional()
      .describe('The script that fails, as the AppSpec file names it.'),
    exitCode: z.int().min(1).max(255).default(1).describe("The script's exit code. Default: 1."),
    log: z.string().default('').describe("The last lines of the script's output."),
    message: z
      .string()
      .min(1)
      .optional()
      .describe("The agent's message, where it is not the usual one."),
    code: z
      .enum(diagnosticCodes)
      .optional()
      .describe('Default: ScriptFailed where a script is named, else UnknownError.'),
  })
  .refine(({ script, message }) => script !== undefined || message !== undefined, {
    error: 'a mapping with a script or a message',
  });

const timeout = z.strictObject({
  script: z.string().min(1).describe('The script that does not end, as the AppSpec file names it.'),
  after: duration.describe("The script's timeout."),
});

const words = ['hang', 'agentDies', 'diskFull'] as const;

const then = z
  .union(
    [
      // A mapping is not meant as one of these words: its mistakes are told instead.
      z.string().meta({ enum: words }).pipe(z.enum(words)),
      z.strictObject({ fail: fail.describe('The event fails.') }),
      z.strictObject({ timeout: timeout.describe('A script of the event runs out of time.') }),
      z.strictObject({ slow: duration.describe('The event takes so much longer.') }),
      z.strictObject({ alarm: z.string().min(1).describe('A CloudWatch alarm goes off.') }),
      z.strictObject({
        scaleOut: z.int().min(1).max(100).describe('So many instances are launched.'),
      }),
      z.strictObject({
        stop: z
          .strictObject({
            rollback: z.boolean().optional().describe('Default: as automatic rollback is set.'),
          })
          .describe('Somebody else stops the deployment.'),
      }),
      z.strictObject({
        error: z
          .enum(errorCodes)
          .describe('The deployment as a whole fails with this code before it starts.'),
      }),
    ],
    {
      error:
        'one of hang, agentDies, diskFull, or a mapping with fail, timeout, slow, alarm, scaleOut, stop or error',
    },
  )
  .describe('What happens.');

/** One entry of a scenario's `outcomes:`: which deployments, instances and lifecycle events, and what becomes of them. */
export const outcomeRule = z
  .strictObject({
    destination: globs.optional().describe('Such as "*/eu-west-1". Default: every destination.'),
    instance: z
      .union([z.int().min(1), z.array(z.int().min(1)).min(1)])
      .optional()
      .describe('Instances of the deployment group, counted from 1. Default: all of them.'),
    event: z
      .enum(scriptable)
      .optional()
      .describe('The lifecycle event. Default: the first one of each instance.'),
    deployment: z
      .union([z.int().min(1), z.literal('rollback')], {
        error: 'the number of a deployment, counted from 1, or rollback',
      })
      .optional()
      .describe(
        'Which deployment of the group, counted from 1, or its automatic rollbacks. Default: all but the rollbacks.',
      ),
    version: globs
      .optional()
      .describe('The key of the revision in S3, such as "*/1.214-*". Default: any.'),
    then,
  })
  .superRefine((rule, context) => {
    const [key, error] = contradiction(rule) ?? [];
    if (key !== undefined) context.addIssue({ code: 'custom', path: [key], message: error ?? '' });
  })
  .describe('What becomes of deployments, instances or lifecycle events.');

export type OutcomeRule = z.output<typeof outcomeRule>;

function contradiction(rule: {
  instance?: unknown;
  event?: string | undefined;
  then: string | object;
}): [key: string, error: string] | undefined {
  const { instance, event, then } = rule;
  if (then === 'diskFull' && (event ?? 'DownloadBundle') !== 'DownloadBundle') {
    return ['event', 'DownloadBundle, where a disk gets full'];
  }
  if (typeof then === 'string' || !('error' in then)) return undefined;
  const why = 'left out: an error belongs to the deployment as a whole';
  if (event !== undefined) return ['event', why];
  return instance === undefined ? undefined : ['instance', why];
}

function enumeration(name: keyof Enums): readonly string[] {
  const shape = shapes[name];
  if (shape?.kind !== 'enum') throw new Error(`the model has no enumeration ${name}`);
  return shape.values;
}
