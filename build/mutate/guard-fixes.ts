import type { Patch } from './copy.ts';

const attempt = 'src/release/guard/attempt-lease.ts';
const majority = 'src/release/guard/majority.ts';

/**
 * What keeps two runs apart, and how to take it out. What shows in fewer than one of 2,000 schedules is not here, and
 * `few-regions.test.ts` plays it: that a hold is written to and sought in most of all regions and not of the homes alone,
 * that it is believed from anywhere that answers, and that an older fanout is told of wherever it was met.
 */
export const guardFixes: readonly { name: string; patches: readonly Patch[] }[] = [
  {
    name: 'it takes the majority of the homes',
    patches: [
      {
        file: majority,
        from: 'const needed = Math.floor(set.length / 2) + 1;',
        to: 'const needed = 1;',
      },
    ],
  },
  {
    name: 'and the majority of the homes that other files name',
    patches: [
      {
        file: majority,
        from: 'records.flatMap(setsIn)',
        to: 'records.slice(0, 0).flatMap(setsIn)',
      },
    ],
  },
  {
    name: 'all other buckets are looked into before it is taken',
    patches: [
      {
        file: attempt,
        from: "    if (met) return ended(ballots, [], { kind: 'held', ...met, met: true });\n",
        to: '',
      },
    ],
  },
  {
    name: 'where nobody has had a majority, all must answer',
    patches: [
      {
        file: attempt,
        from: 'return settled.length > 0 && isNarrow(silent, own);',
        to: 'return isNarrow(silent, own);',
      },
    ],
  },
  {
    name: 'an older fanout, which knows one home, may be at work there unseen',
    patches: [
      {
        file: 'src/release/guard/older-fanout.ts',
        from: 'return clock.now() < until ? until : undefined;',
        to: 'return clock.now() < until - 3 * 60_000 ? until : undefined;',
      },
    ],
  },
  {
    name: 'a lease is taken over only when it is stale for longer than it is held',
    patches: [
      {
        file: 'src/release/timing.ts',
        from: 'takenOver: 3 * minute,',
        to: 'takenOver: 24 * second,',
      },
    ],
  },
  {
    name: 'a hold is kept once most regions have it',
    patches: [
      {
        file: 'src/release/guard/set-hold.ts',
        from: 'return isEnough(answers) ? undefined :',
        to: 'return answers.size > 0 ? undefined :',
      },
    ],
  },
];
