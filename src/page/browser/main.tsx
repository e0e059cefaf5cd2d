import { render } from 'preact';
import { packedEvents } from './packed-events.ts';
import { RunApp } from './run-app.tsx';

void start();

/** Puts the page that can be worked with in the place of the one that can be read. */
async function start(): Promise<void> {
  const page = document.getElementById('page');
  const data = document.getElementById('data')?.textContent;
  if (!page || !data) return;
  const events = await packedEvents(data);
  page.replaceChildren();
  render(<RunApp events={events} />, page);
}
