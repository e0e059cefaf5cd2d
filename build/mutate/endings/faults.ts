import type { Patch } from '../copy.ts';
import type { Removal } from '../removal.ts';

const known = '__tests__/release/run/known-release.test.ts';
const patience = '__tests__/aws/patience.test.ts';
const publish = 'src/release/records/publish.ts';

const throwsAsItComes: Patch = {
  file: publish,
  from: '      problems.push({ message: `${message} (bucket ${holder.bucket})`, ...rest });',
  to: '      if (message || rest) throw error;',
};

const impatient: Patch = {
  file: 'src/aws/retry.ts',
  from: '(patient && clock.now()',
  to: '(patient && clock.now() < 0 && clock.now()',
};

const faults = ['503', 'throttled', 'reset', '403'] as const;

/** Of AWS's faults before the first deployment, and of a disk that is full. */
export const ofFaults: readonly Removal[] = [
  ...(['promote', 'deploy of a known version'] as const).flatMap((command) =>
    faults.map(
      (fault): Removal => ({
        name: `${command} refuses in words where HeadObject is answered with ${fault}`,
        patches: [throwsAsItComes],
        test: known,
        title: `${command} .*refused where HeadObject .*${fault}`,
      }),
    ),
  ),
  {
    name: 'what is asked of STS before the first deployment waits out what passes',
    patches: [
      {
        file: 'src/release/timing.ts',
        from: 'goesOn: 75 * second,',
        to: 'goesOn: 5 * second,',
      },
    ],
    test: patience,
    title: 'STS is .*throttled',
  },
  {
    name: 'what is asked of S3 before the first deployment waits out what passes',
    patches: [impatient],
    test: patience,
    title: 'S3 asks to slow down',
  },
  {
    name: 'what is asked of CodeDeploy before the first deployment waits out what passes',
    patches: [impatient],
    test: patience,
    title: 'CodeDeploy is throttled',
  },
  {
    name: 'the next bucket that has the bytes is tried',
    patches: [throwsAsItComes],
    test: known,
    title: 'the next bucket that has the bytes is read where the first',
  },
  {
    name: 'a full disk at the start of a rollback is told in words',
    patches: [
      {
        file: 'src/release/finish/run-notes.ts',
        from: '    closeSync(file);\n    throw unwritable(path, error);\n  }\n  return {\n    write',
        to: '    closeSync(file);\n    throw error;\n  }\n  return {\n    write',
      },
    ],
    test: '__tests__/system/full-disk.test.ts',
    title: 'a full disk is told in words, and is no bug of fanout: .*rollback',
  },
];
