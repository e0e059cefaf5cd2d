import { many } from '../../words/quantities.ts';
import { type Cell, type GridRow, gridOf } from '../grid.ts';
import type { RunView } from '../run-view.ts';
import type { Track } from '../track.ts';
import { anchorOf } from './anchors.ts';
import { Sign } from './sign.tsx';
import { type Palette, VersionLabel } from './version-label.tsx';
import { Words } from './words.tsx';

type Props = { view: RunView; palette: Palette; isShown?: ((track: Track) => boolean) | undefined };

/** Accounts × regions, those that differ first. */
export function GridTable({ view, palette, isShown }: Props) {
  const { regions, odd, same } = gridOf(view.tracks.filter((track) => isShown?.(track) ?? true));
  return (
    <section class="grid" aria-labelledby="grid">
      <h2 id="grid">Accounts and regions</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1) */}
      <div class="scroll" tabIndex={0}>
        <table class="stacks">
          <thead>
            <tr>
              <th scope="col">account</th>
              {regions.map((region) => (
                <th scope="col" key={region}>
                  <Words of={region} most={40} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {odd.map((row) => (
              <Row key={row.account} {...{ row, regions, palette }} />
            ))}
          </tbody>
        </table>
      </div>
      {same.length > 0 ? <Same {...{ same, regions, palette }} /> : null}
    </section>
  );
}

function Same({
  same,
  regions,
  palette,
}: {
  same: GridRow[];
  regions: string[];
  palette: Palette;
}) {
  const [first] = same;
  const [cell] = first ? [...first.cells.values()].flat() : [];
  const count = same.reduce((sum, { cells }) => sum + [...cells.values()].flat().length, 0);
  return (
    <details>
      <summary>
        {count} the same in {many(same.length, 'account')}:{' '}
        {cell ? <State cell={cell} palette={palette} /> : null}
      </summary>
      <div class="scroll">
        <table class="stacks">
          <tbody>
            {same.map((row) => (
              <Row key={row.account} {...{ row, regions, palette }} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Row({ row, regions, palette }: { row: GridRow; regions: string[]; palette: Palette }) {
  return (
    <tr>
      <th scope="row">
        <Words of={row.account} most={80} />
      </th>
      {regions.map((region) => {
        const cells = row.cells.get(region) ?? [];
        return (
          <td key={region} class={cells.length === 0 ? 'empty' : ''} data-name={region}>
            {cells.length === 0 ? <span class="none">none</span> : null}
            {cells.map((cell) => (
              <div key={cell.track.view.label.id} class={`cell ${cell.standing}`}>
                <a href={`#${anchorOf(cell.track.view.label.id)}`}>
                  {cells.length > 1 ? (
                    <Words of={cell.track.view.label.deploymentGroup} most={60} />
                  ) : null}{' '}
                  <State cell={cell} palette={palette} />
                </a>
              </div>
            ))}
          </td>
        );
      })}
    </tr>
  );
}

function State({ cell: { standing, text, version }, palette }: { cell: Cell; palette: Palette }) {
  return (
    <>
      <Sign of={standing} /> <Words of={text} most={120} />{' '}
      {version === '' ? null : <VersionLabel version={version} palette={palette} />}
    </>
  );
}
