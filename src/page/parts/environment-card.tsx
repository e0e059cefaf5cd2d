import { age, many } from '../../words/quantities.ts';
import type { DestinationRow, EnvironmentView } from '../status-view.ts';
import { Coming } from './coming.tsx';
import { History, RecentRuns } from './history.tsx';
import { Hosts } from './hosts.tsx';
import { isHttps } from './is-https.ts';
import { Sign } from './sign.tsx';
import { type Palette, VersionLabel } from './version-label.tsx';
import { Time, Words, type Zone } from './words.tsx';

type Props = {
  view: EnvironmentView;
  palette: Palette;
  zone: Zone;
  now: number;
  at: number;
  drawn: number;
};

/** Fewer destinations than these are all shown. */
const FOLD_FROM = 12;

/** An environment: what is noteworthy, its last runs, its destinations, those that differ first. */
export function EnvironmentCard({ view, palette, zone, now, at, drawn }: Props) {
  const { environment, owner, notes, destinations } = view;
  const id = environmentAnchor(view);
  const plain = destinations.filter((row) => isPlain(row, view));
  const same = plain.length < FOLD_FROM ? [] : plain;
  const odd = destinations.filter((row) => !same.includes(row));
  const table = { palette, zone, now };
  return (
    <section class="environment" id={id} aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>
        <Words of={environment} most={80} />{' '}
        <span class="owner">
          <Words of={owner} most={80} />
        </span>
      </h2>
      {notes.map((note) => (
        <p class="note" key={note}>
          <Words of={note} most={600} />
        </p>
      ))}
      <History {...{ view, at, zone, drawn }} />
      {view.coming ? <Coming view={view.coming} /> : null}
      {odd.length > 0 ? <Destinations rows={odd} {...table} /> : null}
      {same.length > 0 ? (
        <details>
          <summary>
            {many(same.length, 'destination')} the same:{' '}
            <VersionLabel version={same[0]?.version ?? ''} palette={palette} />
          </summary>
          <Destinations rows={same} {...table} />
        </details>
      ) : null}
      <RecentRuns {...{ view, zone, drawn }} />
    </section>
  );
}

/** The id of an environment's card, for links to it. */
export function environmentAnchor({ owner, environment }: EnvironmentView): string {
  return `e-${`${owner}-${environment}`.replace(/[^\w-]+/g, '-')}`;
}

function isPlain({ standing, version, details, lookedAt }: DestinationRow, view: EnvironmentView) {
  const isLeading = version !== undefined && version === view.leading?.version;
  return isLeading && standing === 'good' && details.length === 0 && lookedAt === undefined;
}

type TableProps = { rows: readonly DestinationRow[]; palette: Palette; zone: Zone; now: number };

const headings = ['destination', 'runs', 'for', 'instances', 'built by', 'proven', 'deployment'];

function Destinations({ rows, palette, zone, now }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
    <div class="scroll" tabIndex={0}>
      <table class="stacks">
        <thead>
          <tr>
            {headings.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} {...{ row, palette, zone, now }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { row: DestinationRow; palette: Palette; zone: Zone; now: number };

function Row({ row, palette, zone, now }: RowProps) {
  const { id, standing, since, instances, build, proven, details, lookedAt } = row;
  return (
    <>
      <tr class={lookedAt === undefined ? '' : 'stale'}>
        <th scope="row">
          <Words of={id} most={200} />
        </th>
        <td class={`cell ${standing}`} data-name="runs">
          <Sign of={isUnsure(row) ? 'unknown' : standing} /> <Runs row={row} palette={palette} />
        </td>
        <td data-name="for">{since === undefined ? '' : age(now - since)}</td>
        <td data-name="instances">
          <Hosts text={instances} hosts={row.hosts} zone={zone} />
        </td>
        <td data-name="built by">{build === undefined ? null : <Words of={build} most={80} />}</td>
        <td data-name="proven">{proven === undefined ? '' : proven ? 'yes' : 'no'}</td>
        <td data-name="deployment">
          <Deployment row={row} />
        </td>
      </tr>
      {details.length === 0 && lookedAt === undefined ? null : (
        <tr class="details">
          <td colSpan={headings.length}>
            {lookedAt === undefined ? null : (
              <div class="lost">
                as it was at <Time at={lookedAt} zone={zone} day />: it could not be read since
              </div>
            )}
            {details.map((text) => (
              <div key={text}>
                <Words of={text} most={1000} />
              </div>
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

/** What is shown is of an earlier look, or nothing is known at all. */
function isUnsure({ state, lookedAt }: DestinationRow): boolean {
  return state === 'unknown' || lookedAt !== undefined;
}

function Runs({ row: { state, version }, palette }: { row: DestinationRow; palette: Palette }) {
  if (version !== undefined) return <VersionLabel version={version} palette={palette} />;
  const words = { release: '', other: 'not a release', empty: 'nothing yet', unknown: 'unknown' };
  return <span class="none">{words[state]}</span>;
}

function Deployment({ row: { deploymentId, consoleUrl } }: { row: DestinationRow }) {
  if (deploymentId === undefined) return null;
  const name = <Words of={deploymentId} most={60} />;
  if (!isHttps(consoleUrl)) return name;
  return (
    <a href={consoleUrl} rel="noreferrer">
      {name}
    </a>
  );
}
