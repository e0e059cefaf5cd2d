import { describe, expect, test } from '@jest/globals';
import { adviceForCause } from '../../src/aws/advice.ts';

/** What agent 1 and hooks print, shortened as people quote it; each with the event and what a person who knows the cause says. */
describe('what agent 1 and hooks print is explained', () => {
  test.each<[string, string, RegExp]>([
    ["can't find user for ec2-user", 'Install', /user does not exist/],
    ['[stderr]su: user ubuntu does not exist', 'ApplicationStart', /user does not exist/],
    ['[stderr]su: must be run from a terminal', 'ApplicationStart', /without a terminal/],
    [
      '[stderr]sudo: sorry, you must have a tty to run sudo',
      'ApplicationStart',
      /without a terminal/,
    ],
    ['execution expired', 'DownloadBundle', /download of the bundle broke off/],
    [
      "Destination '/opt/codedeploy-agent/deployment-root/g/d/deployment-archive/appspec.yml' already exists",
      'DownloadBundle',
      /could not be unpacked/,
    ],
    ['Error extracting tar archive: 2', 'DownloadBundle', /could not be unpacked/],
    ['End of file reached', 'DownloadBundle', /download of the bundle broke off/],
    ['source sequence is illegal/malformed utf-8', 'Install', /not UTF-8/],
    ['Directory not empty @ dir_s_rmdir - /var/www', 'Install', /files which it did not install/],
    ['File exists @ syserr_fail2_in - (../a, /opt/shop/a)', 'Install', /symbolic link/],
    ['string contains null byte', 'ApplicationStop', /NUL byte/],
    [
      'Failed: Failing in-progress lifecycle event after an agent restart.',
      'ApplicationStart',
      /agent was restarted/,
    ],
    [
      'Script at specified location: scripts/start.sh failed with error Exec format error',
      'ApplicationStart',
      /first line/,
    ],
    [
      '(<unknown>): did not find expected key while parsing a block mapping at line 1 column 1',
      'BeforeInstall',
      /`fanout lint` shows/,
    ],
    ['undefined method `each\' for "file":String', 'BeforeInstall', /`fanout lint` shows/],
    [
      '[stderr]scripts/start.sh: line 2: npm: command not found',
      'ApplicationStart',
      /a command that the script calls is missing/,
    ],
    [
      '[stderr]bash: ./scripts/migrate.sh: No such file or directory',
      'ApplicationStart',
      /do not start in the folder of the bundle/,
    ],
    [
      '[stderr]scripts/start.sh: 3: exit: 0\\r: numeric argument required',
      'ApplicationStart',
      /Windows line ends/,
    ],
    [
      '[stderr]scripts/start.sh: 3: exit: 0\r: numeric argument required',
      'ApplicationStart',
      /Windows line ends/,
    ],
    [
      '[stderr]shell-init: error retrieving current directory: getcwd: cannot access parent directories',
      'ApplicationStart',
      /working folder was removed/,
    ],
    ['[stderr]npm ERR! code EACCES', 'ApplicationStart', /npm may not write/],
    [
      'Script at specified location: scripts/start.sh failed with exit code',
      'ApplicationStart',
      /ended by a signal/,
    ],
    [
      '[stderr]E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812',
      'ApplicationStart',
      /another program is installing packages/,
    ],
    [
      '[stderr]Error: listen EADDRINUSE: address already in use :::3000',
      'ApplicationStart',
      /still holds the port/,
    ],
    ['Permission denied @ rb_sysopen - /opt/shop/a.txt', 'Install', /may not write this file/],
    [
      'The deployment failed because the application specification file specifies an unsupported operating system',
      'BeforeInstall',
      /`os: linux` for Linux, `os: windows` for Windows Server/,
    ],
  ])('%j', (message, event, advice) => {
    expect(adviceForCause({ message, event })).toMatch(advice);
  });
});

describe('what agent 2 prints is explained', () => {
  test.each<[string, string, RegExp]>([
    ['Exec format error (os error 8)', 'ApplicationStart', /first line/],
    ['Install failed for group g: IO error: File exists (os error 17)', 'Install', /symbolic link/],
    ['IO error: No such file or directory (os error 2)', 'Install', /source that is not in the/],
    [
      'IO error: No such file or directory (os error 2)',
      'ApplicationStart',
      /names an interpreter that the instance lacks|is not on the instance/,
    ],
    ['IO error: Is a directory (os error 21)', 'Install', /name of a folder on the instance/],
    ['YAML parsing error at line 3', 'BeforeInstall', /`fanout lint` shows/],
    ['missing field `os`', 'BeforeInstall', /`fanout lint` shows/],
    [
      'scripts/start.sh does not exist at the expected location',
      'ApplicationStart',
      /names a script that is not in the bundle/,
    ],
    [
      'The deployment failed because the specified file does not exist at the expected location: /opt/codedeploy-agent/deployment-root/g/d-1/deployment-archive/appspec.yml. Verify that your AppSpec file is named correctly',
      'DownloadBundle',
      /under the exact name appspec\.yml/,
    ],
    [
      'S3 GetObject failed for s3://deploy/orders/1.214.zip: NoSuchKey',
      'DownloadBundle',
      /no longer in the bucket/,
    ],
  ])('%j in %s', (message, event, advice) => {
    expect(adviceForCause({ message, event })).toMatch(advice);
  });
});

test('output that is not UTF-8 is told as that', () => {
  const message = 'Attempting minimal diagnostics';
  expect(adviceForCause({ message, event: 'AfterInstall' })).toMatch(
    /printed bytes that are not UTF-8/,
  );
});
