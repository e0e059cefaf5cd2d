import { expect, test } from '@jest/globals';
import { listZip } from '../../src/bundle/zip-listing.ts';
import { endRecords } from '../../src/bundle/zip-records.ts';

test('a directory that nobody could hold in memory is refused before it is read', async () => {
  const size = 65 * 1024 * 1024;
  const end = endRecords({ entries: 1, offset: 0, size });
  let read = 0;
  const handle = {
    async read(buffer: Buffer, offset: number, length: number, position: number) {
      read += length;
      buffer.fill(0, offset, offset + length);
      if (position + length === size + end.length) end.copy(buffer, offset + length - end.length);
      return { bytesRead: length };
    },
    close: async () => undefined,
  };
  const listing = listZip({ handle, size: size + end.length, shownAs: 's3://bucket/orders.zip' });
  await expect(listing).rejects.toThrow(`has a directory of ${size} bytes`);
  expect(read).toBeLessThan(128 * 1024);
});
