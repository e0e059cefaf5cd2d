import type { ComingFrom, ComingView, ListedTexts } from '../coming-view.ts';
import { Words } from './words.tsx';

/** What a promotion would bring, for who approves it. */
export function Coming({ view: { title, notes, from } }: { view: ComingView }) {
  return (
    <details class="coming">
      <summary>
        <Words of={title} />
      </summary>
      {notes.map((text) => (
        <p class="note" key={text}>
          <Words of={text} most={600} />
        </p>
      ))}
      {from.map((one) => (
        <From key={one.title} from={one} />
      ))}
    </details>
  );
}

function From({ from: { title, commits, coming, leaving, files, changed } }: { from: ComingFrom }) {
  return (
    <>
      <h3>
        <Words of={title} />
      </h3>
      <p class="note">
        <Words of={commits} />
      </p>
      <List of={coming} sign="+ " />
      <List of={leaving} sign="− " />
      <p class="note">
        <Words of={files} />
      </p>
      <List of={changed} />
    </>
  );
}

function List({ of: { texts, more }, sign = '' }: { of: ListedTexts; sign?: string }) {
  if (texts.length === 0) return null;
  return (
    <ul class="changed">
      {texts.map((text) => (
        <li key={text}>
          {sign}
          <Words of={text} most={300} />
        </li>
      ))}
      {more > 0 ? <li>and {more} more: fanout changes --json</li> : null}
    </ul>
  );
}
