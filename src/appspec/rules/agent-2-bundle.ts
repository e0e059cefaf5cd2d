import type { Rule } from './rule.ts';

/** What agent 2 takes and then fails on, or does differently than agent 1. */
export const agent2BundleRules = {
  'agent-2/links': {
    severity: 'error',
    agent: '2',
    what: 'Install copies no symbolic links',
    why: 'Before it copies, agent 2 removes what it installed last, and leaves every link whose target is gone by then; the same link then cannot be made again (`IO error: File exists (os error 17)`), with OVERWRITE and RETAIN too. So the second deployment fails, by chance or always, and each one after it until somebody removes the link. `node_modules/.bin` is full of them. Links to folders are copied as folders and do no harm.',
    fix: 'leave them out (exclude: [node_modules/.bin]), set bundle.links: copy, which packs what they lead to in their place, or make them in AfterInstall and remove them in BeforeInstall',
    bad: 'node_modules/.bin/app -> ../app/cli.js',
    good: 'node_modules/.bin/app (a copy of the file)',
  },
  'agent-2/no-interpreter': {
    severity: 'error',
    agent: '2',
    what: 'a hook without `runas` begins with #!',
    why: 'Agent 2 executes the file itself, with no shell behind it: `Exec format error (os error 8)` is all that comes of a script whose very first bytes are not #!. An empty file fails as well, and so does a byte order mark or an empty line before it. Agent 1 has sh run it; with `runas` the shell of that user does.',
    fix: 'begin it with #!/bin/bash or #!/bin/sh',
    bad: 'scripts/start.sh: systemctl start app',
    good: 'scripts/start.sh: #!/bin/bash, then systemctl start app',
  },
  'agent-2/relative-destination': {
    severity: 'error',
    agent: '2',
    what: 'a `destination` is absolute',
    why: 'Agent 2 looks for missing folders by the text as it is written and does not make those of a relative path: `No such file or directory (os error 2)`. Agent 1 makes them in its working folder.',
    fix: 'write an absolute path',
    bad: 'files:\n  - source: /\n    destination: srv/app',
    good: 'files:\n  - source: /\n    destination: /srv/app',
  },
} as const satisfies Record<string, Rule>;
