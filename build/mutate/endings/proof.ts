import type { Removal } from '../removal.ts';

const record = '__tests__/release/records/record-run.test.ts';
const runRecords = '__tests__/release/records/run-records.test.ts';
const hold = '__tests__/release/guard/hold-record.test.ts';
const writing = 'src/release/records/record-run.ts';

const countsAsVerified = {
  file: writing,
  from: 'isGood(result.outcome) && leftBehind === undefined',
  to: 'isGood(result.outcome)',
};

/** Of what is recorded and proven, and of holds and leases. */
export const ofProof: readonly Removal[] = [
  {
    name: 'a deployment that left an instance behind is not recorded as verified',
    patches: [countsAsVerified],
    test: record,
    title: 'a deployment that left instances behind is said to be unproven, and is',
  },
  {
    name: 'and is not promoted, which is said',
    patches: [
      countsAsVerified,
      {
        file: 'src/release/records/proof.ts',
        from: '  if (entry.leftBehind) return unproven(',
        to: "  if (entry.leftBehind === '') return unproven(",
      },
    ],
    test: '__tests__/release/run/promote.slow.test.ts',
    title: 'where a deployment left an instance behind',
  },
  {
    name: 'a record that cannot be written is worth minutes',
    patches: [
      {
        file: 'src/release/timing.ts',
        from: 'goesOn: 2 * minute,\n    goesOnCancelled',
        to: 'goesOn: 30 * second,\n    goesOnCancelled',
      },
    ],
    test: record,
    title: 'is written after minutes of faults that pass',
  },
  {
    name: 'then the run ends with 1, and says "run again to record it"',
    patches: [{ file: writing, from: 'return [artifacts.bucket];', to: 'return [];' }],
    test: record,
    title: 'that cannot be written ends the run with 1',
  },
  {
    name: "renaming an account's alias loses no proof",
    patches: [
      {
        file: 'src/release/records/proof.ts',
        from: 'if (entry.account === undefined || account.id === undefined) return',
        to: 'if (entry.account !== account.id || region !== undefined) return',
      },
    ],
    test: record,
    title: 'an account that is called otherwise keeps its proofs',
  },
  {
    name: 'an object of a newer fanout in runs/ is told as that',
    patches: [
      {
        file: 'src/release/records/run-records.ts',
        from: "if (typeof format !== 'number' || format <= 1)",
        to: "if (typeof format !== 'number' || format > 0)",
      },
    ],
    test: runRecords,
    title: 'says of a record that a newer fanout has written it',
  },
  {
    name: 'a corrupt one keeps its place, and hides no other',
    patches: [
      {
        file: 'src/release/records/run-records.ts',
        from: 'if (!isRunRecord(found?.value)) return whyNoRecord(object, found?.value);',
        to: '',
      },
    ],
    test: runRecords,
    title: 'keeps the place of a record that is .*of another kind',
  },
  {
    name: 'a stray one is no record',
    patches: [
      {
        file: 'src/release/records/record-keys.ts',
        from: 'return at === undefined ? [] : [{ stored, at }];',
        to: 'return [{ stored, at: at ?? 0 }];',
      },
    ],
    test: runRecords,
    title: 'leaves out what is not named as a record is',
  },
  {
    name: 'none of them blocks what a newer run proves',
    patches: [
      {
        file: 'src/release/records/proof.ts',
        from: '  let never: string | undefined;\n',
        to: "  let never: string | undefined;\n  if (history.some((run) => 'unread' in run)) return unproven('a record cannot be read');\n",
      },
    ],
    test: '__tests__/release/records/proof.test.ts',
    title: 'is no matter where a newer run proves',
  },
  {
    name: 'a hold does not vanish when another region is put first',
    patches: [ownAlone()],
    test: hold,
    title: 'a hold still holds, and is lifted wherever it is',
  },
  {
    name: 'a lease does not vanish when another region is put first',
    patches: [ownAlone()],
    test: hold,
    title: 'a lease still keeps others out',
  },
];

function ownAlone() {
  return {
    file: 'src/release/guard/homes.ts',
    from: 'others: [...byBucket.values()].map(home) };',
    to: 'others: [...byBucket.values()].slice(0, 0).map(home) };',
  };
}
