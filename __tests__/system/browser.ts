import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The browser that is installed, if one is. */
export const chromiumPath = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim())
  .find((path) => path !== '');

/** Where screenshots are put, to be looked at. */
export const screenshots = join(tmpdir(), 'fanout-screenshots');
mkdirSync(screenshots, { recursive: true });

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
}

export const sizes = {
  phone: { width: 390, height: 844 },
  laptop: { width: 1366, height: 900 },
  wall: { width: 2560, height: 1440 },
} as const;

type Violation = { id: string; nodes: string[] };

/** What axe-core finds wrong, without what it needs scripts of a page for. */
export async function violations(page: Page): Promise<Violation[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  // The page's own policy lets no script in; the browser's debugger does.
  const { readFileSync } = await import('node:fs');
  await page.evaluate(readFileSync(axe, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html }) => html).slice(0, 3),
    }));
  });
}
