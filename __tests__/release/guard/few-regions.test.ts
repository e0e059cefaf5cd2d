import { expect, test } from '@jest/globals';
import type { AwsSession } from '../../../src/aws/session.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Environment } from '../../../src/config/destination.ts';
import { seededRandom } from '../../../src/random.ts';
import { seededClock } from '../../../src/rehearsal/seeded-clock.ts';
import { readKept } from '../../../src/release/guard/hold-record.ts';
import { homesOf } from '../../../src/release/guard/homes.ts';
import { takeLease } from '../../../src/release/guard/lease.ts';
import { holdEnvironment, unholdEnvironment } from '../../../src/release/guard/set-hold.ts';
import { holdKey, leaseKey } from '../../../src/release/object-keys.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { mortal } from './mortal-clock.ts';
import { takeOlderLease } from './older-lease.ts';
import { regionsOf } from './regions.ts';
import { fairWeather } from './weather.ts';

const names = { application: 'orders', name: 'production' };
const minute = 60_000;
const words = { reason: 'no changes until Monday', by: 'alice' };

/** Each destination is a bucket of its own: `retail/a` is that of account retail in region a. */
function fileOf(...ids: string[]): Environment {
  const destinations = ids.map((id) => {
    const [name = '', region = ''] = id.split('/');
    const account = { name, id: name === 'retail' ? '222222222222' : '333333333333' };
    return aDestination({ id, account, region, bucket: id.replace('/', '-') });
  });
  return anEnvironment({ waves: [aWave({ destinations })] });
}

function retail(regions: string): Environment {
  return fileOf(...[...regions].map((region) => `retail/${region}`));
}

/** Regions of which some refuse to answer, and what is told of them. */
function aWorld() {
  const clock = seededClock();
  let silent = '';
  const weather = {
    ...fairWeather,
    answers: (region: string) => !silent.includes(region),
    refuses: () => true,
  };
  const s3 = regionsOf(clock, () => weather);
  const ports = { aws: s3.seenFrom('here') as AwsSession, clock, unread: () => undefined };
  const key = holdKey(names);
  return {
    clock,
    s3,
    down: (regions: string) => {
      silent = regions;
    },
    hold: (file: Environment) => holdEnvironment(file, words, ports),
    unhold: (file: Environment) => unholdEnvironment(file, words, ports),
    look: async (file: Environment) => {
      const { holds } = await readKept(homesOf(file, ports.aws), key, ports);
      return holds[0]?.hold.reason;
    },
  };
}

test('a hold that most regions have got is found by every run that sees most of its own, one region more or less', async () => {
  const { hold, look, down } = aWorld();
  down('d');
  expect((await hold(retail('abcd'))).missing).toBeUndefined();
  for (const file of ['abcd', 'dcba', 'bcd', 'dab', 'dac', 'abcde', 'edabc'])
    for (const silent of ['', ...file]) {
      down(silent);
      expect(await look(retail(file))).toBe(words.reason);
    }
});

test('a hold that fewer have got says where it is not, and holds where it is seen', async () => {
  const { hold, unhold, look, down } = aWorld();
  down('cd');
  expect((await hold(retail('abcd'))).missing).toEqual(['retail/c', 'retail/d']);
  expect(await look(retail('abcd'))).toBe(words.reason);
  // Where none is found among so few, nobody knows.
  down('ab');
  await expect(look(retail('abcd'))).rejects.toThrow('ETIMEDOUT');
  down('');
  expect((await hold(retail('abcd'))).missing).toBeUndefined();
  await unhold(retail('abcd'));
  expect(await look(retail('abcd'))).toBeUndefined();
  // The others say of the one before that it is over, and nothing of this one.
  down('cd');
  await hold(retail('abcd'));
  down('');
  expect(await look(retail('abcd'))).toBe(words.reason);
});

test('most homes of the lease are not enough to look for a hold: another file’s may be elsewhere', async () => {
  const { hold, look, down } = aWorld();
  down('bc');
  expect((await hold(retail('abcde'))).missing).toBeUndefined();
  // Two of the three homes b, a and c, but of four regions two.
  down('ae');
  await expect(look(retail('bcae'))).rejects.toThrow('ETIMEDOUT');
  down('e');
  expect(await look(retail('bcae'))).toBe(words.reason);
});

test('where nothing answers there is no hold, and nothing says so', async () => {
  const { hold, down } = aWorld();
  down('abcd');
  await expect(hold(retail('abcd'))).rejects.toThrow('ETIMEDOUT');
});

test('a region has got a hold once all its buckets have: another file may go by those of another account', async () => {
  const { hold, look, down, s3 } = aWorld();
  const accounts = ['retail', 'travel'].map((account) =>
    [...'abc'].map((region) => `${account}/${region}`),
  );
  const [ours = [], theirs = []] = accounts;
  const { missing } = await hold(fileOf(...ours, ...theirs));
  expect([missing, s3.stored.size]).toEqual([undefined, 6]);
  down('a');
  expect(await look(fileOf(...theirs, ...ours))).toBe(words.reason);
  expect(await look(fileOf(...theirs))).toBe(words.reason);
});

test('a lease is kept while one home of three does not answer', async () => {
  const { clock, s3, down } = aWorld();
  const { signal } = new AbortController();
  for (const silent of 'abc') {
    const homes = homesOf(retail('abc'), s3.seenFrom('here'));
    const ports = { homes, clock, random: seededRandom(1), emit: () => undefined, signal };
    const asked = { key: leaseKey(names), run: `local:${silent}`, token: silent };
    const lease = await takeLease({ ...asked, timeout: minute }, ports);
    down(silent);
    await clock.sleep(30 * minute);
    expect([silent, lease.lost.aborted]).toEqual([silent, false]);
    down('');
    await lease.release();
  }
});

test('an older fanout is waited for where its one home falls silent, also where that is no home of ours', async () => {
  const { clock, s3, down } = aWorld();
  const key = leaseKey(names);
  const homes = homesOf(retail('abcdef'), s3.seenFrom('here'));
  const { signal } = new AbortController();
  const ports = { homes, random: seededRandom(1), emit: () => undefined, signal };
  const take = (run: string, own: Clock) =>
    takeLease({ key, run, token: run, timeout: 9 * minute }, { ...ports, clock: own });
  await (await take('local:1', clock)).release();
  const [own, ...others] = homesOf(retail('fabcde'), s3.seenFrom('there')).voters;
  if (!own) throw new Error('a file has a home');
  await own.write(key, { run: 'local:0', since: 'then' }, undefined);
  // It alone meets what that one left, and dies before it renews anything.
  down('e');
  await take('local:2', mortal(clock, clock.now() + minute / 2, 0));
  down('');
  const asked = { own, others, key, run: 'local:3', token: 'older' };
  const older = await takeOlderLease(asked, clock, () => 0);
  down('f');
  const lease = await take('local:4', clock);
  const isLost = older.lost.aborted;
  await lease.release();
  await older.release();
  expect(isLost).toBe(true);
});
