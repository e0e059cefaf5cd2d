import { expect, test } from '@jest/globals';
import { adviceForCause, describeFault } from '../../src/aws/advice.ts';
import { aDestination } from './makers.ts';

const destination = aDestination();
const who = 'User: arn:aws:sts::222222222222:assumed-role/x/y is not authorized to perform:';

/** Wording: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html. */
test.each<[string, string, RegExp]>([
  [
    's3:PutObject',
    `${who} kms:GenerateDataKey on resource: arn:aws:kms:eu-west-1:999999999999:key/1 because no resource-based policy allows the kms:GenerateDataKey action`,
    /^allow role ".*" kms:GenerateDataKey on arn:aws:kms:.*key\/1: the policy of the resource .* lacks it$/,
  ],
  [
    'codedeploy:CreateDeployment',
    `${who} codedeploy:CreateDeployment on resource: arn:x with an explicit deny in a service control policy`,
    /a service control policy of the organization denies it/,
  ],
  [
    'codedeploy:CreateDeployment',
    `${who} codedeploy:CreateDeployment because no permissions boundary allows the codedeploy:CreateDeployment action`,
    /permissions boundary lacks it/,
  ],
  [
    'codedeploy:CreateDeployment',
    `${who} codedeploy:CreateDeployment because no session policy allows the codedeploy:CreateDeployment action`,
    /the policy passed with the session lacks it/,
  ],
  [
    'codedeploy:CreateDeployment',
    `You are not authorized to perform this operation. Encoded authorization failure message: ${'A'.repeat(900)}`,
    /aws sts decode-authorization-message/,
  ],
])('%s: the advice is about what AWS names', (operation, message, hint) => {
  const error = Object.assign(new Error(message), {
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 400 },
  });
  const problem = describeFault(error, { destination, operation });
  expect(problem.hint).toMatch(hint);
  expect(problem.message).toContain(message);
});

/** As the agents, and the programs that hooks call, print them. */
test.each<[string, string, RegExp]>([
  ["can't find user for ec2-user", 'Install', /user does not exist/],
  ['[stderr]su: user ubuntu does not exist', 'ApplicationStart', /user does not exist/],
  ['[stderr]su: must be run from a terminal', 'ApplicationStart', /runas/],
  ['[stderr]sudo: sorry, you must have a tty to run sudo', 'ApplicationStart', /runas/],
  ['execution expired', 'DownloadBundle', /broke off/],
  ['Error extracting tar archive: 2', 'DownloadBundle', /unpacked/],
  ['End of file reached', 'DownloadBundle', /broke off/],
  ['source sequence is illegal/malformed utf-8', 'Install', /UTF-8/],
  ['Directory not empty @ dir_s_rmdir - /var/www', 'Install', /did not install/],
  ['File exists @ syserr_fail2_in - (../a, /opt/shop/a)', 'Install', /symbolic link/],
  ['Failing in-progress lifecycle event after an agent restart.', 'ApplicationStart', /restarted/],
  ['scripts/start.sh failed with error Exec format error', 'ApplicationStart', /first line/],
  ['did not find expected key while parsing', 'BeforeInstall', /fanout lint/],
  ['undefined method `each\' for "file":String', 'BeforeInstall', /fanout lint/],
  ['bash: ./scripts/migrate.sh: No such file or directory', 'ApplicationStart', /dirname/],
  ['start.sh: 3: exit: 0\\r: numeric argument required', 'ApplicationStart', /line ends/],
  ['shell-init: error retrieving current directory: getcwd', 'ApplicationStart', /cd \//],
  ['npm ERR! code EACCES', 'ApplicationStart', /npm may not write/],
  ['E: Could not get lock /var/lib/dpkg/lock-frontend.', 'ApplicationStart', /apt-get/],
  ['Error: listen EADDRINUSE: address already in use', 'ApplicationStart', /port/],
  ['Permission denied @ rb_sysopen - /opt/shop/a.txt', 'Install', /immutable/],
])('%s', (message, event, advice) => {
  expect(adviceForCause({ message, event })).toMatch(advice);
});
