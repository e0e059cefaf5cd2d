import type { Patch } from '../copy.ts';
import type { Removal } from '../removal.ts';

const clocks = '__tests__/release/run/clocks.test.ts';
const runRecords = '__tests__/release/records/run-records.test.ts';
const server = '__tests__/emulator/server.test.ts';

const goesByItsOwnClock: Patch = {
  file: 'src/release/guard/keep-lease.ts',
  from: 'sent: began, sentAt, taken } = lease;',
  to: 'sent: began, sentAt } = lease;\n  const taken = clock.now();',
};

/** Of clocks that differ. */
export const ofClocks: readonly Removal[] = [
  {
    name: "a step of the machine's clock changes no limit of a run that is at work",
    patches: [
      {
        file: 'src/clock.ts',
        from: 'start + Math.floor((performance.now() - began) * speed)',
        to: 'Date.now() + 0 * (speed + began)',
      },
    ],
    test: '__tests__/clock.test.ts',
    title: 'a steady clock counts on',
  },
  {
    name: 'more than eight minutes of skew take no live lease',
    patches: [
      {
        file: 'src/release/guard/lease-record.ts',
        from: 'return ageOf(kept) ?? now - one.since;',
        to: "return now - Date.parse(leaseIn(kept)?.until ?? '') + timing.lease.holds;",
      },
    ],
    test: '__tests__/release/guard/lease.test.ts',
    title: 'minutes off, a lease that is renewed is not taken',
  },
  {
    name: 'four minutes of skew have no rollback choose the wrong target',
    patches: [goesByItsOwnClock],
    test: clocks,
    title: 'does not have a rollback go to the wrong release',
  },
  {
    name: 'four minutes of skew have promote choose no wrong release',
    patches: [goesByItsOwnClock],
    test: clocks,
    title: 'does not have the wrong release promoted',
  },
  {
    name: "a run's time is S3's when it took its lease, in key and record",
    patches: [goesByItsOwnClock],
    test: clocks,
    title: 'time is S3.s when it took its lease, in the key of its record and in it',
  },
  {
    name: 'and not when the record is written, however late that is',
    patches: [
      {
        file: 'src/release/run/deploy-and-record.ts',
        from: 'started: new Date(lease.taken).toISOString(),',
        to: 'started: new Date(lease.now()).toISOString(),',
      },
    ],
    test: clocks,
    title: 'time is S3.s when it took its lease, in the key of its record and in it',
  },
  {
    name: 'LastModified bounds from above when a record was written: what claims a later time is no newer',
    patches: [
      {
        file: 'src/release/records/record-keys.ts',
        from: 'Math.min(claimed, written)',
        to: 'Math.max(claimed, written * 0)',
      },
    ],
    test: runRecords,
    title: 'is not blocked for ever by what claims a time to come',
  },
  {
    name: 'an entry that claims to be later than S3 took it proves nothing',
    patches: [
      {
        file: 'src/release/records/run-records.ts',
        from: 'claimed <= written + timing.record.clocks) return undefined;',
        to: 'claimed > 0) return undefined;',
      },
    ],
    test: runRecords,
    title: 'believes no run that claims to be later than S3 took its record',
  },
  {
    name: "the emulator's Date comes from its own clock",
    patches: [
      {
        file: 'src/emulator/wire/reply.ts',
        from: "setHeader('date', date.toUTCString())",
        to: "setHeader('date', new Date().toUTCString())",
      },
    ],
    test: server,
    title: 'The Date header and LastModified are told by the clock that clients go by',
  },
  {
    name: "the emulator's LastModified comes from its own clock",
    patches: [
      {
        file: 'src/emulator/s3/get-object.ts',
        from: "'last-modified': new Date(object.modified + skew).toUTCString(),",
        to: "'last-modified': new Date().toUTCString(),",
      },
    ],
    test: server,
    title: 'The Date header and LastModified are told by the clock that clients go by',
  },
];
