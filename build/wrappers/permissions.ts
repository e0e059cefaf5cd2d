type Statement = {
  Sid: string;
  Effect: 'Allow';
  Action: readonly string[];
  Resource: string | string[];
};

/** The IAM actions that a call of the AWS SDK needs, by its class; assuming a role is for the role's trust policy to allow. */
export const actionsOfCommands: Readonly<Record<string, readonly string[]>> = {
  AbortMultipartUploadCommand: ['s3:AbortMultipartUpload'],
  AssumeRoleCommand: [],
  AssumeRoleWithWebIdentityCommand: [],
  BatchGetDeploymentTargetsCommand: ['codedeploy:BatchGetDeploymentTargets'],
  BatchGetDeploymentsCommand: ['codedeploy:BatchGetDeployments'],
  CompleteMultipartUploadCommand: ['s3:PutObject'],
  ContinueDeploymentCommand: ['codedeploy:ContinueDeployment'],
  // https://docs.aws.amazon.com/codedeploy/latest/userguide/auth-and-access-control-permissions-reference.html, first footnote
  CreateDeploymentCommand: [
    'codedeploy:CreateDeployment',
    'codedeploy:GetApplicationRevision',
    'codedeploy:GetDeploymentConfig',
    'codedeploy:RegisterApplicationRevision',
  ],
  CreateMultipartUploadCommand: ['s3:PutObject'],
  GetApplicationCommand: ['codedeploy:GetApplication'],
  GetCallerIdentityCommand: [],
  GetDeploymentConfigCommand: ['codedeploy:GetDeploymentConfig'],
  GetDeploymentGroupCommand: ['codedeploy:GetDeploymentGroup'],
  GetObjectCommand: ['s3:GetObject'],
  // Without s3:ListBucket S3 says "denied" of what is not there.
  HeadBucketCommand: ['s3:ListBucket'],
  HeadObjectCommand: ['s3:GetObject'],
  ListDeploymentTargetsCommand: ['codedeploy:ListDeploymentTargets'],
  ListDeploymentsCommand: ['codedeploy:ListDeployments'],
  ListObjectsV2Command: ['s3:ListBucket'],
  PutObjectCommand: ['s3:PutObject'],
  StopDeploymentCommand: ['codedeploy:StopDeployment'],
  UploadPartCommand: ['s3:PutObject'],
};

/** What each action can be limited to (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html). */
const resourcesOfActions: Readonly<Record<string, Resource>> = {
  'codedeploy:BatchGetDeploymentTargets': 'any',
  'codedeploy:BatchGetDeployments': 'group',
  'codedeploy:ContinueDeployment': 'any',
  'codedeploy:CreateDeployment': 'group',
  'codedeploy:GetApplication': 'application',
  'codedeploy:GetApplicationRevision': 'application',
  'codedeploy:GetDeploymentConfig': 'config',
  'codedeploy:GetDeploymentGroup': 'group',
  'codedeploy:ListDeploymentTargets': 'any',
  'codedeploy:ListDeployments': 'group',
  'codedeploy:RegisterApplicationRevision': 'application',
  'codedeploy:StopDeployment': 'any',
  's3:AbortMultipartUpload': 'object',
  's3:GetObject': 'object',
  's3:ListBucket': 'bucket',
  's3:PutObject': 'object',
};

type Resource = keyof typeof statements;

const codedeploy = 'arn:aws:codedeploy:*:222222222222';

const statements = {
  application: { Sid: 'Application', Resource: `${codedeploy}:application:orders` },
  group: { Sid: 'DeploymentGroups', Resource: `${codedeploy}:deploymentgroup:orders/*` },
  config: { Sid: 'DeploymentConfigurations', Resource: `${codedeploy}:deploymentconfig:*` },
  any: { Sid: 'Deployments', Resource: '*' },
  object: { Sid: 'Bundles', Resource: 'arn:aws:s3:::deploy-222222222222-*/orders/*' },
  bucket: { Sid: 'Buckets', Resource: 'arn:aws:s3:::deploy-222222222222-*' },
} as const;

/** What the role in account 222222222222 may do for the application "orders". */
export function policyText(): string {
  const needed = [...new Set(Object.values(actionsOfCommands).flat())].sort();
  const policy = {
    Version: '2012-10-17',
    Statement: Object.entries(statements).map(
      ([resource, { Sid, Resource }]): Statement => ({
        Sid,
        Effect: 'Allow',
        Action: needed.filter((action) => resourcesOfActions[action] === resource),
        Resource,
      }),
    ),
  };
  return `\`\`\`json\n${JSON.stringify(policy, undefined, 2)}\n\`\`\``;
}
