import { afterAll, describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../src/random.ts';
import { differences, wrongIn } from './entries.ts';
import { tableOf } from './page.ts';
import { type Ended, type Play, playEnding } from './play-ending.ts';
import {
  atFinish,
  denied,
  faultKinds,
  moments,
  outages,
  type PlayName,
  playNames,
  plays,
} from './rows.ts';

const quietly = new Map<PlayName, Promise<Ended>>();

/** How it ends where nothing else happens. */
function quiet(name: PlayName): Promise<Ended> {
  const known = quietly.get(name) ?? playEnding(plays[name]);
  quietly.set(name, known);
  return known;
}

/** What must hold however it ends. */
async function expectRight(name: PlayName, ended: Ended): Promise<void> {
  const { exit, finishes, own, record = new Map(), records, lost, isLeaseFree, unknown } = ended;
  const isRollback = plays[name].command === 'rollback';
  const forward = own.filter(({ isBack }) => isBack === isRollback);
  const places = forward.map(({ destination }) => destination);
  const theirs = (await quiet(name)).record ?? new Map();
  const wrong = [...theirs].flatMap(([destination, entry]) => {
    const ours = record.get(destination);
    const there = own.filter((one) => one.destination === destination);
    if (!ours) return there.length > 0 ? [`${destination}: no record`] : [];
    // That nothing was created is not told before it is known.
    if (unknown.includes(destination) && there.length === 0) return [];
    return wrongIn(ours, entry, there, isRollback).map((what) => `${destination}: ${what}`);
  });
  const doubled = places.filter((one, index) => places.indexOf(one) !== index);
  const isOneRecord = records <= 1;
  expect({ doubled, lost, isLeaseFree, isOneRecord, wrong }).toEqual({
    ...{ doubled: [], lost: [], isLeaseFree: true, isOneRecord: true, wrong: [] },
  });
  expect([0, 1, 3, undefined]).toContain(exit);
  expect(finishes.filter((code) => code !== 0 && code !== 1)).toEqual([]);
}

async function comparedWithQuiet(name: PlayName, { record }: Ended): Promise<string> {
  if (!record) return 'none: nothing was deployed';
  const found = differences(record, (await quiet(name)).record ?? new Map());
  return found.length === 0 ? 'equal' : found.join('; ');
}

/** Where one fails, what an outage kept from being created until then is not begun any more. */
async function differsWhereBegun(name: PlayName, ended: Ended): Promise<string[]> {
  const { own, record = new Map() } = ended;
  const theirs = [...((await quiet(name)).record ?? [])].filter(
    ([destination]) =>
      name !== 'deploy that is undone' || own.some((one) => one.destination === destination),
  );
  return differences(record, new Map(theirs));
}

const after = { deploy: 'deploy 0, rollback 0', promote: 'promote 0, rollback 0' };

describe('killed', () => {
  const rows = playNames.flatMap((name) =>
    moments.filter(({ isIn }) => isIn(name)).map((moment) => [name, moment.name, moment] as const),
  );
  const table = tableOf('kills', ['command', 'killed', 'finish', 'its last line', 'record']);

  test.each(rows)('%s: %s', async (name, moment, { at }) => {
    const ended = await playEnding({ ...plays[name], kill: { at }, isFollowed: true });
    table.add(
      ...[name, moment, ended.finishes.join(', '), `\`${ended.lastLine}\``],
      await comparedWithQuiet(name, ended),
    );
    await expectRight(name, ended);
    expect(ended.finishes).toEqual([0]);
    await expectUsable(name, ended);
  });

  afterAll(() => table.hold(rows));
});

/** The next runs find in the records what they need. */
async function expectUsable(name: PlayName, { after: next, runs }: Ended): Promise<void> {
  const { command } = plays[name];
  expect(runs).toEqual(['1.1']);
  // What is back everywhere already has nothing before it.
  if (command === 'rollback') expect(['rollback 0', 'rollback 3']).toContain(next.join());
  else expect(next.join(', ')).toBe(after[command]);
}

/** By hand more of them: FANOUT_KILLS=500 npm run test:system -- endings -t 'random moments' */
const count = Number(process.env.FANOUT_KILLS ?? 6);

test.each(playNames)(
  'killed at random moments, half of them while records are written: %s',
  async (name) => {
    const random = seededRandom(20_261_123);
    const { ms } = await quiet(name);
    for (let index = 0; index < count; index++) {
      const part = random.next();
      const moment = index % 2 === 0 ? part * ms : ms - part * 800;
      const play: Play = {
        ...plays[name],
        seed: index + 1,
        kill: { after: moment },
        isFollowed: true,
      };
      const ended = await playEnding(play);
      await expectRight(name, ended);
      await expectUsable(name, ended);
    }
  },
  600_000,
);

describe('an outage that passes', () => {
  const rows = Object.entries(outages).flatMap(([what, faults]) =>
    playNames.map((name) => [what, name, faults] as const),
  );
  const table = tableOf('outages', ['what', 'command', 'exit', 'last line', 'record']);

  test.each(rows)('%s: %s', async (what, name, faults) => {
    const ended = await playEnding({ ...plays[name], faults });
    const record = await comparedWithQuiet(name, ended);
    table.add(what, name, String(ended.exit), `\`${ended.lastLine}\``, record);
    await expectRight(name, ended);
    // A run that has not begun refuses; one that has goes on as if nothing had been.
    if (ended.exit === 3) expect(ended.own).toEqual([]);
    else {
      expect(ended.exit).toBe((await quiet(name)).exit);
      expect(await differsWhereBegun(name, ended)).toEqual([]);
    }
  });

  afterAll(() => table.hold(rows));
});

describe('an action that is denied', () => {
  const rows = playNames
    .filter((name) => name !== 'deploy that is undone')
    .flatMap((name) => denied.map((action) => [action, name] as const));
  const table = tableOf('denials', ['denied', 'command', 'exit', 'last line', 'record']);

  test.each(rows)('%s: %s', async (action, name) => {
    const [service, operation] = action.split(':') as ['s3', string];
    const ended = await playEnding({
      ...plays[name],
      faults: [{ service, operation, then: 'deny' }],
    });
    const record = await comparedWithQuiet(name, ended);
    table.add(action, name, String(ended.exit), `\`${ended.lastLine.slice(0, 240)}\``, record);
    await expectRight(name, ended);
    if (ended.exit === 0) expect(record).toBe('equal');
    if (ended.exit === 3) expect(ended.own).toEqual([]);
  });

  test('these are all that the commands call', async () => {
    const called = await Promise.all(playNames.map(async (name) => (await quiet(name)).calls));
    const all = new Set(called.flat().map((one) => one.replace(' ', ':')));
    expect([...all].filter((one) => !denied.includes(one) && !one.startsWith('checks:'))).toEqual(
      [],
    );
  });

  afterAll(() => table.hold(rows));
});

describe('finish, where it may not', () => {
  const rows = atFinish.flatMap((action) => playNames.map((name) => [action, name] as const));
  const table = tableOf('finish', ['denied', 'command', 'finish', 'its last line', 'record']);

  test.each(rows)('%s: %s', async (action, name) => {
    const [service, operation] = action.split(':') as ['s3', string];
    const at = moments.find((one) => one.name === 'following four')?.at ?? (() => true);
    const ended = await playEnding({
      ...plays[name],
      kill: { at },
      faultsAtFinish: [{ service, operation, then: 'deny' }],
    });
    const record = await comparedWithQuiet(name, ended);
    table.add(action, name, ended.finishes.join(', '), `\`${ended.lastLine}\``, record);
    await expectRight(name, ended);
    expect(ended.finishes.at(-1)).toBe(0);
  });

  afterAll(() => table.hold(rows));
});

/** By hand all of them: FANOUT_FAULTS=all npm run test:system -- endings -t 'whatever' */
test('whatever goes wrong with whichever call, all the time, it ends in words', async () => {
  const random = seededRandom(20_261_130);
  const all = playNames.flatMap((name) =>
    denied.flatMap((action) => faultKinds.map((then) => ({ name, action, then }))),
  );
  const drawn = Array.from({ length: 16 }, () => all[Math.floor(random.next() * all.length)]);
  for (const one of process.env.FANOUT_FAULTS === 'all' ? all : drawn) {
    if (!one) continue;
    const { name, action, then } = one;
    const [service, operation] = action.split(':') as ['s3', string];
    const ended = await playEnding({ ...plays[name], faults: [{ service, operation, then }] });
    const isRollback = plays[name].command === 'rollback';
    const places = ended.own.filter(({ isBack }) => isBack === isRollback);
    const destinations = new Set(places.map(({ destination }) => destination));
    const isInWords = [0, 1, 3].includes(ended.exit ?? 70) && ended.lastLine !== '';
    expect({ ...one, isInWords, doubled: places.length - destinations.size }).toEqual({
      ...{ ...one, isInWords: true, doubled: 0 },
    });
  }
}, 600_000);
