/** The IAM actions that a call of the AWS SDK needs, by its class; assuming a role is for the role's trust policy to allow. */
export const actionsOfCommands: Readonly<Record<string, readonly string[]>> = {
  AbortMultipartUploadCommand: ['s3:AbortMultipartUpload'],
  AssumeRoleCommand: [],
  AssumeRoleWithWebIdentityCommand: [],
  BatchGetDeploymentTargetsCommand: ['codedeploy:BatchGetDeploymentTargets'],
  BatchGetDeploymentsCommand: ['codedeploy:BatchGetDeployments'],
  CompleteMultipartUploadCommand: ['s3:PutObject'],
  CopyObjectCommand: ['s3:GetObject', 's3:PutObject'],
  ContinueDeploymentCommand: ['codedeploy:ContinueDeployment'],
  // https://docs.aws.amazon.com/codedeploy/latest/userguide/auth-and-access-control-permissions-reference.html, first footnote
  CreateDeploymentCommand: [
    'codedeploy:CreateDeployment',
    'codedeploy:GetApplicationRevision',
    'codedeploy:GetDeploymentConfig',
    'codedeploy:RegisterApplicationRevision',
  ],
  CreateMultipartUploadCommand: ['s3:PutObject'],
  DescribeAlarmsCommand: ['cloudwatch:DescribeAlarms'],
  GetCallerIdentityCommand: [],
  GetDeploymentConfigCommand: ['codedeploy:GetDeploymentConfig'],
  GetDeploymentGroupCommand: ['codedeploy:GetDeploymentGroup'],
  GetMetricDataCommand: ['cloudwatch:GetMetricData'],
  GetObjectCommand: ['s3:GetObject'],
  GetObjectTaggingCommand: ['s3:GetObjectTagging', 's3:GetObjectVersionTagging'],
  // Without s3:ListBucket S3 says "denied" of what is not there.
  HeadBucketCommand: ['s3:ListBucket'],
  HeadObjectCommand: ['s3:GetObject'],
  ListDeploymentTargetsCommand: ['codedeploy:ListDeploymentTargets'],
  ListDeploymentsCommand: ['codedeploy:ListDeployments'],
  ListObjectsV2Command: ['s3:ListBucket'],
  PutObjectCommand: ['s3:PutObject'],
  PutObjectTaggingCommand: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'],
  StopDeploymentCommand: ['codedeploy:StopDeployment'],
  UploadPartCommand: ['s3:PutObject'],
};

/** The same, of what `bootstrap --check` alone asks for: no policy here has them. */
export const actionsOfChecks: Readonly<Record<string, readonly string[]>> = {
  GetBucketPolicyCommand: ['s3:GetBucketPolicy'],
  GetBucketVersioningCommand: ['s3:GetBucketVersioning'],
};
