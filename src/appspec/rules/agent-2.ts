import type { Rule } from './rule.ts';

/** What agent 2 alone refuses. While the fleet runs agent 1 they warn, and can be switched off. */
export const agent2Rules = {
  'agent-2/timeout': {
    severity: 'error',
    agent: '2',
    what: 'a `timeout` is a whole number without quotes',
    why: 'Agent 2 takes 1 to 4294967295, also as 0x3C, 0o74 or 0b11, and refuses quotes, units, fractions, leading zeros and signs in between; agent 1 takes the number a value begins with.',
    fix: 'write the seconds as a bare number, such as timeout: 300',
    bad: 'hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: "300"',
    good: 'hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 300',
  },
  'agent-2/sudo': {
    severity: 'error',
    agent: '2',
    what: '`sudo` is true or false',
    why: 'Agent 2 reads YAML 1.2, to which yes, no, on, off, 1, 0 and "true" in quotes are no truth values. To agent 1 they are, or count as true.',
    fix: 'write sudo: true or sudo: false',
    bad: 'hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      sudo: yes',
    good: 'hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      sudo: true',
  },
  'agent-2/text': {
    severity: 'error',
    agent: '2',
    what: 'location, runas, source, destination, object and the other texts are one scalar',
    why: 'Agent 2 refuses a list or a mapping there; agent 1 makes a text of some of them.',
    fix: 'write one value, without dashes or brackets',
    bad: 'hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      runas: [app]',
    good: 'hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      runas: app',
  },
  'agent-2/repeated-key': {
    severity: 'error',
    agent: '2',
    what: 'no section and no known key twice',
    why: 'Agent 2 refuses the file; to agent 1 the last one counts. The same lifecycle event twice is taken by both, and the last one counts.',
    fix: 'join the two, or remove one',
    bad: 'files:\n  - { source: app, destination: /opt/app }\nfiles:\n  - { source: etc, destination: /etc/app }',
    good: 'files:\n  - { source: app, destination: /opt/app }\n  - { source: etc, destination: /etc/app }',
  },
  'agent-2/second-document': {
    severity: 'error',
    agent: '2',
    what: 'one document, also no empty second one',
    why: 'Agent 2 refuses a file with a second document, as which also a trailing "---" and whatever stands after "..." count. Agent 1 does not look at them.',
    fix: 'remove the "---" or "..." line, and what follows it',
    bad: 'version: 0.0\nos: linux\nfiles:\n  - { source: /, destination: /opt/app }\n---',
    good: '---\nversion: 0.0\nos: linux\nfiles:\n  - { source: /, destination: /opt/app }',
  },
  'agent-2/merge-key': {
    severity: 'error',
    agent: '2',
    what: 'no `<<`',
    why: 'Agent 2 knows no merge keys: what is in one is ignored. Agent 1 merges a mapping that stands there, and refuses an alias.',
    fix: 'write the values out where they are used',
    bad: 'hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      <<: { timeout: 300 }',
    good: 'hooks:\n  AfterInstall:\n    - location: scripts/start.sh\n      timeout: 300',
  },
} as const satisfies Record<string, Rule>;

export type Agent2Rule = keyof typeof agent2Rules;
