import type { Option } from './option.ts';

/** The templates of what a configuration needs. */
export const bootstrapOptions = {
  github: {
    type: 'list',
    commands: ['bootstrap'],
    help: 'Whose jobs may assume the roles: OWNER/REPOSITORY, or OWNER@ID/REPOSITORY@ID, each environment by itself; with :ref:refs/heads/BRANCH jobs of a branch that name no environment. ENV= before it lets in for that environment alone.',
    value: 'REPOSITORY',
    otherwise: 'nobody on GitHub',
    ci: false,
  },
  gitlab: {
    type: 'list',
    commands: ['bootstrap'],
    help: 'Whose jobs may assume the roles: GROUP/PROJECT, with the audience fanout-ENV; :ref_type:branch:ref:BRANCH names another branch. ENV= before it lets in for that environment alone.',
    value: 'PROJECT',
    otherwise: 'nobody on GitLab; the branch is main',
    ci: false,
  },
  principal: {
    type: 'list',
    commands: ['bootstrap'],
    help: 'ENV=ARN of a role or user that may assume the roles of an environment, such as that of a TeamCity connection; *=ARN those of all.',
    value: 'ENV=ARN',
    otherwise: 'nobody',
    ci: false,
  },
  also: {
    type: 'list',
    commands: ['bootstrap'],
    help: 'Add a second role next to each role, whose name ends with this and which may do only this: promote or read.',
    value: 'WHAT',
    otherwise: 'only the roles of the configuration',
    ci: false,
  },
  policy: {
    type: 'flag',
    commands: ['bootstrap'],
    help: 'Print what roles and buckets allow, action by action, and why; with --json as policies for other tools.',
    ci: false,
  },
  'object-lock': {
    type: 'number',
    commands: ['bootstrap'],
    help: 'Buckets keep each version of an object for this many days; only someone who may bypass governance can delete it.',
    value: 'DAYS',
    least: 1,
    most: 36_500,
    whole: true,
    otherwise: 'only versioning',
    ci: false,
  },
  format: {
    type: 'choice',
    commands: ['bootstrap'],
    choices: ['yaml', 'json'],
    help: 'The format of the templates.',
    default: 'yaml',
    ci: false,
  },
  overwrite: {
    type: 'flag',
    commands: ['bootstrap'],
    help: 'Replace files that already exist and differ.',
    ci: false,
  },
} as const satisfies Record<string, Option>;
