import type { Option } from './option.ts';

/** What `init` begins with. */
export const initOptions = {
  folder: {
    type: 'path',
    commands: ['init'],
    help: 'The folder of the repository.',
    value: 'FOLDER',
    otherwise: 'this folder',
    ci: false,
  },
  kind: {
    type: 'choice',
    commands: ['init'],
    choices: ['go', 'node', 'java', 'python', 'docker', 'systemd', 'appspec'],
    help: 'What is deployed.',
    otherwise: 'what its files say',
    ci: false,
  },
  'init-application': {
    type: 'text',
    commands: ['init'],
    input: 'application',
    help: 'The CodeDeploy application.',
    value: 'NAME',
    otherwise: 'what the repository calls itself',
    ci: false,
  },
  account: {
    type: 'list',
    commands: ['init'],
    help: 'An environment and the id of its account, in the order in which a release reaches them.',
    value: 'ENV=ID',
    otherwise: 'test and production, with placeholder ids',
    ci: false,
  },
  'init-region': {
    type: 'list',
    commands: ['init'],
    input: 'region',
    help: 'A region that each environment has.',
    value: 'NAME',
    otherwise: 'eu-west-1 and us-east-1',
    ci: false,
  },
  'check-url': {
    type: 'text',
    commands: ['init'],
    help: 'The address that answers on an instance once the service is healthy.',
    value: 'URL',
    otherwise: 'systemd is asked whether the service runs',
    ci: false,
  },
  pipeline: {
    type: 'choice',
    commands: ['init'],
    choices: ['github', 'gitlab', 'teamcity', 'jenkins', 'none'],
    help: 'The CI system to write a pipeline for.',
    otherwise: 'what its files say',
    ci: false,
  },
  yes: {
    type: 'flag',
    commands: ['init'],
    help: 'Ask nothing: use what init recognises.',
    ci: false,
  },
} as const satisfies Record<string, Option>;
