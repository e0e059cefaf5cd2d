import type { Patch } from '../copy.ts';
import type { Removal } from '../removal.ts';

const lease = '__tests__/release/guard/lease.test.ts';
const keep = 'src/release/guard/keep-lease.ts';

const takesItsOwnForAnothers: Patch = {
  file: keep,
  from: 'if (theirs?.token !== us.token || !theirs.until) return false;',
  to: 'if (theirs || us) return false;',
};

const asksWithoutEnd: Patch = {
  file: keep,
  from: 'const asking = { clock, outer: ended.signal, ms };\n    const { answers, silent } = await askEach(mine',
  to: 'const asking = { clock, outer: ended.signal, ms: ms > 0 ? Infinity : 0 };\n    const { answers, silent } = await askEach(mine',
};

/** Of the lease of an environment. */
export const ofLease: readonly Removal[] = [
  {
    name: 'a renewal that was carried out and not answered is known again',
    patches: [takesItsOwnForAnothers],
    test: lease,
    title: 'is not lost to a renewal of its own whose answer was lost',
  },
  {
    name: 'and is known again after three seconds in which nothing answers',
    patches: [takesItsOwnForAnothers],
    test: lease,
    title: 'nor to one after which nothing answered for three seconds',
  },
  {
    name: 'so that the next wave starts, and the undo is not skipped',
    patches: [takesItsOwnForAnothers],
    test: '__tests__/release/run/halting.slow.test.ts',
    title: 'keeps neither the next wave from starting nor what failed from going back',
  },
  {
    name: 'a renewal that hangs is given up in time: no two runs are at work',
    patches: [asksWithoutEnd],
    test: lease,
    title: 'is given up in time, so that no two runs are at work',
  },
  {
    name: 'and its call is aborted',
    patches: [
      {
        file: keep,
        from: 'const kept = await home.write(key, next, before, signal);',
        to: 'const kept = await home.write(key, next, before);',
      },
    ],
    test: lease,
    title: 'is aborted, so that it does not take effect later',
  },
  {
    name: 'giving a lease back waits for no renewal that hangs',
    patches: [
      asksWithoutEnd,
      {
        file: keep,
        from: '  void renew().finally(tellRound);\n',
        to: '  const renewing = renew();\n',
      },
      {
        file: keep,
        from: '      ended.abort();\n',
        to: '      await renewing.finally(() => ended.abort());\n',
      },
    ],
    test: lease,
    title: 'is not waited for when the lease is given back',
  },
  {
    name: 'giving a lease back that hangs itself is given up',
    patches: [
      { file: keep, from: 'ms: timing.lease.release }', to: 'ms: Number.POSITIVE_INFINITY }' },
    ],
    test: lease,
    title: 'and so is giving it back, where that hangs',
  },
  {
    name: 'finish leaves the lease of a live job with the same run id',
    patches: [
      {
        file: 'src/release/guard/find-lease.ts',
        from: '    if (token !== undefined && lease.token !== token) return false;\n',
        to: '',
      },
    ],
    test: lease,
    title: 'is not given back for another job of the same run, which shares its id',
  },
  {
    name: 'and the notes hold the token by which it is known',
    patches: [
      {
        file: 'src/release/finish/interrupted-run.ts',
        from: '    ...defined({ token: leasing?.token }),\n',
        to: '',
      },
    ],
    test: '__tests__/release/finish/interrupted-run.test.ts',
    title: 'tell by which token its lease is known',
  },
  {
    name: 'the number of homes follows from the file: a lease outlives one of three regions',
    patches: [
      {
        file: 'src/release/guard/home-choice.ts',
        from: 'return whole.length < 3 || size < 3 ? [main]',
        to: 'return whole.length < 300 || size < 3 ? [main]',
      },
    ],
    test: '__tests__/release/guard/few-regions.test.ts',
    title: 'a lease is kept while one home of three does not answer',
  },
];
