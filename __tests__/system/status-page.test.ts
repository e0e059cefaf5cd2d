import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { statusPageOf } from '../../src/cli/page-file.ts';
import { hostileTexts } from '../page/runs.ts';
import { aLargeStatus, aStatus, hostileEnvironment } from '../page/statuses.ts';
import { chromiumPath, launch, screenshots, sizes, violations } from './browser.ts';
import { copyQuickstart, fanout, startEmulator } from './fanout.ts';

/** How much slower everything is while others work on this machine. */
const busy = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

(chromiumPath ? describe : describe.skip)('in Chromium (skipped where it is missing)', () => {
  let browser: Browser;
  let quickstart: ReturnType<typeof copyQuickstart>;
  let file: string;

  beforeAll(async () => {
    quickstart = copyQuickstart();
    browser = await launch();
    file = join(quickstart.folder, 'status.html');
    writeFileSync(file, await statusPageOf(aStatus()));
  });

  afterAll(async () => {
    await browser.close();
    quickstart.remove();
  });

  async function opened(path: string, options: Parameters<Browser['newContext']>[0] = {}) {
    const context = await browser.newContext({ viewport: sizes.laptop, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(`file://${path}`);
    if (options.javaScriptEnabled !== false) await page.getByLabel('filter').waitFor();
    return { page, faults, outside: () => requests.filter((url) => !/^file:/.test(url)) };
  }

  test('is readable in every size and both themes, and axe finds nothing', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of Object.entries(sizes)) {
        const { page, faults, outside } = await opened(file, { colorScheme, viewport });
        const path = join(screenshots, `status-${size}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
        for (const fold of await page.locator('.coming > summary, .hosts > summary').all())
          await fold.click();
        expect(await violations(page)).toEqual([]);
        // What is wider than the screen scrolls in a place of its own.
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
          viewport.width,
        );
        expect({ faults, outside: outside() }).toEqual({ faults: [], outside: [] });
        await page.context().close();
      }
    }
  });

  test('a cell tells version, age and what is amiss, and leads to its destinations', async () => {
    const { page } = await opened(file);
    expect(await page.locator('h1').textContent()).toContain('production: not all could be read');
    const cell = page.locator('.overview tbody tr').first().locator('td').nth(1);
    const text = await cell.textContent();
    for (const words of ['1.214', 'in 2 of 6', 'split', 'held by ada', 'behind test'])
      expect(text).toContain(words);
    await cell.locator('a').click();
    const card = page.locator('section.environment:target');
    expect(await card.locator('h2').textContent()).toContain('production');
    const rows = await card.textContent();
    for (const words of ['nothing yet', 'unknown', 'as it was at', 'could not be read since'])
      expect(rows).toContain(words);
    expect(await card.locator('svg.runs rect[class^=run-]').count()).toBe(20);
    expect(rows).toContain('2 records cannot be read, 1 of them of a newer fanout');
    await page.context().close();
  });

  test('without JavaScript all of it is there; with it, the filter leaves what is looked for', async () => {
    const plain = await opened(file, { javaScriptEnabled: false });
    expect(await plain.page.locator('section.environment').count()).toBe(3);
    const { page } = await opened(file);
    await page.locator('details.hosts > summary').first().click();
    expect(await page.locator('details.hosts').first().textContent()).toContain(
      'i-2 ApplicationStart Failed',
    );
    await page.locator('details.coming > summary').click();
    const coming = await page.locator('details.coming').textContent();
    for (const words of ['1.215, proven in test', 'retry of payments', '0012.sql [migration]'])
      expect(coming).toContain(words);
    await page.getByLabel('filter').fill('wholesale central');
    expect(await page.locator('section.environment').count()).toBe(1);
    expect(
      await page.locator('section.environment table').first().locator('th[scope=row]').count(),
    ).toBe(1);
    for (const each of [plain.page, page]) await each.context().close();
  });

  test('hostile texts are shown as texts', async () => {
    const environments = hostileTexts.map(hostileEnvironment);
    const path = join(quickstart.folder, 'hostile-status.html');
    writeFileSync(path, await statusPageOf({ at: 0, environments }));
    const { page, faults, outside } = await opened(path);
    expect(await page.locator('#page').textContent()).toContain('<script>alert(1)</script>');
    expect(await page.locator('img, iframe, object, #page script').count()).toBe(0);
    const links = await page
      .locator('a')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    expect(links.filter((href) => !/^(?:https:\/\/|#e-[\w-]+$)/.test(href))).toEqual([]);
    expect({ faults, outside: outside() }).toEqual({ faults: [], outside: [] });
    await page.context().close();
  });

  test.each([
    ['an environment of 300 destinations', 1, 300, 1500],
    ['300 environments of a destination', 300, 1, 4500],
  ])(
    '%s × 10 instances: written in a second, 1.5 MB at most, opened in time',
    async (name, environments, destinations, most) => {
      const status = aLargeStatus(environments, destinations);
      let html = '';
      const times = [];
      for (let turn = 0; turn < 3; turn++) {
        const before = process.cpuUsage();
        html = await statusPageOf(status);
        const { user, system } = process.cpuUsage(before);
        times.push((user + system) / 1000);
      }
      const path = join(quickstart.folder, 'large-status.html');
      writeFileSync(path, html);
      const { page } = await opened(path);
      const opening = await page.evaluate(() => performance.now());
      const figures = { name, written: Math.min(...times), bytes: html.length, opening };
      if (process.env.FIGURES) process.stderr.write(`${JSON.stringify(figures)}\n`);
      expect(figures.written).toBeLessThan(1000);
      expect(figures.bytes).toBeLessThanOrEqual(1_500_000);
      expect(figures.opening).toBeLessThan(most * busy());
      await page.context().close();
    },
  );

  test('the command writes it beside its table, and goes on where it cannot', async () => {
    const { folder } = quickstart;
    const emulator = await startEmulator(['--speed', '200'], folder);
    try {
      const options = { cwd: folder, env: { ...emulator.variables } };
      expect((await fanout(['deploy', 'test', '--version', '1.1'], options)).code).toBe(0);
      const out = join(folder, 'real-status.html');
      const ran = await fanout(['status', '--page', out], options);
      expect(ran.code).toBe(0);
      const { page } = await opened(out);
      await page.screenshot({ path: join(screenshots, 'status-real.png'), fullPage: true });
      await page.locator('details.hosts > summary').first().click();
      expect(await page.locator('details.hosts li').count()).toBe(3);
      expect(await page.locator('.overview').textContent()).toMatch(/1\.1.*for less than a minute/);
      expect(await page.locator('svg.runs rect.run-good').count()).toBe(1);
      await page.context().close();
      const amiss = await fanout(['status', '--page', join(folder, 'fanout.yml', 'x')], options);
      expect(amiss.code).toBe(0);
      expect(amiss.stdout + amiss.stderr).toContain('cannot write the page');
      expect(existsSync(out)).toBe(true);
    } finally {
      await emulator.stop();
    }
  });
});
