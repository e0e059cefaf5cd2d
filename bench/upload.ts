import { randomFillSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Distance, placeAt } from './distance.ts';
import { configurationOf, eventsOf, startEmulator } from './emulator.ts';
import { fanout } from './fanout.ts';
import { measure } from './measure.ts';
import { type Bench, megabytes, type Row, seconds } from './row.ts';

const links: { what: string; distance: Distance; aim: number }[] = [
  { what: '50 ms, 20 MB/s a bucket', distance: { roundTrip: 50, perBucket: 20 }, aim: 6.5 },
  { what: '150 ms, 8 MB/s a connection', distance: { roundTrip: 150, perConnection: 8 }, aim: 8 },
];

export const upload: Bench = {
  name: 'upload',
  about:
    '100 MB that do not shrink to six buckets in two accounts, over links of that length and width.',
  slow: true,
  async run() {
    const rows: Row[] = [];
    for (const link of links) rows.push(await bring(link));
    return rows;
  },
};

async function bring({ what, distance, aim }: (typeof links)[number]): Promise<Row> {
  const emulator = await startEmulator(configurationOf(2, 3), '--speed', '20');
  const proxy = await placeAt(emulator.url, distance);
  try {
    writeFileSync(join(emulator.folder, 'content'), randomFillSync(Buffer.alloc(100_000_000)));
    const env = { ...emulator.env, AWS_ENDPOINT_URL: proxy.url };
    const command = fanout('deploy', 'production', '--version', '1', '--events', 'events.jsonl');
    const { peak } = await measure({ run: command, cwd: emulator.folder, env });
    const events = eventsOf(emulator.folder);
    const uploads = events.filter(({ kind }) => kind === 'uploaded');
    const began = Math.min(...uploads.map(({ at, seconds: took }) => at - Number(took) * 1_000));
    const taken = (Math.max(...uploads.map(({ at }) => at)) - began) / 1_000;
    return {
      what,
      fanout: `${seconds(taken)}, ${megabytes(peak)}, ${(proxy.counts.bytes / 100e6).toFixed(2)} × the bundle left the process`,
      peers: '',
      aim: `≤ ${aim} s, ≤ 130 MB`,
      reached: taken <= aim && peak <= 130,
    };
  } finally {
    proxy.close();
    await emulator.stop();
  }
}
