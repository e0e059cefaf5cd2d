/** What agents and hooks print, in their own words, and what it means. */
export const messageAdvice: readonly { event?: string[]; text: RegExp; advice: string }[] = [
  {
    text: /can't find user for |invalid user: |user \S+ does not exist|unknown user/i,
    advice:
      'this user does not exist on the instance: create it in its image, or name one that does (Amazon Linux: ec2-user, Ubuntu: ubuntu) in `owner`, `runas` or the script',
  },
  {
    text: /must be run from a terminal|must have a tty/i,
    advice:
      'hooks run without a terminal: let `runas` in the AppSpec file name the user instead of su or sudo, or remove requiretty from sudoers',
  },
  {
    text: /execution expired|End of file reached/i,
    event: ['DownloadBundle'],
    advice:
      'the download of the bundle broke off: check the route from the instance to S3 and its proxy, and deploy again',
  },
  {
    text: /Error extracting tar archive|End-of-central-directory signature not found|Destination '.*deployment-archive/i,
    event: ['DownloadBundle'],
    advice:
      'the bundle could not be unpacked: check that the zip is complete, that the instance has space and unzip, and that nothing else writes below deployment-root; then deploy again',
  },
  {
    text: /Attempting minimal diagnostics/i,
    advice:
      'the script printed bytes that are not UTF-8, which fails its event whatever its exit code is: send such output to a file, or through `iconv -c -f UTF-8 -t UTF-8`',
  },
  {
    text: /illegal\/malformed utf-8|invalid byte sequence/i,
    advice:
      'a file name or the output is not UTF-8: rename the file, and set LANG=C.UTF-8 for the agent and in the script',
  },
  {
    text: /Directory not empty @ dir_s_rmdir/i,
    advice:
      'a folder that the agent removes has files which it did not install: make sure that nothing writes there during a deployment, and deploy again',
  },
  {
    text: /File exists @ (syserr_fail2_in|rb_file_s_symlink)|File exists \(os error 17\)/i,
    event: ['Install'],
    advice:
      'a symbolic link of the bundle is already on the instance, and the agent does not replace links: remove it in BeforeInstall, or pack the file itself (bundle.links: copy; agent 2 leaves links when it removes the previous release)',
  },
  {
    text: /after an agent restart/i,
    advice:
      'the agent was restarted while the event ran: make sure that neither the script nor an update restarts the agent or reboots; then deploy again',
  },
  {
    text: /Exec format error/i,
    advice:
      "the script has no first line such as #!/bin/bash, or is a program for another processor architecture than the instance's",
  },
  {
    text: /did not find expected|could not find expected|mapping values are not allowed|YAML parsing error|undefined method .each. for|missing field `/i,
    advice:
      'the agent does not accept the AppSpec file; `fanout lint` shows what is wrong and where',
  },
  {
    text: /exit: \d+\\r|numeric argument required/i,
    advice:
      'the script has Windows line ends: save it with LF (`*.sh text eol=lf` in .gitattributes)',
  },
  {
    text: /getcwd: cannot access|error retrieving current directory/i,
    advice:
      "the script's working folder was removed while it was in use: begin with `cd /`, and let services start in a folder that stays",
  },
  {
    text: /npm ERR! code EACCES|npm error code EACCES/i,
    advice:
      "npm may not write there as the user in `runas`: let `owner` in the AppSpec file's permissions be that user, or install packages before the bundle is built",
  },
  {
    text: /Could not get lock|Unable to acquire the dpkg|dpkg frontend lock/i,
    advice:
      'another program is installing packages, often unattended-upgrades: wait for it (apt-get -o DPkg::Lock::Timeout=300), or install packages in the image',
  },
  {
    text: /EADDRINUSE|Address already in use/i,
    advice:
      'another process, often the previous version, still holds the port: stop it in ApplicationStop, and start the application by a service manager',
  },
  {
    text: /scripts?\/\S+: No such file or directory/i,
    event: ['BeforeInstall', 'AfterInstall', 'ApplicationStart', 'ValidateService'],
    advice:
      'the script calls a file by a path that does not exist: hooks do not start in the folder of the bundle; begin with `cd "$(dirname "$0")"`',
  },
  {
    text: /Permission denied @ rb_sysopen/i,
    event: ['Install'],
    advice:
      'the agent may not write this file: check whether it is immutable (lsattr), its file system is read-only, or SELinux denies it; the agent should run as root',
  },
  {
    text: /string contains null byte/i,
    advice:
      'a path of the AppSpec file holds a NUL byte, or the file is not text: save it as UTF-8; if ApplicationStop says so, it is the file of the previous revision: deploy once with ignoreApplicationStopFailures: true',
  },
  {
    // An empty exit code (aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/hook_executor.rb).
    text: /failed with exit code *$/im,
    advice:
      'the script was ended by a signal, often because memory ran out: see dmesg and the journal of the instance, and who calls kill or pkill',
  },
  {
    text: /does not exist at (the expected|specified) location/i,
    event: ['BeforeInstall', 'AfterInstall', 'ApplicationStart', 'ValidateService'],
    advice:
      'the AppSpec file names a script that is not in the bundle: check its path, its case and bundle.exclude; `fanout lint` finds it',
  },
  {
    text: /No such file or directory \(os error 2\)/i,
    event: ['BeforeInstall', 'AfterInstall', 'ApplicationStart', 'ValidateService'],
    advice:
      'the first line of the script names an interpreter that is not on the instance, or ends in Windows line ends: check it, and save the script with LF',
  },
  {
    text: /NoSuchKey/,
    event: ['DownloadBundle'],
    advice:
      'the bundle is no longer in the bucket, perhaps removed by a lifecycle rule: deploy again',
  },
  {
    text: /Is a directory \(os error 21\)/i,
    event: ['Install'],
    advice:
      'a file of the bundle has the name of a folder on the instance: remove the folder in BeforeInstall, or install elsewhere',
  },
];
