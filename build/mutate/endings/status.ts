import type { Patch } from '../copy.ts';
import type { Removal } from '../removal.ts';

const readStatus = 'src/release/status/read-status.ts';

/** By what could not be read: the row of the test, and what makes it count. */
const unread: Readonly<Record<string, Patch>> = {
  'the group': {
    file: readStatus,
    from: '        problem !== undefined || current?.unread',
    to: '        (problem === null) || current?.unread',
  },
  'the records': {
    file: readStatus,
    from: 'current?.unread !== undefined ||',
    to: "current?.unread === '' ||",
  },
  'what runs before it': {
    file: readStatus,
    from: 'behind.some(({ problem }) => problem !== undefined) ||',
    to: 'behind.some(({ problem }) => problem === null) ||',
  },
  'how far it is behind that': {
    file: readStatus,
    from: 'behind.some(({ problem }) => problem !== undefined) ||',
    to: "behind.some((one) => 'unknown' in one && one.problem !== undefined) ||",
  },
  'which instances are left': {
    file: 'src/release/status/status-destination.ts',
    from: 'which.some(({ isNameless }) => isNameless) &&',
    to: 'which.length < 0 &&',
  },
  'its hold': { file: readStatus, from: '    problems.length > 0 ||\n', to: '' },
  'its lease': { file: readStatus, from: '    problems.length > 0 ||\n', to: '' },
};

/** Of what `status` could not read. */
export const ofStatus: readonly Removal[] = Object.entries(unread).map(([what, patch]) => ({
  name: `status ends with 1 where it could not be read: ${what}`,
  patches: [patch],
  test: '__tests__/cli/status.test.ts',
  title: `status ends with 1 where .*: .*${what}`,
}));
