import { renderToString } from 'preact-render-to-string';
import { StatusPage } from './parts/status-page.tsx';
import type { StatusView } from './status-view.ts';

/** The status page as HTML that can be read without its script, and the page's title. */
export function statusHtml(view: StatusView): { title: string; body: string } {
  return {
    title: 'what runs where · fanout',
    body: renderToString(<StatusPage view={view} zone="utc" />),
  };
}
