import type { ComponentChildren } from 'preact';
import { age, many } from '../../words/quantities.ts';
import type { EnvironmentView, Mark, MarkKind, StatusView } from '../status-view.ts';
import { EnvironmentCard, environmentAnchor } from './environment-card.tsx';
import { Sign } from './sign.tsx';
import { type Palette, paletteOf, VersionLabel } from './version-label.tsx';
import { Time, Words, type Zone } from './words.tsx';

export type StatusPageProps = {
  view: StatusView;
  zone: Zone;
  /** Ages are told as of this time; that of the look unless told otherwise. */
  now?: number | undefined;
  controls?: ComponentChildren;
};

/** So many runs of all environments are drawn, and of each so many at least: a browser takes its time for each bar. */
const MOST_RUNS = 750;
const LEAST_RUNS = 2;

/** What runs where: applications × environments first, then each environment. */
export function StatusPage({ view, zone, now = view.at, controls }: StatusPageProps) {
  const palette = paletteOf(
    view.environments.flatMap(({ leading, destinations }) => [
      leading?.version,
      ...destinations.map(({ version }) => version),
    ]),
  );
  const drawn = Math.max(LEAST_RUNS, Math.floor(MOST_RUNS / Math.max(1, view.environments.length)));
  return (
    <main>
      <Head {...{ view, zone, now }} />
      {controls}
      <Overview {...{ view, palette, now }} />
      {view.environments.map((environment) => (
        <EnvironmentCard
          key={`${environment.owner} ${environment.environment}`}
          {...{ palette, zone, now, drawn }}
          at={view.at}
          view={environment}
        />
      ))}
    </main>
  );
}

type HeadProps = { view: StatusView; zone: Zone; now: number };

const amiss = new Set<MarkKind>(['unread', 'failed', 'split', 'drift', 'left-behind']);

function Head({ view: { at, environments, pending }, zone, now }: HeadProps) {
  const wrong = environments.filter(({ marks }) => marks.some(({ kind }) => amiss.has(kind)));
  const standing = pending ? 'busy' : wrong.length > 0 ? 'bad' : 'good';
  return (
    <header class={`verdict ${standing}`}>
      <p class="what">what runs where</p>
      <h1>
        <Sign of={standing} />{' '}
        <Words
          of={pending ? 'the first look is under way' : sentenceOf(environments, wrong)}
          most={1000}
        />
      </h1>
      <p class="what">
        looked at <Time at={at} zone={zone} day />
        {now - at < 60_000 ? '' : `, ${age(now - at)} ago`}
      </p>
    </header>
  );
}

function sentenceOf(all: readonly EnvironmentView[], wrong: readonly EnvironmentView[]): string {
  if (all.length === 0) return 'there is no environment';
  if (wrong.length === 0)
    return all.length === 1
      ? `${all[0]?.environment} is as it should be`
      : `${many(all.length, 'environment')} are as they should be`;
  const texts = wrong.map(({ environment, marks }) => {
    const kinds = marks.filter(({ kind }) => amiss.has(kind)).map(({ kind }) => wordsOf[kind]);
    return `${environment}: ${[...new Set(kinds)].join(', ')}`;
  });
  return texts.join('; ');
}

/** How a mark is told in the least words. */
const wordsOf: { [K in MarkKind]: string } = {
  unread: 'not all could be read',
  failed: 'a last attempt failed',
  split: 'split over versions',
  drift: 'drift',
  'left-behind': 'instances left behind',
  held: 'held',
  frozen: 'frozen',
  planned: 'a freeze is planned',
  behind: 'behind',
  unproven: 'unproven',
  'at-work': 'a run is at work',
};

function Overview({ view, palette, now }: { view: StatusView; palette: Palette; now: number }) {
  const owners = [...new Set(view.environments.map(({ owner }) => owner))];
  const names = [...new Set(view.environments.map(({ environment }) => environment))];
  return (
    <section class="overview" aria-labelledby="overview">
      <h2 id="overview">Applications and environments</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1) */}
      <div class="scroll" tabIndex={0}>
        <table class="stacks">
          <thead>
            <tr>
              <th scope="col">application</th>
              {names.map((name) => (
                <th scope="col" key={name}>
                  <Words of={name} most={80} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {owners.map((owner) => (
              <tr key={owner}>
                <th scope="row">
                  <Words of={owner} most={80} />
                </th>
                {names.map((name) => (
                  <td key={name} data-name={name}>
                    <Cell
                      {...{ palette, now }}
                      view={view.environments.find(
                        (one) => one.owner === owner && one.environment === name,
                      )}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({
  view,
  palette,
  now,
}: {
  view: EnvironmentView | undefined;
  palette: Palette;
  now: number;
}) {
  if (!view) return <span class="none">none</span>;
  const { leading, destinations, marks } = view;
  const unread = destinations.every(({ state }) => state === 'unknown');
  return (
    <>
      <a class="to-card" href={`#${environmentAnchor(view)}`}>
        {leading ? (
          <VersionLabel version={leading.version} palette={palette} />
        ) : (
          <span class="none">{unread ? 'unknown' : 'no release runs'}</span>
        )}{' '}
        {leading && leading.count < destinations.length
          ? `in ${leading.count} of ${destinations.length} `
          : ''}
        <span class="age">
          {leading?.since === undefined ? '' : `for ${age(now - leading.since)}`}
        </span>
      </a>
      <Marks marks={marks} />
    </>
  );
}

function Marks({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null;
  return (
    <ul class="marks">
      {marks.map(({ kind, text }) => (
        <li key={text} class={amiss.has(kind) ? 'cell bad' : 'cell'}>
          <Sign of={amiss.has(kind) ? 'bad' : kind === 'at-work' ? 'busy' : 'untouched'} />{' '}
          <Words of={text} most={300} />
        </li>
      ))}
    </ul>
  );
}
