import type { ComponentChildren } from 'preact';
import { readMarker } from '../../release/marker.ts';
import { verdictText } from '../../report/final.ts';
import { toneOf } from '../../report/outcomes.ts';
import { problemLines } from '../../report/problem-lines.ts';
import { duration, many } from '../../words/quantities.ts';
import { type RunView, versionsOf } from '../run-view.ts';
import { causeAnchor, collapsedCauses } from './causes.tsx';
import { isHttps } from './is-https.ts';
import { Sign } from './sign.tsx';
import { type Palette, VersionLabel } from './version-label.tsx';
import { Time, Words, type Zone } from './words.tsx';

/** What became of the run, in one sentence, and what it was. */
export function Verdict({ view, palette, zone }: { view: RunView; palette: Palette; zone: Zone }) {
  const { facts, from, until } = view;
  const { finished, started } = facts;
  const tone = finished ? toneOf(finished.verdict) : 'dim';
  const standing = !finished
    ? 'busy'
    : tone === 'good'
      ? 'good'
      : tone === 'bad'
        ? 'bad'
        : 'untouched';
  const seconds = (until - from) / 1000;
  const commit = commitOf(view);
  return (
    <header class={`verdict ${standing}`}>
      <p class="what">
        {started?.command ?? 'run'} · {started ? <Words of={started.application} /> : 'not begun'}
        {started?.rehearsal ? (
          <strong class="rehearsal">rehearsal: nothing reached AWS</strong>
        ) : null}
      </p>
      <h1>
        <Sign of={standing} /> <Words of={sentenceOf(view)} most={1000} />
      </h1>
      {finished?.problems?.length ? (
        <pre class="problems">
          {finished.problems
            .flatMap((problem) => problemLines(problem, 'error'))
            .map(({ text }) => text)
            .join('\n')}
        </pre>
      ) : null}
      <dl>
        <Fact name="version">
          <Versions view={view} palette={palette} />
        </Fact>
        <Fact name="environment">{started ? <Words of={started.environment} /> : '–'}</Fact>
        {commit === undefined ? null : (
          <Fact name="commit">
            <Words of={commit} />
          </Fact>
        )}
        <Fact name="by">
          <Words of={started?.by ?? started?.run ?? '–'} />
        </Fact>
        {isHttps(started?.link) ? (
          <Fact name="build">
            <a href={started.link} rel="noreferrer">
              <Words of={started.run} />
            </a>
          </Fact>
        ) : null}
        <Fact name="began">
          <Time at={from} zone={zone} day />
        </Fact>
        <Fact name={finished ? 'took' : 'so far'}>
          {duration(seconds)}
          {started?.rehearsal ? ' by its own clock' : ''}
        </Fact>
        {view.expected ? (
          <Fact name="expected end">
            <Time at={view.expected.at} zone={zone} />, by the middle one of{' '}
            {many(view.expected.of, 'run')}
          </Fact>
        ) : null}
      </dl>
      <Reasons view={view} />
    </header>
  );
}

const MOST_REASONS = 5;

/** What failed in one line each, and the way to all that is known of it. */
function Reasons({ view }: { view: RunView }) {
  const causes = collapsedCauses(view);
  if (causes.length === 0) return null;
  return (
    <ul class="reasons" aria-label="what failed">
      {causes.slice(0, MOST_REASONS).map((cause, index) => (
        <li key={causeAnchor(index)}>
          <Sign of={cause.failed ? 'bad' : 'untouched'} />{' '}
          <a href={`#${causeAnchor(index)}`}>
            <Words of={`${cause.extent}: ${cause.title}`} />
          </a>
        </li>
      ))}
      {causes.length > MOST_REASONS ? (
        <li>
          <a href="#causes">and {causes.length - MOST_REASONS} more causes</a>
        </li>
      ) : null}
    </ul>
  );
}

/** The first characters of the commit, as the deployments' descriptions have it. */
function commitOf({ tracks }: RunView): string | undefined {
  const marker = tracks.find((track) => track.marker !== undefined)?.marker;
  return readMarker(marker)?.sha;
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function sentenceOf({ facts, tracks, steps }: RunView): string {
  const verdict = verdictText(facts, { isBrief: true });
  if (verdict !== undefined) return verdict;
  const done = tracks.filter(({ view }) => view.result).length;
  const step = steps.at(-1)?.text ?? 'starting';
  return `${facts.started?.environment ?? 'the run'}: ${done} of ${many(tracks.length, 'destination')} done; ${step}`;
}

function Versions({ view, palette }: { view: RunView; palette: Palette }) {
  const { before, to } = versionsOf(view);
  return (
    <>
      {before.slice(0, 4).map((version) => (
        <VersionLabel key={version} version={version} palette={palette} />
      ))}
      {before.length > 4 ? ` and ${before.length - 4} more ` : null}
      {before.length > 0 && to !== undefined ? ' → ' : null}
      {to === undefined ? '–' : <VersionLabel version={to} palette={palette} />}
    </>
  );
}
