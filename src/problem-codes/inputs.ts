import type { Explained } from './explained.ts';

/** Of the command line, of the CI system's inputs, and of the machine. */
export const inputCodes = {
  'no-command': {
    what: 'no command is given',
    fix: 'name one: `fanout --help` lists them',
  },
  'unknown-command': {
    what: 'there is no such command',
    fix: 'check the spelling; `fanout --help` lists what there is',
  },
  'unknown-option': {
    what: 'there is no such option',
    fix: 'check the spelling; `fanout COMMAND --help` lists the options of a command',
  },
  'option-of-another-command': {
    what: 'the option exists, but this command does not take it',
    fix: 'leave it out, or use one of the commands that take it',
  },
  'option-repeated': {
    what: 'an option is given too often',
    fix: 'keep one of its values',
  },
  'option-without-value': {
    what: 'an option needs a value and has none',
    fix: 'write --name=VALUE; a value that begins with "--" needs the equals sign',
  },
  'option-on-command-line': {
    what: 'a secret is given on the command line, which every user of the machine can read',
    fix: 'set the environment variable that the message names',
  },
  'missing-option': {
    what: 'an option that the command needs is not given',
    fix: 'give it as a flag, or as an input of the CI step',
  },
  'bad-option-value': {
    what: 'an option has a value that is not allowed',
    fix: 'give one of the values that the message allows',
  },
  'options-conflict': {
    what: 'two options exclude each other',
    fix: 'keep one of them',
  },
  'too-many-arguments': {
    what: 'there are more words on the command line than the command takes',
    fix: 'leave the last one out; a value with spaces needs quotes',
  },
  'no-environment': {
    what: 'the command needs an environment',
    fix: 'name one from the configuration, such as: fanout deploy production',
  },
  'nothing-selected': {
    what: '--wave, --only or --except name something that the environment does not have, or leave nothing to deploy to',
    fix: 'check the names; `fanout plan ENV --offline` lists waves and destinations',
  },
  'unknown-ci': {
    what: 'fanout does not know the CI system that is named',
    fix: 'name one from the message, or leave the choice to fanout',
  },
  'unknown-rule': {
    what: 'a rule that does not exist is switched off',
    fix: 'check the spelling; docs/rules.md has every rule',
  },
  'rule-always-on': {
    what: 'a rule of the CodeDeploy agent itself is switched off',
    fix: 'fix what it finds: the agent refuses such a file whatever lint says',
  },
  'unknown-code': {
    what: '`fanout explain` got a code that is neither a problem nor a rule',
    fix: 'copy the code from the message, or see docs/problems.md and docs/rules.md',
  },
  'nothing-recognised': {
    what: '`init` cannot tell from the files what kind of repository this is',
    fix: 'name it with --kind',
  },
  'already-configured': {
    what: '`init` found a fanout.yml, and overwrites nothing',
    fix: 'continue with it: `fanout rehearse`; to start over, move it away',
  },
  'file-unreadable': {
    what: 'a required file or folder does not exist or cannot be read',
    fix: 'check that it exists, and that the job’s user may read it',
  },
  'file-exists': {
    what: 'a file already exists and differs',
    fix: 'write elsewhere and compare, or allow it with --overwrite',
  },
  'file-unwritable': {
    what: 'a file or folder cannot be written',
    fix: 'check that its folder exists, that the job’s user may write it and that the disk has room; links are not followed',
  },
  'file-too-large': {
    what: 'a file is too large for its kind',
    fix: 'check that it is the file you mean',
  },
  'events-incomplete': {
    what: 'a file of events is cut short, or holds something that this version of fanout does not know',
    fix: 'use the file of a run that has ended, and the version of fanout that wrote it',
  },
  'port-in-use': {
    what: 'the port to serve on is in use',
    fix: 'choose another one with --port, or stop what listens there',
  },
  'state-unusable': {
    what: 'the emulator’s --state is in use by another process, or is not what an emulator wrote',
    fix: 'stop the other emulator; or remove the state, to start over',
  },
  'tls-not-checked': {
    what: 'NODE_TLS_REJECT_UNAUTHORIZED=0 would send credentials to whoever answers',
    fix: 'unset it, and name the authority of your proxy in NODE_EXTRA_CA_CERTS',
  },
  'bad-proxy': {
    what: 'HTTPS_PROXY or HTTP_PROXY is not the address of an HTTP proxy',
    fix: 'write it as http://proxy.example.com:3128',
  },
  'endpoint-elsewhere': {
    what: 'an endpoint in the environment does not lead to AWS, as one of the emulator does',
    fix: 'to run against AWS, unset AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_*',
  },
  'checks-elsewhere': {
    what: 'an emulator would answer checks of a release that is deployed somewhere else',
    fix: 'use --checks-at only with the AWS_ENDPOINT_URL that the same `fanout emulator` printed',
  },
  'bad-endpoint': {
    what: 'an AWS endpoint in the environment is not a URL, or not https',
    fix: 'write it as https://…; without https, only this machine may be asked',
  },
  'personal-build': {
    what: 'a personal build of TeamCity deploys, which may contain changes that nobody else has seen',
    fix: 'commit them and run the build again; `fanout rehearse` tries them on an emulator',
  },
  'proposed-change': {
    what: 'the job belongs to a change that is not merged: a pull or merge request, a merge queue, or a workflow that follows one',
    fix: 'deploy merged changes, from the branch they are merged into; to deploy such a change on purpose, pass --allow-event',
  },
  'deploy-freeze': {
    what: 'GitLab says that deployments are frozen now',
    fix: 'give the job the rule { if: $CI_DEPLOY_FREEZE, when: never }',
  },
  'output-left-out': {
    what: 'an output cannot be passed to later jobs in the form that GitLab accepts',
    fix: 'read it from `--json` or from the events instead',
  },
  cancelled: {
    what: 'a signal ended the command',
    fix: 'onCancel decides what happens to deployments under way; `fanout status` shows it',
  },
  'internal-error': {
    what: 'fanout has a bug: exit code 70',
    fix: 'report it with the stack that is printed; `fanout finish` completes what the run left',
  },
} as const satisfies Record<string, Explained>;
