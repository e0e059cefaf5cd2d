import { renderToString } from 'preact-render-to-string';
import type { RunEvent } from '../release/events.ts';
import { RunPage } from './parts/run-page.tsx';
import { runView } from './run-view.ts';

/** A run's page as HTML that can be read without its script, and the page's title. */
export function runHtml(events: readonly RunEvent[]): { title: string; body: string } {
  const view = runView(events);
  const { started, bundle, finished } = view.facts;
  const words = [started?.environment, bundle?.version, finished?.verdict ?? 'under way'];
  return {
    title: `${words.filter((word) => word !== undefined).join(' ')} · fanout`,
    body: renderToString(<RunPage view={view} zone="utc" />),
  };
}
