import * as z from 'zod';
import { count, instances, problem, text } from './run-json-schema.ts';

/* What commands print with `--json` that change nothing; compared with what they print by a test. */

const digest = text.regex(/^[0-9a-f]{64}$/).describe('Of the content, hex.');
const time = text.describe('ISO 8601.');

/** Problems with what is known of them. */
const found = z.array(z.looseObject({ code: text, message: text }));

export const lintJsonSchema = z.strictObject({
  ok: z.boolean().describe('There is no error.'),
  files: z.array(
    z.strictObject({
      file: text.describe('As it was named.'),
      platform: z.enum(['server', 'ecs', 'lambda']),
      ok: z.boolean(),
      agents: z
        .record(text, z.boolean())
        .optional()
        .describe('Of a file for servers: whether each agent takes it.'),
      findings: z.array(
        z.strictObject({
          rule: text.describe('The rule for `fanout explain RULE`.'),
          severity: z.enum(['error', 'warning', 'info']),
          agent: text.optional(),
          message: text,
          file: text.optional(),
          line: count.optional(),
          column: count.optional(),
          hint: text.optional(),
        }),
      ),
    }),
  ),
});

const current = z
  .strictObject({
    version: text.nullable(),
    key: text.nullable(),
    bucket: text.nullable(),
    revision: text,
    deploymentId: text,
    since: time.nullable(),
    build: text.nullable(),
    commit: text.nullable(),
    startedBy: text.nullable().describe('Where it was no run of fanout.'),
    proven: z.boolean(),
    reason: text.nullable().describe('Why it is not proven.'),
    instances,
  })
  .nullable()
  .describe('What runs; null where that is nothing, or not known.');

const place = {
  account: text.describe('Its name in fanout.yml.'),
  accountId: text.nullable(),
  region: text,
  deploymentGroup: text,
};

export const statusJsonSchema = z.strictObject({
  environments: z.array(
    z.strictObject({
      environment: text,
      application: text,
      bundle: text.nullable(),
      held: z.strictObject({ since: time, by: text, reason: text }).nullable(),
      freezes: z
        .array(z.strictObject({ from: time, until: time, reason: text, by: text, time }))
        .describe('That are planned, or have begun.'),
      lease: z
        .strictObject({ run: text, since: time })
        .nullable()
        .describe('Of the run that is at work.'),
      behind: z.array(
        z.strictObject({
          environment: text,
          version: text.nullable(),
          versions: z.unknown(),
          reason: text.nullable().describe('Why it is not known.'),
        }),
      ),
      problems: found,
      destinations: z.array(
        z.strictObject({
          ...place,
          problem: z
            .looseObject({ code: text, message: text })
            .nullable()
            .describe('Why nothing is known of it.'),
          lastKnown: z
            .looseObject({ at: time, run: text, outcome: text })
            .nullable()
            .describe('Where nothing is known of it now: what a record in another region tells.'),
          current,
          lastAttempt: z
            .strictObject({
              version: text.nullable(),
              key: text.nullable(),
              revision: text,
              deploymentId: text,
              status: text.describe('As CodeDeploy names it.'),
              since: time.nullable(),
              instances,
              message: text.nullable(),
            })
            .nullable(),
          stale: z.array(text).describe('Instances that do not run it.'),
          drift: z.array(text),
          probe: z
            .array(z.strictObject({ check: text, holds: z.boolean(), says: text }))
            .nullable()
            .describe('What its checks say; null without --probe.'),
        }),
      ),
    }),
  ),
  problems: z.array(problem),
});

const side = z.strictObject({ size: count, mode: text.nullable() }).nullable();

const file = z.strictObject({
  path: text,
  change: z.enum(['new', 'gone', 'changed', 'mode']),
  marks: z.array(z.enum(['appspec', 'migration', 'hook', 'unit'])),
  before: side,
  after: side,
});

export const planJsonSchema = z.strictObject({
  command: z.literal('plan'),
  of: z.enum(['deploy', 'promote', 'rollback']),
  environment: text,
  application: text,
  bundle: text.nullable(),
  version: text.nullable(),
  offline: z.boolean(),
  clear: z
    .boolean()
    .nullable()
    .describe('Nothing is in the way; null where nothing could be asked.'),
  release: z
    .union([
      z.strictObject({ exists: z.literal(false) }),
      z.strictObject({
        exists: z.literal(true),
        digest,
        commit: text.nullable(),
        build: text,
        time,
        buckets: count.describe('How many have it'),
        of: count,
      }),
    ])
    .nullable(),
  ofDestinations: count.nullable(),
  problems: z.array(problem),
  inTheWay: found,
  notes: found,
  files: z
    .array(
      z.strictObject({
        revision: text.describe('What runs.'),
        from: text.nullable().describe('Its version; null where it is no release.'),
        to: text.nullable(),
        destinations: z.array(text),
        sameContent: z.boolean(),
        files: z.array(file).nullable(),
        moreFiles: count.describe('How many are not listed.'),
        sameFiles: count.nullable(),
        whyNoFiles: text.nullable(),
      }),
    )
    .nullable()
    .describe('How bundles would differ; null where AWS was not asked.'),
  waves: z.array(
    z.strictObject({
      name: text,
      bake: z.number().describe('Seconds.'),
      maxParallel: z.number().nullable(),
      failureMode: z.enum(['soft', 'strict']),
      maxFailures: z.number().nullable(),
      destinations: z.array(
        z.strictObject({
          ...place,
          bucket: text,
          instances: count.nullable(),
          current,
          version: text.nullable().describe('What would run.'),
          inTheWay: found,
          notes: found,
          unchecked: found,
        }),
      ),
    }),
  ),
});

const commit = z.strictObject({ id: text, subject: text, author: text, time });

export const changesJsonSchema = z.strictObject({
  command: z.literal('changes'),
  environment: text,
  application: text,
  bundle: text.nullable(),
  provenIn: z.array(text),
  to: z
    .strictObject({
      version: text,
      digest,
      commit: text.nullable(),
      build: text,
      time,
      proven: z.boolean(),
    })
    .nullable()
    .describe('What would come; null where nothing would.'),
  problems: z.array(problem),
  empty: z.array(text).describe('Destinations to which nothing was deployed yet.'),
  from: z.array(
    z.strictObject({
      revision: text,
      version: text.nullable(),
      commit: text.nullable(),
      destinations: z.array(text),
      same: z.boolean(),
      sameContent: z.boolean(),
      commits: z
        .strictObject({
          coming: z.array(commit),
          leaving: z.array(commit),
          more: count,
          isShallow: z.boolean(),
        })
        .nullable(),
      whyNoCommits: text.nullable(),
      files: z.array(file).nullable(),
      sameFiles: count.nullable(),
      whyNoFiles: text.nullable(),
    }),
  ),
});
