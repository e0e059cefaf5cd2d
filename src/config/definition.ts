import * as z from 'zod';
import { bundle } from './bundle-definition.ts';
import { rehearsal } from './rehearsal-definition.ts';
import {
  accountId,
  distinct,
  duration,
  globs,
  later,
  name,
  quotedId,
  region,
  template,
  variableName,
} from './scalars.ts';
import { schedule } from './schedule-definition.ts';
import { destinationSettings, readRole, role, runSettings } from './settings-definition.ts';
import { telling } from './telling-definition.ts';

// A file is read once: compiling a parser for it costs more than it saves.
z.config({ jitless: true });

const account = later(() =>
  z.union(
    [
      accountId,
      z.strictObject({
        id: accountId.describe('Twelve digits, in quotes.'),
        profile: z
          .string()
          // Which names the SDK finds: @smithy/core, config/shared-ini-file-loader.
          .regex(/^[\w@+.%:/-]{1,128}$/, {
            error: 'the name of a profile: letters, digits and any of _ - @ + . % : /',
          })
          .optional()
          .describe(
            "The profile of AWS's configuration files whose credentials are used for this account instead of those of the job: directly, or to assume its role.",
          ),
        role: role.optional(),
        readRole: readRole.optional(),
      }),
    ],
    {
      error: (issue) => {
        const [phrase, hint] = quotedId(issue.input).split('\n');
        return `${phrase}, or a mapping with "id"${hint === undefined ? '' : `\n${hint}`}`;
      },
    },
  ),
);

const destination = later(() =>
  z.strictObject({
    account: z.string().describe('Name of an account, as under "accounts".'),
    region: region.describe('A region.'),
    add: z
      .boolean()
      .optional()
      .describe(
        'true: adds a destination. Otherwise this overrides settings of the destination that accounts and regions give.',
      ),
    ...destinationSettings,
  }),
);

const wave = later(() =>
  z.strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/, {
        error: 'at most 64 letters, digits, spaces and any of . _ -, with a letter or digit first',
      })
      .describe('What the wave is called.'),
    match: z
      .union([
        globs,
        z
          .strictObject({
            account: globs.optional().describe('Names of accounts.'),
            region: globs.optional().describe('Regions.'),
            deploymentGroup: globs.optional().describe('Deployment groups.'),
          })
          .refine((match) => Object.keys(match).length > 0, {
            error: 'a mapping with account, region or deploymentGroup',
          }),
      ])
      .describe(
        'Which destinations are in the wave, unless an earlier wave has them: a glob (or a list) over ids such as "retail/eu-west-1", or globs for account, region and deploymentGroup, which must all match.',
      ),
    bake: duration
      .optional()
      .describe(
        'How long to watch this wave and the earlier ones after it is verified: the checks of "verify" run at their interval. Then the next wave begins. Default: 0s.',
      ),
    maxParallel: z
      .int()
      .min(1)
      .optional()
      .describe('How many destinations deploy at the same time. Default: all.'),
    maxFailures: z
      .int()
      .min(0)
      .optional()
      .describe('How many destinations may fail before onFailure applies. Default: 0.'),
  }),
);

const agents = z
  .union([z.literal(1), z.literal(2), z.literal('both')], { error: '1, 2 or both' })
  .optional()
  .describe(
    'Which CodeDeploy agent the hosts run: 1 (1.8 and before), 2 or both, for the check of bundles and for rehearsals. Default: 1.',
  );

const after = later(() =>
  z.union(
    [
      z.string(),
      z.strictObject({
        environment: z.string().describe('The name of the environment.'),
        soak: duration.describe(
          'How long a release must have been proven there, without a failure or a rollback since.',
        ),
      }),
    ],
    { error: 'the name of an environment, or a mapping with environment and soak' },
  ),
);

const environment = later(() =>
  z.strictObject({
    after: distinct(z.array(after))
      .optional()
      .describe(
        'Environments in which a release must be proven before it is promoted here; with `soak`, proven for that long.',
      ),
    agent: agents,
    accounts: distinct(z.array(z.string()).min(1))
      .optional()
      .describe('Names of accounts. Each of them and each region make a destination.'),
    regions: distinct(z.array(region).min(1)).optional().describe('Regions.'),
    destinations: z
      .array(destination)
      .optional()
      .describe('Single destinations with settings of their own, or additional ones (add: true).'),
    waves: z
      .array(wave)
      .min(1)
      .optional()
      .describe(
        'Destinations that are deployed at the same time, one wave after another. Default: one wave with all.',
      ),
    sharesGroups: distinct(z.array(z.string()).min(1))
      .optional()
      .describe(
        'Environments whose deployment groups are also those of this one. Without it, two environments that name the same group are an error, because neither knows the hold, the order and the proofs of the other.',
      ),
    ...schedule,
    ...runSettings,
    ...destinationSettings,
  }),
);

const records = z.strictObject({
  bucket: template.describe('The bucket.'),
  region: region
    .optional()
    .describe("The bucket's region. Default: that of the environment's first destination."),
  bucketOwner: destinationSettings.bucketOwner,
});

function within(count: number, least: number, most: number): boolean {
  return count >= least && count <= most;
}

/** fanout.yml */
export const definition = z.strictObject({
  version: z
    .literal(1, { error: '1, the only version there is' })
    .describe('The version of this format: 1.'),
  application: template.describe('The CodeDeploy application.'),
  agent: agents,
  vars: z
    .record(variableName, z.string({ error: 'text: put it in quotes' }))
    .optional()
    .describe('Values for `${vars.NAME}`; --var NAME=VALUE overrides them.'),
  bundle: bundle.optional().describe('What is deployed, and where it is stored.'),
  accounts: z
    .record(name, account)
    .describe('AWS accounts by a name of your choice: the id, or a mapping with id and roles.'),
  defaults: z
    .strictObject({ ...runSettings, ...destinationSettings })
    .optional()
    .describe('Settings of all environments, unless they have their own.'),
  environments: z
    .record(name, environment)
    .refine((environments) => within(Object.keys(environments).length, 1, 100), {
      error: 'a mapping with 1 to 100 environments',
    })
    .describe('Named sets of destinations, e.g. test and production.'),
  records: records
    .optional()
    .describe(
      "The bucket that always keeps the lease and the hold of each environment, beside buckets of other regions; the role of the environment's first destination must be able to read and write there. Default: the bucket of the destination that comes first in this file.",
    ),
  lint: z
    .strictObject({
      off: z
        .array(
          z.string().regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/, {
            error: 'a rule such as "files/relative-destination"',
          }),
        )
        .optional()
        .describe('Rules to switch off.'),
    })
    .optional()
    .describe('The check of AppSpec file and bundle.'),
  ...telling,
  rehearsal: rehearsal
    .optional()
    .describe('What `fanout rehearse` and `fanout emulator` play with.'),
});

export type Definition = z.infer<typeof definition>;
export type EnvironmentDefinition = Definition['environments'][string];
export type DestinationDefinition = z.infer<typeof destination>;
export type WaveDefinition = z.infer<typeof wave>;
