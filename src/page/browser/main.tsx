import { render } from 'preact';
import { unpackEvents } from '../packed-events.ts';
import type { StatusView } from '../status-view.ts';
import type { Source } from './live.ts';
import { unpacked } from './packed.ts';
import { RunApp } from './run-app.tsx';
import { StatusApp } from './status-app.tsx';

void start();

/** Puts the page that can be worked with instead of the one that can be read. */
async function start(): Promise<void> {
  const page = document.getElementById('page');
  const data = document.getElementById('data');
  if (!page || !data?.textContent) return;
  const text = await unpacked(data.textContent);
  const { live, from = '', other = '' } = data.dataset;
  const source: { live?: Source } = live === undefined ? {} : { live: { path: live, from, other } };
  page.replaceChildren();
  if (data.dataset.kind === 'status')
    render(<StatusApp first={JSON.parse(text) as StatusView} {...source} />, page);
  else render(<RunApp first={unpackEvents(text)} {...source} />, page);
  goToTarget();
  addEventListener('hashchange', unfoldTarget);
}

/** The element that the address names was replaced: it is gone to once more. */
function goToTarget(): void {
  if (location.hash === '') return;
  unfoldTarget();
  location.replace(location.hash);
}

function unfoldTarget(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = target?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true;
}
