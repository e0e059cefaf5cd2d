import type { Patch } from '../copy.ts';
import type { Removal } from '../removal.ts';

const interrupted = '__tests__/release/finish/left-going.slow.test.ts';
const command = '__tests__/cli/finish.test.ts';
const settle = 'src/release/finish/settle.ts';

const recordsTheWayBack: Patch = {
  file: settle,
  from: 'const seen = await lookFor(begun, work);',
  to: 'const seen = await lookFor(begun.undo ?? begun, work);',
};

const takesUnreadForNone: Patch = {
  file: 'src/release/finish/look-for.ts',
  from: "if ('unread' in look) throw look.unread;",
  to: "if ('unread' in look) return { none: true };",
};

/** Of runs that were killed, and what `finish` says of them. */
export const ofFinish: readonly Removal[] = [
  {
    name: 'finish records what the run was to bring, and the rollback beside it',
    patches: [recordsTheWayBack],
    test: interrupted,
    title: 'is recorded as one that was not: what it was to bring, and the rollback beside it',
  },
  {
    name: 'finish leaves the release proven that an undo put back: rollback goes to it',
    patches: [recordsTheWayBack],
    test: interrupted,
    title: 'leaves the release that it put back proven',
  },
  {
    name: 'and promote takes it',
    patches: [recordsTheWayBack],
    test: interrupted,
    title: 'leaves it to be promoted, too',
  },
  {
    name: 'finish ends with 1 where looking is denied',
    patches: [takesUnreadForNone],
    test: interrupted,
    title: 'looking is .*denied',
  },
  {
    name: 'finish ends with 1 where looking is throttled',
    patches: [takesUnreadForNone],
    test: interrupted,
    title: 'looking is .*throttled',
  },
  {
    name: 'finish ends with 1 where the region that it looks in is down',
    patches: [takesUnreadForNone],
    test: interrupted,
    title: 'looking is .*down',
  },
  {
    name: 'finish ends with 1 where the destination is no longer in the file',
    patches: [{ file: 'src/release/finish/finish-runs.ts', from: '      isKnown &&\n', to: '' }],
    test: interrupted,
    title: 'the configuration does not have the destination any more',
  },
  {
    name: 'finish stops what was adopted from an earlier attempt',
    patches: [
      {
        file: 'src/release/finish/look-for.ts',
        from: 'marker.run === run || (adopted && isEarlierAttempt(marker.run, run));',
        to: 'marker.run === run;',
      },
    ],
    test: interrupted,
    title: 'a deployment that was adopted from an earlier attempt of the same run',
  },
  {
    name: 'finish stops the others where one role of several cannot be assumed',
    patches: [
      {
        file: settle,
        from: 'await aws.identify([destination]);',
        to: 'await aws.identify(ports.environment.waves.flatMap((one) => one.destinations));',
      },
    ],
    test: interrupted,
    title: 'one role of two cannot be had, and the other destination is stopped',
  },
  {
    name: 'finish takes up every interrupted run, not only the newest',
    patches: [
      {
        file: 'src/cli/commands/finish.ts',
        from: '!reasonToLeave(leftOver, env)).reverse();',
        to: '!reasonToLeave(leftOver, env)).slice(0, 1);',
      },
    ],
    test: command,
    title: 'of several interrupted runs each is finished',
  },
  {
    name: 'what was begun and is not known to have ended keeps the notes open',
    patches: [
      {
        file: 'src/cli/commands/finish.ts',
        from: 'if (exitCode === 0) noteEnd',
        to: 'if (exitCode >= 0) noteEnd',
      },
    ],
    test: command,
    title: 'a run of which something may go on stays open, and is finished the next time',
  },
  {
    name: 'notes of a run that does not know what became of a creation are open',
    patches: [
      {
        file: 'src/release/finish/interrupted-run.ts',
        from: '(ends.length > 1 || !mayGoOn)',
        to: '(ends.length > 1 || mayGoOn !== undefined)',
      },
    ],
    test: '__tests__/release/finish/interrupted-run.test.ts',
    title: 'tell that it did not, where nobody knows whether a deployment was created',
  },
];
