import { messageAdvice } from './message-advice.ts';

/** A well-known way in which a deployment fails, and what to do about it. All that is given must match. */
export type CauseAdvice = {
  /** CodeDeploy's error code: of the deployment (ErrorCode) or of an instance's event (LifecycleErrorCode). */
  code?: string[];
  /** Lifecycle event. */
  event?: string[];
  /** In the message or in the script's output. */
  text?: RegExp;
  advice: string;
};

/** Scripts of these events come from the revision that was installed before (aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/hook_executor.rb). */
const ofPreviousRevision = ['ApplicationStop', 'BeforeBlockTraffic', 'AfterBlockTraffic'];

/** The first that matches is taken: from the particular to the general. */
export const causeAdvice: readonly CauseAdvice[] = [
  {
    text: /not able to receive the lifecycle event|agent.*(did not|was not).*(respon|report)/i,
    advice:
      'the CodeDeploy agent did not answer: on the instance check that the agent runs, has an instance profile and the right time, and reaches CodeDeploy and S3 on port 443',
  },
  {
    text: /did not find an AppSpec file|expected location: \S+\/appspec\.yml|No such file or directory.*appspec\.yml/i,
    advice:
      'put the AppSpec file at the root of the bundle under the exact name appspec.yml; `fanout lint` checks it',
  },
  {
    text: /already exists at this location/i,
    advice:
      'the file was not put there by an earlier deployment of this group (another application, a deleted group, or by hand): remove it on the instances, or set fileExistsBehavior: OVERWRITE or RETAIN',
  },
  {
    text: /etag/i,
    event: ['DownloadBundle'],
    advice:
      'the bundle in S3 was replaced after the deployment was created: deploy again, and let only this tool write to its key',
  },
  {
    text: /explicit deny in a resource-based policy/i,
    event: ['DownloadBundle'],
    advice:
      "the bucket's policy denies it to the hosts: with bundle.guard they can read only what fanout has deployed or promoted to their environment (tag fanout-ENVIRONMENT)",
  },
  {
    text: /AccessDenied|Access Denied|\b403\b|not authorized/i,
    event: ['DownloadBundle'],
    advice:
      'the instance profile needs s3:GetObject on the bundle, and kms:Decrypt on its key; a bucket or key of another account must allow this in its own policy, too',
  },
  {
    text: /must be addressed using the specified endpoint|not opened for reading|PermanentRedirect/i,
    advice:
      'the bucket is in another region than the instances: use one bucket for each region, with ${region} in bundle.bucket',
  },
  {
    text: /Missing credentials/i,
    advice:
      'the instance has no instance profile, or a stray credentials file shadows it: attach a profile with s3:GetObject on the bundle',
  },
  {
    text: /No such host|getaddrinfo|Failed to open TCP connection|Net::OpenTimeout/i,
    event: ['DownloadBundle'],
    advice:
      'the instance does not reach S3: check its route, its VPC endpoint and its proxy settings',
  },
  {
    text: /No space left on device|disk (is )?full|exit (code|status) 50\b|unzip:.*write error/i,
    advice:
      'the disk of the instance is full: the agent keeps the last five bundles below deployment-root; make room, or set max_revisions in codedeployagent.yml',
  },
  {
    text: /failed to close STD(OUT|ERR)/i,
    advice:
      'the script left a process behind that holds its output: start it by a service manager, or redirect it (command > /dev/null 2> /dev/null < /dev/null &)',
  },
  {
    text: /\$'\\r'|\\r: (command )?not found|bad interpreter|\^M\b|env: .*\\r/i,
    advice:
      'the script has Windows line ends or names an interpreter that the instance lacks: save it with LF (`*.sh text eol=lf` in .gitattributes) and check its first line',
  },
  ...messageAdvice,
  {
    code: ['ScriptMissing'],
    event: ofPreviousRevision,
    advice:
      'this script belongs to the revision installed before, and is missing there: deploy once with ignoreApplicationStopFailures: true',
  },
  {
    code: ['ScriptMissing'],
    advice:
      'the AppSpec file names a script that is not in the bundle: check its path, its case and bundle.exclude; `fanout lint` finds it',
  },
  {
    code: ['ScriptNotExecutable'],
    advice: 'make the script executable in the repository (git update-index --chmod=+x)',
  },
  {
    event: ofPreviousRevision,
    advice:
      'this script belongs to the revision installed before, so fixing it in the new one does not help: deploy once with ignoreApplicationStopFailures: true',
  },
  {
    code: ['ScriptTimedOut'],
    advice:
      'the script did not end in the time that the AppSpec file gives it: raise its timeout (an event may take an hour in all), or find what it waits for',
  },
  {
    text: /exit(ed)?( with)?( code| status)? 12[67]\b|Permission denied|command not found/i,
    advice:
      'a command that the script calls is missing or not executable for the user in `runas`: the agent makes only the hook itself executable',
  },
  {
    text: /unsupported operating system/i,
    advice:
      'the AppSpec file is for another operating system than the host: `os: linux` for Linux, `os: windows` for Windows Server',
  },
  {
    text: /unknown lifecycle event|invalid version value|unsupported operating system|application specification file|script with no location|invalid timeout value/i,
    advice:
      'the agent does not accept the AppSpec file; `fanout lint` shows what is wrong and where',
  },
  {
    text: /rb_sysopen|No such file or directory/i,
    event: ['Install'],
    advice: 'the AppSpec file lists a source that is not in the bundle; `fanout lint` finds it',
  },
  ...deploymentCodes(),
];

/** CodeDeploy's own error codes, for where no instance says more. */
function deploymentCodes(): CauseAdvice[] {
  const byCode: Record<string, string> = {
    AGENT_ISSUE:
      'the CodeDeploy agent did not answer: on the instances check that it runs and reaches CodeDeploy on port 443',
    ALARM_ACTIVE:
      'an alarm of the deployment group is on: look at what it watches; to deploy anyway, override alarms for this run',
    APPLICATION_MISSING: 'the application was deleted while it was deployed',
    AUTO_SCALING_CONFIGURATION:
      'CodeDeploy cannot use the Auto Scaling group of the deployment group; check its lifecycle hooks and launch template',
    AUTO_SCALING_IAM_ROLE_PERMISSIONS:
      'the service role of the deployment group lacks Auto Scaling permissions; attach AWSCodeDeployRole',
    CUSTOMER_APPLICATION_UNHEALTHY:
      'the instances did not become healthy behind the load balancer: see the health checks of the target group',
    DEPLOYMENT_GROUP_MISSING: 'the deployment group was deleted while it was deployed to',
    ELASTIC_LOAD_BALANCING_INVALID:
      'the load balancer or target group of the deployment group does not exist',
    ELB_INVALID_INSTANCE:
      'an instance is not registered with the load balancer of the deployment group',
    HEALTH_CONSTRAINTS:
      'more instances failed than the deployment configuration allows; the first event that failed on each instance shows why',
    HEALTH_CONSTRAINTS_INVALID:
      'the deployment configuration asks for more healthy instances than the group can keep while it deploys: add instances, or choose another deploymentConfig',
    IAM_ROLE_MISSING: 'the service role of the deployment group no longer exists: set another one',
    IAM_ROLE_PERMISSIONS:
      'the service role of the deployment group lacks permissions: attach AWSCodeDeployRole, and iam:PassRole where blue/green copies an Auto Scaling group',
    INTERNAL_ERROR: 'CodeDeploy failed; see https://health.aws.amazon.com and deploy again',
    INVALID_REVISION:
      'CodeDeploy cannot use this bundle: it must be a zip with appspec.yml at its root',
    MANUAL_STOP: 'someone stopped the deployment; CloudTrail (StopDeployment) shows who',
    NO_EC2_SUBSCRIPTION: 'EC2 is not available to this account in this region',
    NO_INSTANCES:
      'no running instance has the tags of the deployment group or is in its Auto Scaling groups; if that is intended, set empty: skip',
    OVER_MAX_INSTANCES:
      'the deployment has more instances than the account may deploy to at once: raise the quota',
    RESOURCE_LIMIT_EXCEEDED: 'a quota of the account is used up; see Service Quotas, CodeDeploy',
    REVISION_MISSING:
      'the bundle is no longer in the bucket, perhaps removed by a lifecycle rule: deploy again',
    THROTTLED:
      'CodeDeploy was throttled by other services: run fewer deployments at once (maxParallel), or ask for a higher quota',
    TIMEOUT:
      'an instance did not answer in time (an event may take an hour): check its agent, and look for scripts that wait for something',
  };
  return Object.entries(byCode).map(([code, advice]) => ({ code: [code], advice }));
}
