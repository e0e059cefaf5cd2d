import { expect, test } from '@jest/globals';
import type { Artifacts } from '../../../src/aws/artifacts.ts';
import type { TaggedObject } from '../../../src/aws/object-tags.ts';
import { seededClock } from '../../../src/rehearsal/seeded-clock.ts';
import { admit } from '../../../src/release/run/admit.ts';
import type { Prepared } from '../../../src/release/run/prepared.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';

const key = 'orders/1.214-abc.zip';
const tags = ['fanout-test', 'fanout-production', 'fanout-load'];

/** One object whose tags S3 takes all together, after so many milliseconds on the way. */
function aBucket(clock: ReturnType<typeof seededClock>) {
  let stored: ReadonlyMap<string, string> = new Map();
  const artifacts = (delay: () => number): Pick<Artifacts, 'tags' | 'addTag'> => ({
    tags: async () => {
      await clock.sleep(delay());
      return stored;
    },
    addTag: async (_: TaggedObject, there, [name, value]) => {
      await clock.sleep(delay());
      stored = new Map([...there, [name, value]]);
    },
  });
  return { artifacts, names: () => [...stored.keys()].toSorted() };
}

function admitted(tag: string, artifacts: unknown, clock: ReturnType<typeof seededClock>) {
  const destination = aDestination({ guardTag: tag });
  const artifact = { version: '1.214', digest: 'abc', bucket: destination.bucket, key, eTag: 'e' };
  const prepared = { artifacts: new Map([[destination.id, artifact]]) } as unknown as Prepared;
  const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });
  const { signal } = new AbortController();
  const aws = { artifacts: () => artifacts as Artifacts };
  return admit(prepared, { environment, goesBack: false }, { aws, clock, emit: () => {}, signal });
}

test('environments that tag one object in the same second all find their tag on it', async () => {
  for (const delays of [
    [10, 10, 10],
    [10, 200, 400],
    [400, 10, 200],
    [300, 310, 10],
  ]) {
    const clock = seededClock();
    const bucket = aBucket(clock);
    await Promise.all(
      tags.map((tag, index) =>
        admitted(
          tag,
          bucket.artifacts(() => delays[index] ?? 0),
          clock,
        ),
      ),
    );
    expect(bucket.names()).toEqual(tags.toSorted());
  }
});

test('a tag that is taken away again and again is a refusal that says so', async () => {
  const clock = seededClock();
  const artifacts = { tags: async () => new Map(), addTag: async () => undefined };
  await expect(admitted('fanout-test', artifacts, clock)).rejects.toThrow(
    'cannot be tagged fanout-test, and without that tag no host may read it: ',
  );
});
