import { bringBundle } from './bring-bundle.ts';
import { configurationOf } from './emulator.ts';
import { type Bench, type Row, seconds } from './row.ts';

const grids = [
  { accounts: 1, regions: 6 },
  { accounts: 2, regions: 15 },
];
const distance = { roundTrip: 50, perBucket: 20 };
const uploadsEach = 'faults: [{ service: s3, operation: CopyObject, then: deny }]\n';

export const copies: Bench = {
  name: 'copies',
  about:
    '100 MB to all buckets at 50 ms and 20 MB/s a bucket: uploaded once for each account and copied inside S3, beside an upload to each, as where copies are denied. The emulator copies at once; S3 takes seconds for that.',
  slow: true,
  async run() {
    const rows: Row[] = [];
    for (const grid of grids) rows.push(await compare(grid));
    return rows;
  },
};

async function compare({ accounts, regions }: (typeof grids)[number]): Promise<Row> {
  const configuration = configurationOf(accounts, regions);
  const copied = await bringBundle(configuration, distance);
  const uploaded = await bringBundle(configuration, distance, uploadsEach);
  const inWords = ({ taken, bundles }: typeof copied) =>
    `${seconds(taken)}, ${bundles.toFixed(2)} × the bundle`;
  return {
    what: `${accounts * regions} destinations in ${accounts === 1 ? 'one account' : `${accounts} accounts`}`,
    fanout: inWords(copied),
    peers: `to each: ${inWords(uploaded)}`,
    aim: '≤ 1.05 × for each account, in ≤ 1.1 × the time of an upload to each',
    reached: copied.bundles <= 1.05 * accounts && copied.taken <= 1.1 * uploaded.taken,
  };
}
