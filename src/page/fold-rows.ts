import { cellOf } from './grid.ts';
import type { Track } from './track.ts';

/** Destinations that stand alike. */
export type FoldedRows = { text: string; version: string; tracks: Track[] };

/** Fewer rows than these are all shown, and so few alike are not worth folding. */
const FOLD_FROM = 13;
const LEAST = 6;

/** Rows of a wave: those that failed or are at work by themselves, and many that stand alike together. */
export function foldRows(tracks: readonly Track[]): { rows: Track[]; folded: FoldedRows[] } {
  if (tracks.length < FOLD_FROM) return { rows: [...tracks], folded: [] };
  const groups = new Map<string, FoldedRows>();
  for (const track of tracks) {
    const { standing, text, version } = cellOf(track);
    if (standing === 'bad' || standing === 'busy') continue;
    const name = JSON.stringify([text, version]);
    const group = groups.get(name) ?? { text, version, tracks: [] };
    group.tracks.push(track);
    groups.set(name, group);
  }
  const folded = [...groups.values()].filter((group) => group.tracks.length >= LEAST);
  const hidden = new Set(folded.flatMap((group) => group.tracks));
  return { rows: tracks.filter((track) => !hidden.has(track)), folded };
}
