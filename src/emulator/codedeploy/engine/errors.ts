import type { Enums, Structures } from '../model.generated.ts';

/** A deployment's error in AWS's words, as far as they are public. */
export function deploymentError(
  code: Enums['ErrorCode'],
  detail?: string,
): Structures['ErrorInformation'] {
  return { code, message: detail ?? words[code] ?? `The deployment failed: ${code}.` };
}

// https://docs.aws.amazon.com/codedeploy/latest/userguide/error-codes.html and deployments people have shown in public; the
// words of the other codes are not AWS's.
const words: Partial<Record<Enums['ErrorCode'], string>> = {
  AGENT_ISSUE:
    'The deployment failed because of a problem with the CodeDeploy agent. Make sure the agent is installed and running on all instances in this deployment group.',
  APPLICATION_MISSING: 'The deployment failed because the application was not found.',
  DEPLOYMENT_GROUP_MISSING: 'The deployment failed because the deployment group was not found.',
  HEALTH_CONSTRAINTS:
    'The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems.',
  HEALTH_CONSTRAINTS_INVALID:
    'The deployment can’t start because the minimum number of healthy instances, as defined by your deployment configuration, are not available. You can reduce the required number of healthy instances by updating your deployment configuration or increase the number of instances in this deployment group.',
  IAM_ROLE_MISSING:
    'The deployment failed because no service role exists with the service role name specified for the deployment group. Make sure you are using the correct service role name.',
  IAM_ROLE_PERMISSIONS:
    "CodeDeploy does not have the permissions required to assume a role, or the IAM role you're using does't give you permission to perform operations in an AWS service.",
  MANUAL_STOP: 'The deployment was stopped manually.',
  NO_INSTANCES:
    'The deployment failed because no instances were found for your deployment group. Check your deployment group settings to make sure the tags for your Amazon EC2 instances or Auto Scaling groups correctly identify the instances you want to deploy to, and then try again.',
  OVER_MAX_INSTANCES:
    'The deployment failed because more instances are targeted for deployment than are allowed for your account. To reduce the number of instances targeted for this deployment, update the tag settings for this deployment group or delete some of the targeted instances. Alternatively, you can contact AWS Support to request a limit increase.',
  REVISION_MISSING: 'The deployment failed because the revision was not found.',
  THROTTLED:
    'The deployment failed because more requests were made than are permitted for AWS CodeDeploy by an IAM role. Try reducing the number of requests.',
  TIMEOUT: 'The deployment failed because it did not end within the time allowed for it.',
};
