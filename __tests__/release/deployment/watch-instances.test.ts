import type { InstanceTarget } from '@aws-sdk/client-codedeploy';
import { expect, test } from '@jest/globals';
import { watchInstances } from '../../../src/release/deployment/watch-instances.ts';
import type { Unstamped } from '../../../src/release/events.ts';
import { noInstances } from '../../../src/release/outcome.ts';
import { timing } from '../../../src/release/timing.ts';
import { handClock } from '../hand-clock.ts';
import { anInstance } from '../makers.ts';

/** A deployment whose instances are as they are in `all` whenever they are asked for. */
function aDeployment(all: InstanceTarget[]) {
  const asked: (readonly string[])[] = [];
  const events: Unstamped[] = [];
  const watch = watchInstances('d-ABCDEF123', {
    destination: 'retail/eu-west-1',
    role: 'deployment',
    calls: {
      listTargets: async () => all.map(({ targetId = '' }) => targetId),
      getTargets: async (_, ids) => {
        asked.push(ids);
        return all.filter(({ targetId = '' }) => ids.includes(targetId));
      },
    },
    clock: handClock().clock,
    emit: (event) => events.push(event),
  });
  return { watch, asked, events };
}

const install = (status: 'InProgress' | 'Pending' | 'Succeeded') => [
  { lifecycleEventName: 'Install', status },
];

test('the only instance is told about while it is at work', async () => {
  const { watch, events } = aDeployment([
    anInstance('i-1', install('InProgress'), { status: 'InProgress' }),
  ]);
  expect(await watch.readSome({ ...noInstances, inProgress: 1 })).toBe(true);
  expect(events).toMatchObject([{ kind: 'instance', event: 'Install', status: 'InProgress' }]);
  expect(await watch.readSome({ ...noInstances, inProgress: 1 })).toBe(false);
});

test('of many instances one call reads those at work, then those to come, and not what is over', async () => {
  const named = (name: string, count: number, status: 'InProgress' | 'Pending' | 'Succeeded') =>
    Array.from({ length: count }, (_, index) =>
      anInstance(`${name}-${index}`, install(status), { status }),
    );
  const { watch, asked } = aDeployment([
    ...named('over', 4, 'Succeeded'),
    ...named('next', 30, 'Pending'),
    ...named('work', 3, 'InProgress'),
  ]);
  const counts = { ...noInstances, succeeded: 4, pending: 30, inProgress: 3 };
  await watch.readAll(counts);
  await watch.readSome(counts);
  const last = asked.at(-1) ?? [];
  expect(last).toHaveLength(timing.look.instances);
  expect(last.slice(0, 4)).toEqual(['work-0', 'work-1', 'work-2', 'next-0']);
  expect(last.filter((id) => id.startsWith('over'))).toEqual([]);
});
