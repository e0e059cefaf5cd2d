import { describe, expect, test } from '@jest/globals';
import type { GroupState, Running } from '../../../src/release/deployment/group-state.ts';
import { chooseRollback, type Standing } from '../../../src/release/records/choose-rollback.ts';
import type { DestinationRecord, History } from '../../../src/release/records/run-records.ts';
import { aDestination, aDigest, anEntry, aRunRecord } from '../makers.ts';

const ids = ['retail/eu-west-1', 'retail/us-east-1', 'retail/ap-southeast-1'];
type Step = Partial<DestinationRecord> & { rollback?: boolean };

/** A destination whose past is told in the order in which it happened. */
function standing(
  now: { runs?: string; tried?: string; groupId?: string },
  past: Step[],
  id = ids[0] as string,
): Standing {
  const history: History = past
    .map(({ rollback, ...step }, index) =>
      aRunRecord([anEntry({ destination: id, ...step })], {
        run: `run-${index}`,
        command: rollback ? 'rollback' : 'deploy',
      }),
    )
    .toReversed();
  const state: GroupState = {
    group: { deploymentGroupId: now.groupId ?? 'group-1' },
    ...(now.runs && { running: revision(now.runs, id) }),
    ...(now.tried && { attempted: revision(now.tried, id) }),
  };
  return { destination: aDestination({ id, region: id.slice(7) }), state, history };
}

/** A version, or the key of a revision that others made. */
function revision(version: string, id: string): Running {
  if (version.includes('/')) return { deploymentId: 'd-1', location: { key: version } };
  const { bucket, key } = anEntry({ version, destination: id }).object ?? {};
  return { deploymentId: 'd-1', version, location: { bucket, key } };
}

function chosen(...standings: Standing[]): string[] {
  const choices = chooseRollback(standings);
  return standings.map(({ destination: { id } }) => {
    const choice = choices.get(id);
    if (choice?.kind === 'goes') return `to ${choice.to.version}`;
    return choice?.kind === 'stays' ? `stays on ${choice.version}` : `cannot: ${choice?.why}`;
  });
}

const ok = (version: string): Step => ({ version });
const bad = (version: string): Step => ({ version, outcome: 'failed' });
const unverified = (version: string): Step => ({ version, outcome: 'not-verified' });
const back = (version: string, before: string): Step => ({ version, before, rollback: true });

describe('one destination goes', () => {
  test.each<[string, Standing, string]>([
    [
      'to the release before',
      standing({ runs: '1.3' }, [ok('1.1'), ok('1.2'), ok('1.3')]),
      'to 1.2',
    ],
    [
      'past a release that failed verification',
      standing({ runs: '1.3' }, [ok('1.1'), unverified('1.2'), ok('1.3')]),
      'to 1.1',
    ],
    [
      'past what an earlier rollback left: no ping-pong',
      standing({ runs: '1.2' }, [ok('1.1'), ok('1.2'), ok('1.3'), back('1.2', '1.3')]),
      'to 1.1',
    ],
    [
      'away from a release that is not verified itself',
      standing({ runs: '1.2' }, [ok('1.1'), unverified('1.2')]),
      'to 1.1',
    ],
    [
      'to what ran whole, after a deployment that failed half-way',
      standing({ runs: '1.1', tried: '1.2' }, [ok('1.0'), ok('1.1'), bad('1.2')]),
      'to 1.1',
    ],
    [
      'to the same again, after a rollback that failed',
      standing({ runs: '1.2', tried: '1.1' }, [
        ok('1.0'),
        ok('1.1'),
        ok('1.2'),
        { ...back('1.1', '1.2'), outcome: 'failed' },
      ]),
      'to 1.1',
    ],
    [
      'past the release that failed when it was deployed again',
      standing({ runs: '1.1', tried: '1.1' }, [ok('1.0'), ok('1.1'), bad('1.1')]),
      'to 1.0',
    ],
    [
      'on from what CodeDeploy has rolled back to',
      standing({ runs: '1.1' }, [ok('1.0'), ok('1.1'), { version: '1.2', outcome: 'rolled-back' }]),
      'to 1.0',
    ],
    [
      'to the last proven one where someone has deployed something else by hand',
      standing({ runs: 'others/app.zip' }, [ok('1.1'), ok('1.2')]),
      'to 1.2',
    ],
    [
      'never forward, where someone has deployed an earlier release by hand',
      standing({ runs: '1.1' }, [ok('1.0'), ok('1.1'), ok('1.2')]),
      'to 1.0',
    ],
    [
      'back to a newer version that an older one was deployed over',
      standing({ runs: '1.1' }, [ok('1.1'), ok('1.2'), ok('1.1')]),
      'to 1.2',
    ],
    ['to what is proven where nothing runs', standing({}, [ok('1.1')]), 'to 1.1'],
  ])('%s', (_, one, expected) => {
    expect(chosen(one)).toEqual([expected]);
  });
});

describe('one destination cannot', () => {
  test.each<[string, Standing, string]>([
    ['where no run was', standing({ runs: '1.1' }, []), 'no run deployed to it'],
    [
      'where there is only what runs',
      standing({ runs: '1.1' }, [ok('1.1')]),
      'no release was deployed before 1.1, which runs',
    ],
    [
      'where nothing before is proven, and why',
      standing({ runs: '1.2' }, [unverified('1.1'), ok('1.2')]),
      'no release is proven before 1.2, which runs (1.1: not verified in run run-0)',
    ],
    [
      'where its group was recreated',
      standing({ runs: '1.2', groupId: 'group-2' }, [
        ok('1.1'),
        { ...ok('1.2'), deploymentGroupId: 'group-2' },
      ]),
      'its deployment group was recreated, and no release is proven in the new one except what runs',
    ],
    [
      'where a digest is not one',
      standing({ runs: '1.2' }, [{ version: '1.1', digest: '../../etc' }, ok('1.2')]),
      'no release is proven before 1.2, which runs (1.1: its record has no digest)',
    ],
  ])('%s', (_, one, expected) => {
    expect(chosen(one)).toEqual([`cannot: ${expected}`]);
  });

  test('where it cannot be told what runs', () => {
    const one = standing({}, [ok('1.1'), ok('1.2')]);
    const running = { deploymentId: 'd-7', unknown: true as const };
    expect(chosen({ ...one, state: { group: {}, running } })).toEqual([
      'cannot: CodeDeploy has no details of d-7, the deployment that runs',
    ]);
  });

  test('where a record cannot be read, and what is older might be denied by it', () => {
    const one = standing({ runs: '1.2' }, [ok('1.1'), ok('1.2')]);
    const history: History = [{ unread: 'denied' }, ...one.history];
    const [said] = chosen({ ...one, history });
    expect(said).toBe('cannot: no release is proven before 1.2, which runs (1.1: denied)');
  });
});

describe('several destinations', () => {
  const [first = '', second = '', third = ''] = ids;

  test('each go to what was proven there', () => {
    expect(
      chosen(
        standing({ runs: '1.3' }, [ok('1.1'), ok('1.2'), ok('1.3')], first),
        standing({ runs: '1.3' }, [ok('1.1'), bad('1.2'), ok('1.3')], second),
      ),
    ).toEqual(['to 1.2', 'to 1.1']);
  });

  test('stay where a rollout that ended half-way did not get to', () => {
    expect(
      chosen(
        standing({ runs: '1.2' }, [ok('1.0'), ok('1.1'), ok('1.2')], first),
        standing({ runs: '1.1', tried: '1.2' }, [ok('1.0'), ok('1.1'), bad('1.2')], second),
        standing(
          { runs: '1.1' },
          [ok('1.0'), ok('1.1'), { version: '1.2', outcome: 'never-started' }],
          third,
        ),
      ),
    ).toEqual(['to 1.1', 'to 1.1', 'stays on 1.1']);
  });

  test('stay where they run what others go back to, though they have nothing older', () => {
    expect(
      chosen(
        standing({ runs: '1.2' }, [ok('1.1'), ok('1.2')], first),
        standing({ runs: '1.1' }, [ok('1.1')], second),
      ),
    ).toEqual(['to 1.1', 'stays on 1.1']);
  });

  test('do not stay on what is not proven there', () => {
    expect(
      chosen(
        standing({ runs: '1.2' }, [ok('1.1'), ok('1.2')], first),
        standing({ runs: '1.1' }, [ok('1.0'), unverified('1.1')], second),
      ),
    ).toEqual(['to 1.1', 'to 1.0']);
  });

  test('go on together the second time', () => {
    const past = [ok('1.0'), ok('1.1'), ok('1.2'), back('1.1', '1.2')];
    expect(
      chosen(standing({ runs: '1.1' }, past, first), standing({ runs: '1.1' }, past, second)),
    ).toEqual(['to 1.0', 'to 1.0']);
  });
});

test('the object is the one that the record tells of', () => {
  const choices = chooseRollback([standing({ runs: '1.2' }, [ok('1.1'), ok('1.2')])]);
  expect(choices.get('retail/eu-west-1')).toEqual({
    kind: 'goes',
    to: { version: '1.1', digest: aDigest('1.1'), object: anEntry({ version: '1.1' }).object },
  });
});

test('what an interrupted rollback brought back and did not check is gone back to once more, beside the rest', () => {
  const past = [ok('1.1'), ok('1.2')];
  const interrupted = { ...back('1.1', '1.2'), outcome: 'not-verified', unchecked: true } as const;
  const done = { ...back('1.1', '1.2') };
  expect(
    chosen(
      standing({ runs: '1.1' }, [...past, interrupted], ids[0]),
      standing({ runs: '1.1' }, [...past, done], ids[1]),
      standing({ runs: '1.2' }, past, ids[2]),
    ),
  ).toEqual(['to 1.1', 'stays on 1.1', 'to 1.1']);
});
