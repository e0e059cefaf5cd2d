import { placeAt } from './distance.ts';
import { configurationOf, type Emulator, eventsOf, startEmulator } from './emulator.ts';
import { fanout } from './fanout.ts';
import { measure, median } from './measure.ts';
import { type Bench, seconds } from './row.ts';

const far = 100;

export const firstCreation: Bench = {
  name: 'first creation',
  about:
    'From the start of the process to the answer to the first CreateDeployment, of six destinations in two accounts.',
  async run() {
    const emulator = await startEmulator(configurationOf(2, 3), '--speed', '20');
    try {
      const near: number[] = [];
      const away: number[] = [];
      for (let turn = 1; turn <= 3; turn++) {
        near.push(await firstAnswer(emulator, 0, `${turn}.1`));
        away.push(await firstAnswer(emulator, far, `${turn}.2`));
      }
      const inARow = ((median(away) - median(near)) * 1_000) / far;
      return [
        {
          what: `at a round trip of ${far} ms`,
          fanout: `${seconds(median(away))}; ${seconds(median(near))} at none`,
          peers: '',
          aim: '≤ 2 s',
          reached: median(away) <= 2,
        },
        {
          what: 'round trips one after another, those of new connections included',
          fanout: inARow.toFixed(1),
          peers: '',
          aim: '≤ 14',
          reached: inARow <= 14,
        },
      ];
    } finally {
      await emulator.stop();
    }
  },
};

async function firstAnswer(
  emulator: Emulator,
  roundTrip: number,
  version: string,
): Promise<number> {
  const proxy = await placeAt(emulator.url, { roundTrip });
  try {
    const began = Date.now();
    const command = ['deploy', 'production', '--version', version, '--events', 'events.jsonl'];
    const env = { ...emulator.env, AWS_ENDPOINT_URL: proxy.url };
    await measure({ run: fanout(...command), cwd: emulator.folder, env });
    const created = eventsOf(emulator.folder).findLast(({ kind }) => kind === 'run-started');
    const first = eventsOf(emulator.folder).find(
      ({ at, kind }) => kind === 'created' && at >= (created?.at ?? 0),
    );
    return ((first?.at ?? 0) - began) / 1_000;
  } finally {
    proxy.close();
  }
}
