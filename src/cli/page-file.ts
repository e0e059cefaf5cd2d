import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { writeReportFile } from '../ci/report-file.ts';
import { defined } from '../defined.ts';
import type { PageDocument } from '../page/html-document.ts';
import type { StatusView } from '../page/status-view.ts';
import type { RunEvent } from '../release/events.ts';

/** Writes the page of a run; its events no longer carry secrets. */
export async function writePage(
  path: string,
  events: readonly RunEvent[],
  folder: 'chosen' | 'ours',
): Promise<void> {
  writeReportFile(path, await pageOf(events), folder);
}

/**
 * As few pages as runs make, the newest run's first. Each run is told in parts that follow one another; runs of one release
 * into one environment are one page, any other has its own.
 */
export async function pagesOfRuns(
  runs: readonly (readonly (readonly RunEvent[])[])[],
): Promise<RunEvent[][]> {
  const { mergeRuns } = await import('../page/page.ts');
  const pages: { parts: (readonly RunEvent[])[]; events: RunEvent[] }[] = [];
  for (const run of runs.toReversed()) {
    const told = run.filter((part) => part.length > 0);
    const joined = pages.find((page) => {
      try {
        page.events = mergeRuns([...told, ...page.parts]);
        page.parts.unshift(...told);
        return true;
      } catch (error) {
        if (error instanceof RangeError) return false;
        throw error;
      }
    });
    if (!joined) pages.push({ parts: told, events: mergeRuns(told) });
  }
  return pages.map(({ events }) => events);
}

type Live = PageDocument['live'];

/** The page of a run, self-contained. What makes pages is loaded only where one is asked for. */
export async function pageOf(events: readonly RunEvent[], live?: Live): Promise<string> {
  const { packEvents, runHtml } = await import('../page/page.ts');
  return documentOf('run', runHtml(events), packEvents(events), live);
}

/** The page of what runs where, self-contained. */
export async function statusPageOf(view: StatusView, live?: Live): Promise<string> {
  const { statusHtml } = await import('../page/page.ts');
  return documentOf('status', statusHtml(view), JSON.stringify(view), live);
}

/** The policy of pages that a server tells news, for its header. */
export async function livePolicy(): Promise<string> {
  const { browserScript: script, pagePolicy } = await import('../page/page.ts');
  return `${pagePolicy({ style: await inlineStyle(), script, live: true })}; frame-ancestors 'none'`;
}

async function documentOf(
  kind: PageDocument['kind'],
  html: Pick<PageDocument, 'title' | 'body'>,
  text: string,
  live: Live,
): Promise<string> {
  const { browserScript: script, pageDocument } = await import('../page/page.ts');
  const data = deflateRawSync(text).toString('base64');
  const news = defined({ live });
  return pageDocument({ ...html, style: await inlineStyle(), script, kind, data, ...news });
}

async function inlineStyle(): Promise<PageDocument['style']> {
  const { style } = await import('../page/page.ts');
  return { text: style, sha256: createHash('sha256').update(style).digest('base64') };
}
