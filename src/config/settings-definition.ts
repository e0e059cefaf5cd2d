import * as z from 'zod';
import { alarms, gate } from './gates-definition.ts';
import { distinct, duration, later, quotedId, template } from './scalars.ts';
import { check } from './verify-definition.ts';

const fileExistsBehavior = z
  .enum(['DISALLOW', 'OVERWRITE', 'RETAIN'])
  .describe(
    'What CodeDeploy does if a file to install already exists and is not from the last deployment: DISALLOW fails (its default), OVERWRITE replaces it, RETAIN keeps it.',
  );

const tagKey = z.string().regex(/^(?![Aa][Ww][Ss]:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, {
  error: 'a key of a tag: at most 128 letters, digits, spaces and any of _ . : / = + - @',
});

const roleOptions = later(() =>
  z.strictObject({
    arn: template.describe('ARN of the role.'),
    externalId: template
      .optional()
      .describe(
        'The external id that the role asks for. `${env.NAME}` takes it from the environment and keeps it out of the log.',
      ),
    via: template
      .optional()
      .describe('ARN of a role to assume first, which may then assume this one.'),
    sessionTags: z
      .union([z.boolean(), z.record(tagKey, template)])
      .optional()
      .describe(
        "Whether to send repository, commit, actor and run as session tags; a mapping adds your own. With true or a mapping, the role's trust policy must allow sts:TagSession. Default: they are sent if it does.",
      ),
    sessionName: template
      .optional()
      .describe(
        'Name of the session, as CloudTrail shows it. Default: application, environment, version and run.',
      ),
    sourceIdentity: z
      .boolean()
      .optional()
      .describe(
        "Who started the run, as the session's source identity, which no later session can change. The role's trust policy must allow sts:SetSourceIdentity. Default: false.",
      ),
  }),
);

export const role = later(() =>
  z
    .union([template, roleOptions])
    .describe("The role to assume in a destination's account: its ARN, or a mapping."),
);

export const readRole = later(() =>
  z
    .union([template, roleOptions])
    .describe('A read-only role, for commands that change nothing. Default: the role.'),
);

const rollback = later(() =>
  z
    .strictObject({
      auto: distinct(
        z.array(
          z.enum(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST']),
        ),
      )
        .optional()
        .describe(
          "When CodeDeploy rolls back by itself, instead of the deployment group's own setting. [] switches it off.",
        ),
      ignoreApplicationStopFailures: z
        .boolean()
        .optional()
        .describe('For deployments that roll back: go on if ApplicationStop fails.'),
      fileExistsBehavior: fileExistsBehavior.optional(),
    })
    .describe('How a destination goes back to what ran before.'),
);

/** Settings of a destination: they may stand in `defaults`, in an environment and in a destination, the nearest wins. */
export const destinationSettings = {
  application: template.optional().describe('The CodeDeploy application.'),
  role: role.optional(),
  readRole: readRole.optional(),
  deploymentGroup: template.optional().describe('The deployment group.'),
  bucket: template
    .optional()
    .describe(
      "The bucket for bundles, in the destination's own region: CodeDeploy reads no other.",
    ),
  bucketOwner: z
    .string({ error: (issue) => quotedId(issue.input) })
    .min(1)
    .optional()
    .describe("The account that owns the bucket. Default: the destination's."),
  kms: template
    .optional()
    .describe('Full ARN of the KMS key that encrypts bundles. Default: as the bucket is set.'),
  sse: z
    .literal('AES256')
    .optional()
    .describe(
      'AES256: every write names the encryption of S3 itself, as the policies of some buckets require. Not together with "kms". Default: as the bucket is set.',
    ),
  deploymentConfig: template
    .optional()
    .describe("The deployment configuration. Default: the deployment group's."),
  fileExistsBehavior: fileExistsBehavior.optional(),
  ignoreApplicationStopFailures: z
    .boolean()
    .optional()
    .describe('Go on if ApplicationStop of the previous release fails. Default: false.'),
  updateOutdatedInstancesOnly: z
    .boolean()
    .optional()
    .describe('Deploy only to instances that do not run this release. Default: false.'),
  alarms: alarms.optional(),
  rollback: rollback.optional(),
  timeout: duration
    .optional()
    .describe('How long one deployment may take before it is stopped. Default: 45m.'),
  onBusy: z
    .enum(['wait', 'fail', 'stop'])
    .optional()
    .describe(
      'If a deployment is already under way: wait for its end (default), fail, or stop it (never a rollback, nor one that CodeDeploy started).',
    ),
  busyTimeout: duration.optional().describe('How long `onBusy: wait` waits. Default: 30m.'),
  onReady: z
    .enum(['continue', 'wait', 'verify-then-continue', 'leave'])
    .optional()
    .describe(
      'Blue/green, when the new instances are ready: shift traffic (default), wait for someone to shift it (not when a failed run is undone), verify first, or leave it as it is and end with the verdict `ready`, until `fanout continue` or `fanout stop`.',
    ),
  failedInstances: z
    .enum(['warn', 'fail'])
    .optional()
    .describe(
      'A deployment that succeeded although some instances failed: warn (default) or fail.',
    ),
  empty: z
    .enum(['fail', 'skip'])
    .optional()
    .describe('A deployment group without instances: fail (default) or skip.'),
  gates: z
    .array(gate)
    .max(10)
    .optional()
    .describe('CloudWatch metrics that must hold while this wave and later ones bake.'),
  verify: z
    .array(check)
    .max(20)
    .optional()
    .describe('What must hold once a destination is deployed, before it counts as succeeded.'),
};

/** Settings of a whole run: they may stand in `defaults` and in an environment. */
export const runSettings = {
  onFailure: z
    .enum(['stop', 'rollback', 'continue'])
    .optional()
    .describe(
      'When more destinations fail than a wave allows: start nothing new (stop, default), roll back everything this run touched (rollback), or go on (continue).',
    ),
  failureMode: z
    .enum(['soft', 'strict'])
    .optional()
    .describe(
      'soft (default): a wave deploys maxParallel at a time, so that more than maxFailures may fail together. strict: never more at once than maxFailures + 1, less the failures so far.',
    ),
  stopRunning: z
    .boolean()
    .optional()
    .describe('On failure also stop the deployments under way. Default: false.'),
  onOlder: z
    .enum(['refuse', 'skip'])
    .optional()
    .describe(
      'What to do if a newer version already runs: refuse (default, exit code 3), or skip, which ends as superseded with exit code 0 if every destination of the run has a newer one.',
    ),
  onCancel: z
    .enum(['stop-and-rollback', 'stop', 'leave'])
    .optional()
    .describe(
      'What to do when the run is cancelled: stop its deployments and have CodeDeploy roll them back (stop-and-rollback, default; rollbacks continue), stop them, or leave them alone.',
    ),
};

export type DestinationSettings = z.infer<z.ZodObject<typeof destinationSettings>>;
export type RoleSetting = z.infer<typeof role>;
