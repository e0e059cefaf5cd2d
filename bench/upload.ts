import { bringBundle } from './bring-bundle.ts';
import type { Distance } from './distance.ts';
import { configurationOf } from './emulator.ts';
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
  const { taken, peak, bundles } = await bringBundle(configurationOf(2, 3), distance);
  return {
    what,
    fanout: `${seconds(taken)}, ${megabytes(peak)}, ${bundles.toFixed(2)} × the bundle left the process`,
    peers: '',
    aim: `≤ ${aim} s, ≤ 130 MB`,
    reached: taken <= aim && peak <= 130,
  };
}
