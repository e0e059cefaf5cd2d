/** What makes the page of a run or of what runs where, in one chunk of its own: commands that make none start without it. */
export { browserScript } from './browser-script.ts';
export { pageDocument, pagePolicy } from './html-document.ts';
export { mergeRuns } from './merge-runs.ts';
export { packEvents } from './packed-events.ts';
export { runHtml } from './run-html.tsx';
export { statusHtml } from './status-html.tsx';
export { style } from './style.ts';
