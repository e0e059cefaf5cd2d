import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { writeReportFile } from '../ci/report-file.ts';
import type { RunEvent } from '../release/events.ts';

/** Writes the page of a run; its events carry no secrets any more. */
export async function writePage(path: string, events: readonly RunEvent[]): Promise<void> {
  writeReportFile(path, await pageOf(events), 'chosen');
}

/** The page of a run, self-contained. What makes pages is loaded only where one is asked for. */
export async function pageOf(events: readonly RunEvent[]): Promise<string> {
  const { browserScript, pageDocument, runHtml, style } = await import('../page/page.ts');
  return pageDocument({
    ...runHtml(events),
    style: { text: style, sha256: createHash('sha256').update(style).digest('base64') },
    script: browserScript,
    data: deflateRawSync(events.map((event) => JSON.stringify(event)).join('\n')).toString(
      'base64',
    ),
  });
}
