import type { ComponentChildren } from 'preact';
import { backToTexts, messageTexts, whereTexts } from '../../report/cause-lines.ts';
import { type CollapsedCause, collapse } from '../../report/causes.ts';
import { clean, cleanLine, tail } from '../../words/printable.ts';
import type { RunView } from '../run-view.ts';
import { isHttps } from './is-https.ts';
import { Sign } from './sign.tsx';
import { Words } from './words.tsx';

const LOG = { lines: 60, characters: 8000 };
const OPEN = 5;
const MOST = 50;

/** What failed, equal causes as one, the gravest first. */
export function collapsedCauses({ tracks }: Pick<RunView, 'tracks'>): CollapsedCause[] {
  return collapse(tracks.flatMap(({ view: { result } }) => result ?? []));
}

/** The id of a cause, for links to it. */
export function causeAnchor(index: number): string {
  return `cause-${index + 1}`;
}

/** Why something failed, with what the script printed. */
export function Causes({ view }: { view: RunView }) {
  const causes = collapsedCauses(view);
  if (causes.length === 0) return null;
  return (
    <section class="causes" aria-labelledby="causes">
      <h2 id="causes">What failed, and why</h2>
      {causes.slice(0, MOST).map((cause, index) => (
        <CauseCard key={`${cause.title}${cause.extent}`} cause={cause} index={index} />
      ))}
      {causes.length > MOST ? <p>and {causes.length - MOST} more causes</p> : null}
    </section>
  );
}

function CauseCard({ cause, index }: { cause: CollapsedCause; index: number }) {
  return (
    <details id={causeAnchor(index)} open={index < OPEN} class={cause.failed ? 'bad' : 'untouched'}>
      <summary>
        <Sign of={cause.failed ? 'bad' : 'untouched'} />{' '}
        <Words of={`${cause.extent}: ${cause.title}`} />
      </summary>
      <dl>
        <Entry name="where">{lines(whereTexts(cause.places, 20))}</Entry>
        {messageTexts(cause).length > 0 ? (
          <Entry name="message">{lines(clean(cause.message))}</Entry>
        ) : null}
        {cause.advice ? <Entry name="to do">{lines(clean(cause.advice))}</Entry> : null}
        {cause.places.some(({ rollback }) => rollback) ? (
          <Entry name="back to">{lines(backToTexts(cause.places, 20))}</Entry>
        ) : null}
      </dl>
      {cause.log ? (
        <section
          class="log"
          aria-label={`output of ${cleanLine(cause.script ?? 'the script', 200)}, cause ${index + 1}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
          tabIndex={0}
        >
          <pre>{tail(cause.log, LOG).join('\n')}</pre>
        </section>
      ) : null}
      <ConsoleLinks cause={cause} />
    </details>
  );
}

function Entry({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function lines(texts: readonly string[]) {
  return texts.slice(0, 40).map((text) => (
    <div key={text}>
      <Words of={text} most={1000} />
    </div>
  ));
}

function ConsoleLinks({ cause }: { cause: CollapsedCause }) {
  const links = cause.places
    .flatMap(({ destination, consoleUrl: url }) => (isHttps(url) ? [{ destination, url }] : []))
    .slice(0, 20);
  if (links.length === 0) return null;
  return (
    <p class="links">
      AWS console:{' '}
      {links.map(({ destination, url }) => (
        <a key={destination} href={url} rel="noreferrer">
          <Words of={destination} most={200} />
        </a>
      ))}
    </p>
  );
}
