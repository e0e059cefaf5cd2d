import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { pageOf } from '../../src/cli/page-file.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { readEvents } from '../../src/report/read-events.ts';
import { aLargeRun, hostileRun } from '../page/runs.ts';
import { chromiumPath, launch, screenshots, sizes, violations } from './browser.ts';
import { copyQuickstart, fanout } from './fanout.ts';

/** How a scenario's run ends, and what its page says of it. */
const runs = {
  success: { scenario: undefined, says: 'production succeeded', causes: 0 },
  rollback: {
    scenario: 'examples/scenarios/outcome-one-instance-fails.yml',
    says: 'production is split',
    causes: 1,
  },
} as const;

(chromiumPath ? describe : describe.skip)('in Chromium (skipped where it is missing)', () => {
  const files = new Map<string, { page: string; events: RunEvent[] }>();
  let browser: Browser;
  let quickstart: ReturnType<typeof copyQuickstart>;

  beforeAll(async () => {
    quickstart = copyQuickstart();
    browser = await launch();
    for (const [name, { scenario }] of Object.entries(runs)) {
      const page = join(quickstart.folder, `${name}.html`);
      const events = join(quickstart.folder, `${name}.jsonl`);
      const args = [
        'rehearse',
        '--config',
        join(quickstart.folder, 'fanout.yml'),
        '--page',
        page,
        '--events',
        events,
      ];
      await fanout(scenario ? [...args, '--scenario', scenario] : args);
      files.set(name, { page, events: eventsOf(events) });
    }
    for (const [name, events] of Object.entries({
      large: aLargeRun(50, 6, 10),
      hostile: hostileRun(),
    })) {
      const page = join(quickstart.folder, `${name}.html`);
      writeFileSync(page, await pageOf(events));
      files.set(name, { page, events });
    }
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    quickstart.remove();
  });

  async function opened(
    name: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<{ page: Page; requests: string[]; faults: string[] }> {
    const context = await browser.newContext({ viewport: sizes.laptop, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(`file://${files.get(name)?.page}`);
    if (options.javaScriptEnabled !== false) await page.getByLabel('as it was at').waitFor();
    return { page, requests, faults };
  }

  test.each(Object.keys(runs))(
    '%s: verdict, rows, no request leaves it, axe finds nothing',
    async (name) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const [size, viewport] of Object.entries(sizes)) {
          const { page, requests, faults } = await opened(name, { colorScheme, viewport });
          await page.screenshot({
            path: join(screenshots, `${name}-${size}-${colorScheme}.png`),
            fullPage: true,
          });
          expect(await page.locator('h1').textContent()).toContain(
            runs[name as keyof typeof runs].says,
          );
          expect(await page.locator('.timeline .wave .row').count()).toBe(6);
          expect(await violations(page)).toEqual([]);
          expect(requests.filter((url) => !url.startsWith('file://'))).toEqual([]);
          expect(faults).toEqual([]);
          await page.context().close();
        }
      }
    },
  );

  test('without JavaScript the verdict, the grid, the timeline and the causes are there', async () => {
    const { page } = await opened('rollback', { javaScriptEnabled: false });
    expect(await page.locator('h1').textContent()).toContain('production is split');
    expect(await page.locator('.timeline .wave .row').count()).toBe(6);
    expect(await page.locator('.grid .cell').count()).toBe(6);
    expect(await page.locator('.causes pre').textContent()).toContain(
      'did not answer within 30 seconds',
    );
    await page.context().close();
  });

  test('by keyboard alone, the instances of a destination are unfolded and their failed event is named', async () => {
    const { page } = await opened('rollback');
    const button = page.getByRole('button', { name: 'retail/eu-west-1' });
    for (let presses = 0; presses < 60; presses++) {
      if (await button.evaluate((element) => element === element.ownerDocument.activeElement))
        break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    const lanes = page.getByRole('list', { name: 'instances of retail/eu-west-1' });
    expect(await lanes.getByRole('listitem').count()).toBe(3);
    expect(await lanes.textContent()).toContain('ValidateService Failed');
    await page.screenshot({ path: join(screenshots, 'rollback-lanes.png'), fullPage: true });
    await page.context().close();
  });

  test('the scrub bar shows the page as it was: what had succeeded by then', async () => {
    const { page } = await opened('rollback');
    const { events = [] } = files.get('rollback') ?? {};
    const [from, until] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0];
    for (let step = 0; step <= 10; step++) {
      const asked = Math.round(from + ((until - from) * step) / 10);
      const bar = page.getByLabel('as it was at');
      await bar.fill(String(asked)).catch(() => undefined);
      const at = Number(await bar.inputValue());
      const done = events.filter((event) => event.kind === 'finished' && event.at <= at).length;
      expect(await page.locator('.timeline .wave .row .sign:is(.good, .bad)').count()).toBe(done);
    }
    await page.context().close();
  });

  test('the filter leaves what is looked for', async () => {
    const { page } = await opened('rollback');
    await page.getByLabel('filter').fill('wholesale us-east');
    expect(await page.locator('.timeline .wave .row').count()).toBe(1);
    await page.getByLabel('filter').fill('');
    await page.getByLabel('only what failed').check();
    expect(await page.locator('.timeline .wave .row').count()).toBe(2);
    await page.context().close();
  });

  test('the command makes the same page of the same events', async () => {
    const out = join(quickstart.folder, 'again.html');
    const written = join(quickstart.folder, 'rollback.jsonl');
    expect((await fanout(['page', written, '--out', out])).code).toBe(0);
    files.set('again', { page: out, events: [] });
    const [first, again] = [await opened('rollback'), await opened('again')];
    const texts = [first, again].map(({ page }) => page.locator('#page').textContent());
    const [one, other] = await Promise.all(texts);
    expect(other).toBe(one);
    for (const { page } of [first, again]) await page.context().close();
  });

  test('hostile texts are shown as texts', async () => {
    const { page, requests, faults } = await opened('hostile');
    const text = await page.locator('#page').textContent();
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain('\\u{202e}');
    expect(await page.locator('img, iframe, object, #page script').count()).toBe(0);
    const links = await page
      .locator('a')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    expect(links.filter((href) => !/^(?:https:\/\/|#d-[\w-]+$)/.test(href))).toEqual([]);
    expect(await page.evaluate(() => (globalThis as { pwned?: unknown }).pwned)).toBeUndefined();
    expect(requests.filter((url) => !url.startsWith('file://'))).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('300 destinations × 10 instances: small, written and opened fast, scrolls without a long task', async () => {
    const { events = [], page: file = '' } = files.get('large') ?? {};
    // Of the processor, since other tests may have the clock.
    const before = process.cpuUsage();
    await pageOf(events);
    const { user, system } = process.cpuUsage(before);
    const written = (user + system) / 1000;
    expect(statSync(file).size).toBeLessThan(1.5e6);
    const start = performance.now();
    const { page } = await opened('large');
    const open = performance.now() - start;
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((entries) => {
        for (const { duration } of entries.getEntries()) tasks.push(duration);
      }).observe({ entryTypes: ['longtask'] });
    });
    for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, 600);
    await page.waitForFunction(() => (globalThis as unknown as { scrollY: number }).scrollY > 3000);
    const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    await page.screenshot({ path: join(screenshots, 'large-laptop.png') });
    // How much slower everything is while others work on this machine.
    const busy = Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
    expect({
      written: written < 1500,
      open: open < 2000 * busy,
      tasks: tasks.filter((ms) => ms > 200 * busy),
    }).toEqual({
      written: true,
      open: true,
      tasks: [],
    });
    expect(await page.locator('summary', { hasText: 'the same in' }).count()).toBe(1);
    await page.context().close();
  });
});

/** As the command itself reads them: nothing that a run writes may be unknown to it. */
function eventsOf(path: string): RunEvent[] {
  const { events, doubts } = readEvents(readFileSync(path, 'utf8'));
  expect(doubts).toEqual([]);
  return events;
}
