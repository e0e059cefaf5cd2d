import { describe, expect, test } from '@jest/globals';
import { adviceForCause, describeFault, type Failure } from '../../src/aws/advice.ts';
import { CredentialsError } from '../../src/aws/credentials-error.ts';
import { RefusedError, saidOf } from '../../src/problem.ts';
import { aDestination } from './makers.ts';

const destination = aDestination();

function anAwsError(name: string, message: string, status = 400) {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

describe('an error of AWS is told with place, operation and what to do', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'ApplicationDoesNotExistException',
      'codedeploy:GetDeploymentGroup',
      'found nothing',
      /create application "orders" there, in account 222222222222/,
    ],
    [
      'DeploymentGroupDoesNotExistException',
      'codedeploy:GetDeploymentGroup',
      'found nothing',
      /deployment group "orders-production"/,
    ],
    [
      'AccessDeniedException',
      'codedeploy:CreateDeployment',
      'was denied',
      /allow role "arn:aws:iam::222222222222:role\/codedeploy-fanout" codedeploy:CreateDeployment/,
    ],
    ['AccessDenied', 's3:HeadObject', 'was denied', /s3:ListBucket/],
    ['NoSuchBucket', 's3:PutObject', 'found nothing', /create bucket "deploy-2222/],
    ['PermanentRedirect', 's3:HeadBucket', 'was sent elsewhere', /in eu-west-1/],
    ['ThrottlingException', 'codedeploy:GetDeployment', 'was throttled', /too many requests/],
    ['ExpiredTokenException', 'codedeploy:GetDeployment', 'was refused', /have expired/],
    ['TimeoutError', 's3:PutObject', 'got no answer', /HTTPS_PROXY/],
    ['RequestTimeTooSkewed', 's3:PutObject', 'was denied', /clock of this machine/],
  ])('%s', (name, operation, verb, hint) => {
    const error = name === 'TimeoutError' ? aTimeout() : anAwsError(name, 'what AWS says');
    const problem = describeFault(error, { destination, operation });
    expect(saidOf(problem)).toBe(
      `retail/eu-west-1: ${operation} ${verb}: ${name}: ${name === 'TimeoutError' ? 'no answer in time' : 'what AWS says'}`,
    );
    expect(problem.hint).toMatch(hint);
  });

  test('an account whose id nobody knows is called by its name', () => {
    const error = anAwsError('ApplicationDoesNotExistException', 'what AWS says');
    const unknown = { ...destination, account: { name: 'retail' } };
    const operation = 'codedeploy:GetDeploymentGroup';
    expect(describeFault(error, { destination: unknown, operation }).hint).toContain(
      'in account retail',
    );
  });

  test.each<[string, number, string | undefined]>([
    ['s3:HeadBucket', 404, 'create bucket "deploy-'],
    ['s3:HeadObject', 404, undefined],
    ['s3:HeadObject', 400, 'S3 gives no reason here'],
    ['s3:PutObject', 400, undefined],
  ])('%s that is only answered by status %i: %p', (operation, status, hint) => {
    const error = anAwsError('Unknown', 'UnknownError', status);
    const said = describeFault(error, { destination, operation }).hint;
    expect(said).toEqual(hint && expect.stringContaining(hint));
  });

  test.each([
    ['ApplicationDoesNotExistException', 'no application orders'],
    ['DeploymentGroupDoesNotExistException', undefined],
  ])('%s has the cause that all regions share: %p', (name, cause) => {
    const operation = 'codedeploy:GetDeploymentGroup';
    const error = anAwsError(name, 'what AWS says');
    expect(describeFault(error, { destination, operation }).cause).toBe(cause);
  });

  test('a bucket that is not there is a cause that regions share, and one that cannot be looked at is not', () => {
    const causeOf = (status: number) =>
      describeFault(anAwsError('Unknown', 'UnknownError', status), {
        destination,
        operation: 's3:HeadBucket',
      }).cause;
    expect(causeOf(404)).toBe(`no bucket ${destination.bucket}`);
    expect(causeOf(503)).toBeUndefined();
  });

  test('a role that cannot be assumed is told as that, whatever it was needed for', () => {
    const error = new CredentialsError(
      'refused',
      'role "arn:x" cannot be assumed: AccessDenied: no',
      {
        operation: 'sts:AssumeRole',
        role: 'arn:x',
        cause: anAwsError('AccessDenied', 'no', 403),
      },
    );
    const problem = describeFault(error, { destination, operation: 's3:PutObject' });
    expect(saidOf(problem)).toBe(
      'retail/eu-west-1: role "arn:x" cannot be assumed: AccessDenied: no',
    );
    expect(problem.hint).toMatch(/trust policy/);
  });

  test('a certificate that Node does not trust points to the CA certificates', () => {
    const error = Object.assign(new Error('self-signed certificate'), {
      code: 'SELF_SIGNED_CERT_IN_CHAIN',
    });
    expect(describeFault(error, { destination }).hint).toMatch(/NODE_EXTRA_CA_CERTS/);
  });

  test('what was refused by the tool itself stays as it is', () => {
    const problem = { code: 'held' as const, message: 'a reason', hint: 'a hint' };
    expect(describeFault(new RefusedError([problem]), { destination })).toEqual(problem);
  });
});

function aTimeout() {
  return Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });
}

describe('a failed deployment is told what to do about', () => {
  test.each<[string, Failure, RegExp]>([
    [
      'an agent that does not answer',
      {
        event: 'BeforeInstall',
        code: 'UnknownError',
        message: 'CodeDeploy agent was not able to receive the lifecycle event. Check the logs',
      },
      /agent runs/,
    ],
    [
      'a file that is there already',
      {
        event: 'Install',
        code: 'UnknownError',
        message:
          'The deployment failed because a specified file already exists at this location: /opt/app/run',
      },
      /fileExistsBehavior/,
    ],
    [
      'another bundle than was promised',
      {
        event: 'DownloadBundle',
        code: 'UnknownError',
        message: 'Expected deployment artifact bundle etag "a" but was actually "b"',
      },
      /replaced after the deployment/,
    ],
    [
      'a bundle that may not be read',
      { event: 'DownloadBundle', code: 'UnknownError', message: 'Access Denied' },
      /instance profile needs s3:GetObject/,
    ],
    [
      'a bundle that nothing has admitted',
      {
        event: 'DownloadBundle',
        code: 'UnknownError',
        message:
          'User: arn:aws:sts::222222222222:assumed-role/hosts/i-1 is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a resource-based policy',
      },
      /bundle\.guard they can read only what fanout has deployed or promoted/,
    ],
    [
      'a bundle in another region',
      {
        event: 'DownloadBundle',
        code: 'UnknownError',
        message:
          'The bucket you are attempting to access must be addressed using the specified endpoint.',
      },
      /\$\{region\}/,
    ],
    [
      'an instance without a profile',
      {
        event: 'DownloadBundle',
        message:
          'Missing credentials - please check if this instance was started with an IAM instance profile',
      },
      /instance profile/,
    ],
    [
      'a process that keeps the output',
      {
        event: 'ApplicationStart',
        code: 'ScriptFailed',
        script: 'start.sh',
        message: 'Script at specified location: start.sh failed to close STDOUT',
      },
      /service manager/,
    ],
    [
      'a disk without room',
      { event: 'DownloadBundle', message: 'unzip returned exit code 50' },
      /disk of the instance is full/,
    ],
    [
      'Windows line ends',
      {
        event: 'AfterInstall',
        code: 'ScriptFailed',
        message: 'Script at specified location: a.sh run as user root failed with exit code 127',
        log: "[stderr]a.sh: line 2: $'\\r': command not found",
      },
      /eol=lf/,
    ],
    [
      'an interpreter that is not there',
      {
        event: 'AfterInstall',
        code: 'ScriptFailed',
        message: 'failed with exit code 126',
        log: '[stderr]/bin/sh^M: bad interpreter: No such file or directory',
      },
      /eol=lf/,
    ],
    [
      'a script that only the previous revision lacks',
      {
        event: 'ApplicationStop',
        code: 'ScriptMissing',
        message: 'Script does not exist at specified location: stop.sh',
      },
      /ignoreApplicationStopFailures: true/,
    ],
    [
      'a script of the previous revision',
      { event: 'ApplicationStop', code: 'ScriptFailed', message: 'failed with exit code 1' },
      /fixing it in the new one does not help/,
    ],
    [
      'a script that is not in the bundle',
      { event: 'AfterInstall', code: 'ScriptMissing', message: 'Script does not exist' },
      /not in the bundle/,
    ],
    [
      'a script that hangs',
      { event: 'ValidateService', code: 'ScriptTimedOut', message: 'failed to complete in 300' },
      /raise its timeout/,
    ],
    [
      'a command that is not executable',
      { event: 'AfterInstall', code: 'ScriptFailed', message: 'failed with exit code 126' },
      /not executable/,
    ],
    [
      'an AppSpec file that is not there',
      {
        event: 'BeforeInstall',
        message: 'The CodeDeploy agent did not find an AppSpec file within the unpacked revision',
      },
      /appspec\.yml/,
    ],
    ['no instances', { code: 'NO_INSTANCES', message: 'No instances found' }, /empty: skip/],
    ['too few healthy ones', { code: 'HEALTH_CONSTRAINTS', message: 'too many' }, /first event/],
    ['a service role that is gone', { code: 'IAM_ROLE_MISSING', message: 'x' }, /service role/],
    ['a service role that lacks rights', { code: 'IAM_ROLE_PERMISSIONS', message: 'x' }, /attach/],
    ['an alarm', { code: 'ALARM_ACTIVE', message: 'x' }, /alarm/],
    ['throttling inside CodeDeploy', { code: 'THROTTLED', message: 'x' }, /maxParallel/],
    ['someone who stopped it', { code: 'MANUAL_STOP', message: 'x' }, /CloudTrail/],
    ['a bundle that is gone', { code: 'REVISION_MISSING', message: 'x' }, /lifecycle rule/],
  ])('%s', (_, failure, advice) => {
    expect(adviceForCause(failure)).toMatch(advice);
  });

  test('but not where nothing is known', () => {
    const failure = { event: 'ValidateService', code: 'ScriptFailed', message: 'exit code 1' };
    expect(adviceForCause(failure)).toBeUndefined();
  });
});
