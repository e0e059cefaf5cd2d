import type { DestinationResult } from '../release/outcome.ts';
import { runningOf } from '../release/running-release.ts';
import { backTo, inWords, isFailure } from '../report/outcomes.ts';
import type { Track } from './track.ts';

/** How a destination stands; the signs tell them apart without colours. */
export type Standing = 'bad' | 'busy' | 'good' | 'untouched';

export type Cell = { track: Track; standing: Standing; text: string; version: string };

/** One account: its cells by region. */
export type GridRow = { account: string; cells: Map<string, Cell[]> };

export type Grid = {
  regions: string[];
  /** Rows that differ from most, the gravest first. */
  odd: GridRow[];
  /** Rows of accounts where everything stands alike, as one. */
  same: GridRow[];
};

/** Fewer accounts than these are all shown. */
const FOLD_FROM = 12;

/** Accounts × regions; many accounts that stand alike are kept apart, so that they can be folded. */
export function gridOf(tracks: readonly Track[]): Grid {
  const rows = new Map<string, GridRow>();
  const regions = new Set<string>();
  for (const track of tracks) {
    const { account, region } = track.view.label;
    regions.add(region);
    const row = rows.get(account) ?? { account, cells: new Map() };
    rows.set(account, row);
    row.cells.set(region, [...(row.cells.get(region) ?? []), cellOf(track)]);
  }
  const ordered = [...rows.values()].toSorted((a, b) => gravity(b) - gravity(a));
  const same = ordered.length < FOLD_FROM ? [] : mostAlike(ordered);
  return {
    regions: [...regions].toSorted(),
    odd: ordered.filter((row) => !same.includes(row)),
    same,
  };
}

export function cellOf(track: Track): Cell {
  const { state, result, detail, counts } = track.view;
  const version = result ? versionOf(result) : '';
  if (!result) {
    const standing = state === 'pending' ? 'untouched' : 'busy';
    const done = state === 'deploying' ? `, ${counts.succeeded} done` : '';
    const text = `${inWordsOf[state]}${done}${detail ? `: ${detail}` : ''}`;
    return { track, standing, text, version };
  }
  const back = result.rollback && !wentBack(result) ? `, ${backTo(result.rollback)}` : '';
  const standing = isFailure(result.outcome)
    ? 'bad'
    : result.outcome === 'succeeded'
      ? 'good'
      : 'untouched';
  return { track, standing, text: `${inWords(result.outcome)}${back}`, version };
}

/** The one version that all its instances are known to run, else empty. */
function versionOf(result: DestinationResult): string {
  const running = runningOf(result);
  if (running.state === 'unknown' || (running.state === 'new' && running.partial)) return '';
  return running.version ?? '';
}

function wentBack({ rollback }: DestinationResult): boolean {
  return rollback?.status === 'succeeded' && rollback.complete && rollback.version !== undefined;
}

const inWordsOf = {
  pending: 'not begun',
  waiting: 'waiting',
  creating: 'creating',
  deploying: 'deploying',
  deployed: 'verifying',
  stopping: 'stopping',
  'rolling-back': 'rolling back',
  done: 'done',
} as const;

const weights: { [S in Standing]: number } = { bad: 3, busy: 2, untouched: 1, good: 0 };

function gravity({ cells }: GridRow): number {
  return Math.max(...[...cells.values()].flat().map(({ standing }) => weights[standing]));
}

function mostAlike(rows: readonly GridRow[]): GridRow[] {
  const groups = new Map<string, GridRow[]>();
  for (const row of rows) {
    const key = [...row.cells.values()].flat().map(({ text, version }) => `${text} ${version}`);
    const name = [...new Set(key)].join('\n');
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  const [most = []] = [...groups.values()].toSorted((a, b) => b.length - a.length);
  return most.length > 2 && gravity(most[0] as GridRow) < weights.bad ? most : [];
}
