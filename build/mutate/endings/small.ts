import type { Removal } from '../removal.ts';

const notes = '__tests__/cli/notes-folder.test.ts';
const folders = 'src/cli/notes-folder.ts';

/** Of processes, folders and files, and of copies of a bundle. */
export const ofSmallThings: readonly Removal[] = [
  {
    name: 'a cancelled run sleeps no longer than until it is told what became of its deployment',
    patches: [lingers()],
    test: '__tests__/release/deployment/stop-cancelled.test.ts',
    title: 'a cancelled run sleeps no longer than until it is told',
  },
  {
    name: 'and its process is gone with its report, not 1.5 s later',
    patches: [lingers()],
    test: '__tests__/system/cancel.test.ts',
    title: 'a cancelled run is gone once it has reported',
  },
  {
    name: 'a second signal after the report gives its exit code',
    patches: [{ file: 'src/cli/cancel-on-signals.ts', from: '      if (last) return;\n', to: '' }],
    test: '__tests__/cli/cancel-on-signals.test.ts',
    title: 'a second signal gives its exit code also after the report',
  },
  {
    name: 'a read-only workspace keeps no rollback from beginning',
    patches: [
      {
        file: folders,
        from: 'return [...usual, ofMachine(cwd)];',
        to: 'return usual.length > 0 ? usual : [ofMachine(cwd)];',
      },
    ],
    test: notes,
    title: 'a workspace that cannot be written to keeps no run from beginning',
  },
  {
    name: 'and where its notes are is said',
    patches: [
      {
        file: 'src/cli/recorder.ts',
        from: "if (problem) host.problems([problem], 'warning');",
        to: '',
      },
    ],
    test: notes,
    title: 'a workspace that cannot be written to keeps no run from beginning',
  },
  {
    name: 'notes are where --notes says',
    patches: [
      {
        file: folders,
        from: "if (notes !== undefined) return [join(resolve(cwd, notes), 'fanout')];",
        to: '',
      },
    ],
    test: notes,
    title: 'what is named by --notes is taken',
  },
  {
    name: 'notes are in RUNNER_TEMP before the folder of the machine',
    patches: [
      {
        file: folders,
        from: "const ofRunner = env.RUNNER_TEMP ? [join(env.RUNNER_TEMP, 'fanout')] : [];",
        to: 'const ofRunner: string[] = [];',
      },
    ],
    test: notes,
    title: 'temporary folder comes before the machine',
  },
  {
    name: 'two runs of one id in a second lose no record',
    patches: [
      {
        file: 'src/release/records/record-run.ts',
        from: 'there?.run === record.run && there.token === record.token;',
        to: 'there?.run === record.run;',
      },
    ],
    test: '__tests__/release/records/record-run.test.ts',
    title: 'is not lost to another of the same id in the same second',
  },
  {
    name: 'one missing pair of quotes is one error, not 45',
    patches: [
      {
        file: 'src/config/yaml-source.ts',
        from: 'fault === lost || standAlone.has(fault.code)',
        to: 'fault === lost || fault.code !== undefined',
      },
    ],
    test: '__tests__/config/mistakes.test.ts',
    title: 'one missing pair of quotes is one error',
  },
  {
    name: 'what S3 copies to many buckets is not read at all by this machine',
    patches: [
      {
        file: 'src/release/records/spread-inside.ts',
        from: 'if (record.size > largestCopy) return store(recordBucket, key);',
        to: 'if (record.size > 0) return store(recordBucket, key);',
      },
    ],
    test: '__tests__/release/records/spread-inside.slow.test.ts',
    title: 'what S3 copies is not read at all by this machine',
  },
  {
    name: 'what S3 does not copy is read once, for however many buckets',
    patches: [
      {
        file: 'src/release/records/publish.ts',
        from: 'recordBuckets.length > 1 ? once.of(holder) : holder;',
        to: 'recordBuckets.length > 1e9 ? once.of(holder) : holder;',
      },
    ],
    test: '__tests__/release/records/spread-inside.slow.test.ts',
    title: 'what is promoted is read once, for however many buckets',
  },
];

function lingers() {
  return {
    file: 'src/release/deployment/stop-deployment.ts',
    from: '  over.abort();\n  late.abort();\n',
    to: '  late.abort();\n',
  };
}
