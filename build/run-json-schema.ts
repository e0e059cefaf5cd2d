import * as z from 'zod';
import { outcomes, verdicts } from '../src/release/outcome.ts';

export const text = z.string();
export const count = z.int().min(0);

export const problem = z.strictObject({
  code: text.describe('The code for `fanout explain CODE`.'),
  destination: text.nullable(),
  message: text,
  file: text.nullable(),
  line: count.nullable(),
  column: count.nullable(),
  hint: text.nullable(),
});

export const instances = z.strictObject({
  pending: count,
  inProgress: count,
  succeeded: count,
  failed: count,
  skipped: count,
  ready: count,
});

const destination = z.strictObject({
  account: text.nullable().describe('Its name in fanout.yml.'),
  accountId: text.nullable(),
  region: text.nullable(),
  deploymentGroup: text.nullable(),
  outcome: z.enum(outcomes),
  version: text.nullable().describe('What was to be deployed.'),
  runs: text
    .nullable()
    .describe('What runs now; null where the run does not know, or it is none of ours.'),
  isUnknown: z
    .boolean()
    .describe(
      'It is not known what its instances run: part-way between two releases, or nobody could tell.',
    ),
  whyUnknown: z
    .enum(['untold', 'rollback-failed', 'failed', 'stopped', 'timed-out'])
    .nullable()
    .describe('`untold`: how its deployment ended could not be found out.'),
  reason: text.nullable().describe('In words, where the outcome alone does not tell.'),
  checks: z.array(
    z.strictObject({
      name: text,
      passed: z.boolean(),
      seconds: z.number(),
      message: text.optional(),
      notRehearsed: z.literal(true).optional(),
    }),
  ),
  gates: z.array(
    z.looseObject({
      kind: z.enum(['alarm', 'metric']),
      name: text,
      verdict: z.enum(['pass', 'fail', 'inconclusive']),
      message: text,
    }),
  ),
  deploymentId: text.nullable(),
  rollbackDeploymentId: text.nullable(),
  seconds: z.number().describe('From its creation to the end of following, rollback included.'),
  instances,
  causes: z.array(z.looseObject({ instances: z.array(text), of: count, message: text })),
  consoleUrl: text.nullable(),
});

/** The one object that a run prints with `--json`; compared with what runs print by a test. */
export const runJsonSchema = z.strictObject({
  command: text.nullable(),
  environment: text.nullable(),
  version: text.nullable(),
  digest: text.nullable(),
  verdict: z.enum(verdicts).nullable(),
  exitCode: z.int().nullable(),
  problems: z.array(problem).describe('Why the run was refused, or could not begin; else empty.'),
  ofDestinations: count
    .nullable()
    .describe(
      'How many destinations the environment has, where the run was for some of them only.',
    ),
  destinations: z.array(destination),
});
