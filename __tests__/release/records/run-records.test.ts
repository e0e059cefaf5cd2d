import { describe, expect, test } from '@jest/globals';
import {
  historiesReader,
  historyReader,
  readUntil,
} from '../../../src/release/records/read-history.ts';
import { hasMore, runKey } from '../../../src/release/records/run-records.ts';
import { aDestination, anEntry, anEnvironment, aRunRecord, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const destination = aDestination();
const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });

async function aBucket() {
  const world = await openWorld({ environment, instances: 0 });
  const aws = world.aws();
  const records = aws.artifacts(destination);
  return {
    world,
    aws,
    records,
    write: (record: ReturnType<typeof aRunRecord>) =>
      records.writeJson(runKey({ application: 'orders' }, record), record, { ifNoneMatch: true }),
    read: () => historyReader(records, { application: 'orders' }, 'production')(200),
  };
}

test('a key sorts by time and holds nothing that could lead elsewhere', () => {
  const started = '2026-11-23T17:29:00.123Z';
  const record = aRunRecord([], { run: 'github:98/../7.1', started });
  expect(runKey({ application: 'orders' }, record)).toBe(
    'orders/runs/production/20261123T172900Z-github-98-..-7.1.json',
  );
});

describe('the history of an environment', () => {
  test('is its runs, newest first, over any number of pages', async () => {
    const { write, read } = await aBucket();
    const runs = Array.from({ length: 5 }, () => aRunRecord([anEntry()]));
    for (const run of runs.toReversed()) await write(run);
    await write(aRunRecord([anEntry()], { environment: 'production-2' }));
    expect(await read()).toEqual(runs.toReversed());
  });

  test('reaches back further than anybody scrolls', async () => {
    const { write, read } = await aBucket();
    const runs = Array.from({ length: 60 }, () => aRunRecord([anEntry()]));
    for (const run of runs) await write(run);
    expect(await read()).toEqual(runs.toReversed());
  });

  test('is read no further back than what is asked needs', async () => {
    const { world, write, records } = await aBucket();
    const runs = Array.from({ length: 40 }, () => aRunRecord([anEntry()]));
    for (const run of runs) await write(run);
    const before = world.count('GetObject');
    const reader = historyReader(records, { application: 'orders' }, 'production');
    const history = await readUntil(reader, (told) => told.length > 1);
    expect(history.slice(0, -1)).toEqual(runs.toReversed().slice(0, 8));
    expect(hasMore(history)).toBe(true);
    expect(world.count('GetObject') - before).toBe(8);
    const whole = await readUntil(reader, (told) => !hasMore(told));
    expect(whole).toEqual(runs.toReversed());
    expect(world.count('GetObject') - before).toBe(40);
  });

  test('is empty where no run was', async () => {
    expect(await (await aBucket()).read()).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['no object', 'text'],
    ['nothing', null],
    ['of another kind', { fanout: 'x', run: 'x', command: 'deploy', destinations: [] }],
    [
      'without its run',
      { fanout: 1, command: 'deploy', started: '2026-01-01T00:00:00.000Z', destinations: [] },
    ],
    ['without destinations', { fanout: 1, run: 'x', command: 'deploy', started: 'x' }],
    [
      'with a destination that is none',
      {
        fanout: 1,
        run: 'x',
        command: 'deploy',
        started: '2026-01-01T00:00:00.000Z',
        destinations: [null],
      },
    ],
    [
      'with a version that is none',
      {
        fanout: 1,
        run: 'x',
        command: 'deploy',
        started: '2026-01-01T00:00:00.000Z',
        destinations: [{ ...anEntry(), version: 7 }],
      },
    ],
    ['with more than a run', { ...aRunRecord([]), run: 'x\n::error::y' }],
    ['with no time', { ...aRunRecord([]), started: 'yesterday' }],
    ['with more than an outcome', aRunRecord([{ ...anEntry(), outcome: 'a b' as 'failed' }])],
    ['with a version that leads elsewhere', aRunRecord([{ ...anEntry(), version: '../1' }])],
    ['with a digest that is none', aRunRecord([{ ...anEntry(), digest: '../1' }])],
  ])('keeps the place of a record that is %s', async (_, value) => {
    const { records, write, read } = await aBucket();
    const run = aRunRecord([anEntry()]);
    await write(run);
    const key = 'orders/runs/production/99990101T000000Z-x.json';
    await records.writeJson(key, value, { ifNoneMatch: true });
    expect(await read()).toEqual([
      { unread: `s3://${destination.bucket}/${key} is not the record of a run` },
      run,
    ]);
  });

  test('says of a record that a newer fanout has written it', async () => {
    const { records, read } = await aBucket();
    const key = 'orders/runs/production/20260101T000000Z-x.json';
    await records.writeJson(key, { fanout: 2 }, { ifNoneMatch: true });
    const unread = `s3://${destination.bucket}/${key} was written by a newer fanout (format 2); only that version can read it`;
    expect(await read()).toEqual([{ unread, newer: true }]);
  });

  test('is not blocked for ever by what claims a time to come', async () => {
    const { world, records, write, read } = await aBucket();
    const key = 'orders/runs/production/99990101T000000Z-x.json';
    await records.writeJson(key, { fanout: 2 }, { ifNoneMatch: true });
    await world.clock.sleep(60_000);
    const started = new Date(world.clock.now()).toISOString();
    await world.clock.sleep(60_000);
    const run = aRunRecord([anEntry()], { started });
    await write(run);
    expect(await read()).toEqual([
      run,
      { unread: expect.stringContaining('newer fanout'), newer: true },
    ]);
  });

  test('leaves out what is not named as a record is', async () => {
    const { records, write, read } = await aBucket();
    const run = aRunRecord([anEntry()]);
    await write(run);
    for (const name of ['zzz.json', '20260101T000000Z-x.json.bak', 'README'])
      await records.writeJson(`orders/runs/production/${name}`, {}, { ifNoneMatch: true });
    expect(await read()).toEqual([run]);
  });

  test('believes no run that claims to be later than S3 took its record, nor one of two times', async () => {
    const { world, records, write, read } = await aBucket();
    const started = new Date(world.clock.now() + 10 * 60_000).toISOString();
    const late = aRunRecord([anEntry()], { started });
    await write(late);
    const twofold = aRunRecord([anEntry()], { run: 'x' });
    const key = 'orders/runs/production/20250101T000000Z-x.json';
    await records.writeJson(key, twofold, { ifNoneMatch: true });
    expect(await read()).toEqual([
      {
        ...late,
        doubt: expect.stringMatching(
          /^run \S+ says that it started at \S+, but S3 stored its record at/,
        ),
      },
      { ...twofold, doubt: expect.stringContaining('has another time than its content') },
    ]);
  });

  test('keeps the place of a record that is denied, or is not even JSON', async () => {
    const { world, write, read } = await aBucket();
    const run = aRunRecord([anEntry()]);
    await write(run);
    const someone = await world.someoneIn(destination.id);
    await someone.overwrite('orders/runs/production/99990101T000000Z-x.json', '{');
    expect(await read()).toEqual([{ unread: expect.stringContaining('is not JSON') }, run]);
    world.emulator.arm([{ service: 's3', operation: ['GetObject'], then: 'deny' }]);
    const unread = expect.stringMatching(
      /^s3:\S+ cannot be read: s3:GetObject was denied: AccessDenied: /,
    );
    const denied = { unread, fault: 'AccessDenied' };
    expect(await read()).toEqual([denied, denied]);
  });

  test('is one that cannot be read where its records cannot be listed', async () => {
    const { world, write, read } = await aBucket();
    await write(aRunRecord([anEntry()]));
    world.emulator.arm([{ service: 's3', operation: ['ListObjectsV2'], then: 'deny' }]);
    expect(await read()).toEqual([
      {
        unread: expect.stringMatching(
          /^the records in s3:\S+ cannot be listed: s3:ListObjectsV2 was denied: AccessDenied: /,
        ),
        fault: 'AccessDenied',
      },
    ]);
  });

  test('is read once for all destinations that share a bucket', async () => {
    const { world, aws, write } = await aBucket();
    const run = aRunRecord([anEntry()]);
    await write(run);
    const other = aDestination({ id: 'retail/eu-west-1/legacy', deploymentGroup: 'legacy' });
    const environment = { application: 'orders', name: 'production' };
    const histories = await historiesReader([destination, other], environment, aws)(200);
    expect(Object.fromEntries(histories)).toEqual({ [destination.id]: [run], [other.id]: [run] });
    expect(world.count('ListObjectsV2')).toBe(1);
  });
});

describe('a record that somebody else may have put there', () => {
  test.each([
    ['account', '333333333333'],
    ['account', undefined],
    ['region', 'us-east-1'],
  ])('proves nothing where its %s is %s', async (name, value) => {
    const { aws, write } = await aBucket();
    await write(aRunRecord([{ ...anEntry(), [name]: value }]));
    const histories = await historiesReader([destination], environment, aws)(200);
    expect(histories.get(destination.id)).toEqual([
      expect.objectContaining({
        doubt: expect.stringMatching(/^the record of run github:\S+ is of account /),
      }),
    ]);
  });
});
