import type { Option } from './option.ts';

/** What a look at AWS shows. */
export const statusOptions = {
  of: {
    type: 'choice',
    commands: ['plan'],
    choices: ['deploy', 'promote', 'rollback'],
    default: 'deploy',
    help: 'What to plan.',
    ci: true,
  },
  offline: {
    type: 'flag',
    commands: ['plan'],
    help: 'Only the destinations and their waves: no credentials, no call to AWS.',
    otherwise: 'on pull and merge requests',
    ci: true,
  },
  probe: {
    type: 'flag',
    commands: ['status'],
    help: 'Also ask the status endpoints that "verify" names, once each.',
    ci: true,
  },
  'checks-at': {
    type: 'text',
    commands: ['deploy', 'promote', 'rollback', 'continue', 'status'],
    help: 'Send the checks of "verify" to the "fanout emulator" in AWS_ENDPOINT_URL.',
    value: 'URL',
    otherwise: 'each is asked at its own address',
    ci: false,
  },
  watch: {
    type: 'flag',
    commands: ['status'],
    help: 'Show it again every 10 seconds, until interrupted.',
    ci: false,
  },
  check: {
    type: 'flag',
    commands: ['status', 'bootstrap'],
    help: 'Exit with 1 on drift, on instances left behind and after a failed deployment; for bootstrap: compare with what exists, and exit with 1 if something is not as needed.',
    ci: true,
  },
} as const satisfies Record<string, Option>;
