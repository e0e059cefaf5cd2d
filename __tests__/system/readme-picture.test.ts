import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { chromiumPath, launch } from './browser.ts';
import { copyQuickstart, fanout } from './fanout.ts';

const picture = fileURLToPath(new URL('../../docs/page.png', import.meta.url));
const readme = fileURLToPath(new URL('../../README.md', import.meta.url));

/** Enough for the verdict, the timeline and the instances. */
const size = { width: 1180, height: 800 };

/** Width and height, as the header of a PNG has them (RFC 2083, 4.1.1). */
function sizeOf(png: Buffer): { width: number; height: number } {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

// Fonts are other ones on other machines, so that pictures are not compared bit by bit.
(chromiumPath ? test : test.skip)(
  'the picture in the README is of the page of a rehearsal; UPDATE=1 npm run test:system -- readme-picture takes it',
  async () => {
    const quickstart = copyQuickstart();
    const browser = await launch();
    try {
      const file = join(quickstart.folder, 'page.html');
      await fanout([
        ...['rehearse', '--config', join(quickstart.folder, 'fanout.yml'), '--seed', '3'],
        ...['--scenario', 'examples/scenarios/outcome-one-instance-fails.yml', '--page', file],
      ]);
      const context = await browser.newContext({ viewport: size, timezoneId: 'UTC' });
      const page = await context.newPage();
      await page.goto(`file://${file}`);
      await page.getByRole('button', { name: 'retail/eu-west-1' }).click();
      await page.getByRole('list', { name: 'instances of retail/eu-west-1' }).waitFor();
      await page.getByRole('heading', { name: 'Timeline' }).hover();
      const taken = await page.screenshot();
      expect(sizeOf(taken)).toEqual(size);
      if (process.env.UPDATE === '1') writeFileSync(picture, taken);
    } finally {
      await browser.close();
      quickstart.remove();
    }
    expect(existsSync(picture)).toBe(true);
    const kept = readFileSync(picture);
    expect(sizeOf(kept)).toEqual(size);
    expect(kept.length).toBeLessThan(150_000);
    expect(readFileSync(readme, 'utf8')).toMatch(/!\[[^\]]{20,}\]\(docs\/page\.png\)/);
  },
  60_000,
);
