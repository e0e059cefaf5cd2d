import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { pageOf } from '../../src/cli/page-file.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { readEvents } from '../../src/report/read-events.ts';
import { aLargeRun, hostileRun } from '../page/runs.ts';
import { chromiumPath, launch, screenshots, sizes, violations } from './browser.ts';
import { copyQuickstart, fanout } from './fanout.ts';
import { sandboxed } from './sandboxes.ts';

/** How a scenario's run ends, and what its page says of it. */
const runs = {
  success: { scenario: undefined, says: 'production succeeded' },
  rollback: {
    scenario: 'examples/scenarios/outcome-one-instance-fails.yml',
    says: 'production is split: 2 are back on previous, 4 run 1.local',
  },
  split: {
    scenario: 'examples/scenarios/outcome-rollback-fails.yml',
    says: 'production is split',
  },
} as const;

type Case = keyof typeof runs | 'large' | 'hostile' | 'sixty';

/** How much slower everything is while others work on this machine. */
const busy = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

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
      const config = join(quickstart.folder, 'fanout.yml');
      const args = ['rehearse', '--seed', '3', '--config', config];
      const written = ['--page', page, '--events', events];
      await fanout([...args, ...written, ...(scenario ? ['--scenario', scenario] : [])]);
      files.set(name, { page, events: eventsOf(events) });
    }
    for (const [name, events] of Object.entries({
      large: aLargeRun(50, 6, 10),
      sixty: aLargeRun(10, 6, 10),
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

  const shown = [...Object.keys(runs), 'large'] as Case[];
  test.each(shown)('%s: verdict, rows, no request leaves it, axe finds nothing', async (name) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of Object.entries(sizes)) {
        const { page, requests, faults } = await opened(name, { colorScheme, viewport });
        const path = join(screenshots, `${name}-${size}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
        if (name in runs) {
          const { says } = runs[name as keyof typeof runs];
          expect(await page.locator('h1').textContent()).toContain(says);
          expect(await page.locator('.timeline .wave .row').count()).toBe(6);
        } else expect(await page.locator('.timeline').textContent()).toContain('299 destinations');
        // Axe looks at all of its 30,000 elements: two of six pages.
        if (name in runs || size === (colorScheme === 'light' ? 'laptop' : 'phone'))
          expect(await violations(page)).toEqual([]);
        // Nothing but the page itself is wider than the screen.
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
          viewport.width,
        );
        expect(requests.filter((url) => !url.startsWith('file://'))).toEqual([]);
        expect(faults).toEqual([]);
        await page.context().close();
      }
    }
  });

  test('without JavaScript the verdict, the grid, the timeline and the causes are there', async () => {
    const { page } = await opened('rollback', { javaScriptEnabled: false });
    expect(await page.locator('h1').textContent()).toContain('production is split');
    expect(await page.locator('.timeline .wave .row').count()).toBe(6);
    expect(await page.locator('.grid .cell').count()).toBe(6);
    expect(await page.locator('.causes pre').textContent()).toContain(
      'did not answer within 30 seconds',
    );
    await page.context().close();
    const { page: large } = await opened('large', { javaScriptEnabled: false });
    await large.locator('.folded > summary').click();
    expect(await large.locator('.folded .row.good').count()).toBe(299);
    expect(await large.locator('.folded .row.good').first().isVisible()).toBe(true);
    await large.context().close();
  });

  /** Presses Tab until that has the focus. */
  async function reach(page: Page, wanted: Locator): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement))
        return;
      await page.keyboard.press('Tab');
    }
    throw new Error('it cannot be reached by keyboard');
  }

  test('by keyboard alone, what the failing script printed is one press away', async () => {
    const { page } = await opened('rollback', { viewport: sizes.phone });
    const printed = page.locator('.causes pre');
    const isSeen = () =>
      printed.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
    expect(await isSeen()).toBe(false);
    await reach(page, page.locator('.reasons a').first());
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => {
      const { top = -1, bottom = 0 } =
        document.querySelector('.causes pre')?.getBoundingClientRect() ?? {};
      return top >= 0 && bottom <= innerHeight;
    });
    expect(await printed.textContent()).toContain('did not answer within 30 seconds');
    await page.context().close();
  });

  test('by keyboard alone, the instances of a destination are unfolded and their failed event is named', async () => {
    const { page } = await opened('rollback');
    await reach(page, page.getByRole('button', { name: 'retail/eu-west-1' }));
    await page.keyboard.press('Enter');
    const lanes = page.getByRole('list', { name: 'instances of retail/eu-west-1' });
    expect(await lanes.getByRole('listitem').count()).toBe(3);
    expect(await lanes.textContent()).toContain('ValidateService Failed');
    await page.screenshot({ path: join(screenshots, 'rollback-lanes.png'), fullPage: true });
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('at ten moments the scrub bar shows the page of the events until then', async () => {
    const { events = [] } = files.get('rollback') ?? {};
    const [from, until] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0];
    const { page } = await opened('rollback', { timezoneId: 'UTC' });
    const bar = page.getByLabel('as it was at');
    const step = Number(await bar.getAttribute('step'));
    const { page: other } = await opened('rollback', { timezoneId: 'UTC' });
    for (let moment = 0; moment < 10; moment++) {
      const at = from + Math.round(((until - from) * (moment + 0.5)) / 10 / step) * step;
      await bar.fill(String(at));
      const path = join(quickstart.folder, 'until.html');
      writeFileSync(path, await pageOf(events.filter((event) => event.at <= at)));
      await other.goto(`file://${path}`);
      await other.getByLabel('as it was at').waitFor();
      expect(await textsOf(page)).toEqual(await textsOf(other));
      expect(await page.locator('line.moment').count()).toBeGreaterThan(0);
    }
    await page.screenshot({ path: join(screenshots, 'rollback-moment.png'), fullPage: true });
    for (const one of [page, other]) await one.context().close();
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
    expect(links.filter((href) => !/^(?:https:\/\/|#d-[\w-]+$|#cause)/.test(href))).toEqual([]);
    expect(await page.evaluate(() => (globalThis as { pwned?: unknown }).pwned)).toBeUndefined();
    expect(requests.filter((url) => !url.startsWith('file://'))).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  describe.each([1, 2])(
    'bytes that a hook prints on a host of agent %s, and that are no UTF-8',
    (agent) => {
      sandboxed('are on the page as that agent tells them', async () => {
        const { folder, remove } = copyQuickstart();
        try {
          const bytes = "printf 'caf\\351 \\377\\376 <b>\\200</b>\\n'; exit 1\n";
          writeFileSync(join(folder, 'scripts/check_service.sh'), `#!/bin/sh\n${bytes}`);
          appendFileSync(join(folder, 'fanout.yml'), `agent: ${agent}\n`);
          const page = join(folder, 'bytes.html');
          const args = ['rehearse', 'deploy', 'test', '--page', page];
          expect((await fanout(args, { cwd: folder })).code).toBe(1);
          files.set(`bytes-${agent}`, { page, events: [] });
          const { page: shown, faults } = await opened(`bytes-${agent}`);
          const causes = await shown.locator('.causes').textContent();
          // Agent 1 cannot send such a log; agent 2 replaces what cannot be read.
          expect(causes).toContain(
            agent === 1 ? 'Attempting minimal diagnostics' : 'caf\ufffd \ufffd\ufffd <b>\ufffd</b>',
          );
          expect(await shown.locator('.causes b').count()).toBe(0);
          expect(faults).toEqual([]);
          await shown.context().close();
        } finally {
          remove();
        }
      });
    },
  );

  test('its policy stops what would run or load, were it ever let in', async () => {
    const { page, faults } = await opened('hostile');
    const stopped = await page.evaluate(async () => {
      const names: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        names.push(effectiveDirective),
      );
      document.body.insertAdjacentHTML(
        'beforeend',
        '<img src="https://example.com/x" onerror="globalThis.pwned=1"><a id="trap" href="javascript:globalThis.pwned=1">x</a><style>body{display:none}</style>',
      );
      const script = document.createElement('script');
      script.textContent = 'globalThis.pwned=1';
      document.body.append(script);
      document.getElementById('trap')?.click();
      await fetch('https://example.com/').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { names: [...new Set(names)].sort(), pwned: 'pwned' in globalThis };
    });
    expect(stopped.pwned).toBe(false);
    expect(stopped.names).toEqual(
      expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem', 'style-src-elem']),
    );
    expect(faults.length).toBeGreaterThan(0);
    await page.context().close();
  });

  test('60 destinations × 10 instances take 300 kB at most, 300 × 10 take 1.5 MB', () => {
    expect(statSync(files.get('sixty')?.page ?? '').size).toBeLessThanOrEqual(300_000);
    expect(statSync(files.get('large')?.page ?? '').size).toBeLessThanOrEqual(1_500_000);
  });

  test('300 × 10 are written in a second, opened in one and a half, scrolled without a long task', async () => {
    const { events = [] } = files.get('large') ?? {};
    // Of the processor, since other tests may have the clock; the second time, as a process does that has run before.
    const times = [];
    for (let turn = 0; turn < 3; turn++) {
      const before = process.cpuUsage();
      await pageOf(events);
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
    const { page } = await opened('large');
    const opening = await page.evaluate(() => performance.now());
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((entries) => {
        for (const { duration } of entries.getEntries()) tasks.push(duration);
      }).observe({ entryTypes: ['longtask'] });
    });
    await page.locator('.folded > summary').click();
    for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, 600);
    await page.waitForFunction(() => scrollY > 3000);
    const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    await page.screenshot({ path: join(screenshots, 'large-unfolded.png') });
    const figures = { written: Math.min(...times), opening, longest: Math.max(0, ...tasks) };
    if (process.env.FIGURES) process.stderr.write(`${JSON.stringify(figures)}\n`);
    expect(figures.written).toBeLessThan(1000);
    expect(figures.opening).toBeLessThan(1500 * busy());
    expect(figures.longest).toBeLessThan(200 * busy());
    await page.context().close();
  });
});

/** What the page says, apart from how it is worked with. */
function textsOf(page: Page): Promise<string[]> {
  return page
    .locator('header.verdict, .wave, .row.run, .strip, .grid, .causes, .warnings')
    .allTextContents();
}

/** As the command itself reads them: nothing that a run writes may be unknown to it. */
function eventsOf(path: string): RunEvent[] {
  const { events, doubts } = readEvents(readFileSync(path, 'utf8'));
  expect(doubts).toEqual([]);
  return events;
}
