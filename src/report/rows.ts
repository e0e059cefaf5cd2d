import { countAll } from '../release/outcome.ts';
import { cleanLine } from '../words/printable.ts';
import { duration } from '../words/quantities.ts';
import { clip, padTo, width } from '../words/width.ts';
import type { DestinationView } from './destination-view.ts';
import { doing, isActive } from './heartbeat.ts';
import type { Style, Tone } from './line.ts';
import { instancesOf, inWords, toneOf } from './outcomes.ts';

export type Screen = {
  columns: number;
  /** Rows there is room for. */
  rows: number;
  /** Whether more than ASCII can be drawn. */
  unicode: boolean;
  style: Style;
};

const BAR = 12;

/** A row for each destination, with a bar of its instances, in so many columns and rows. */
export function liveRows(views: readonly DestinationView[], now: number, screen: Screen): string[] {
  const shown = chosen(views, Math.max(1, screen.rows));
  const names = shown.map(({ label }) => cleanLine(label.id, 200));
  const nameWidth = Math.min(Math.max(0, ...names.map(width)), Math.floor(screen.columns / 3));
  const mark = screen.unicode ? '…' : '~';
  const rows = shown.map((view, index) => {
    const name = padTo(clip(names[index] ?? '', nameWidth, mark), nameWidth);
    const text = cleanLine(`  ${textOf(view, now)}`, 400);
    const room = screen.columns - 1 - nameWidth - BAR - 2;
    if (room < 8) return clip(`${name}${text}`, screen.columns - 1, mark);
    const bar = barOf(view, screen.unicode);
    const tone = toneOfView(view);
    return `${name}  ${screen.style(tone, bar)}${screen.style(tone, clip(text, room, mark))}`;
  });
  const left = views.length - shown.length;
  return left > 0 ? [...rows, clip(`and ${left} more`, screen.columns - 1, mark)] : rows;
}

/** Where there is no room for all: those under way first, then those to come, then those that ended. */
function chosen(views: readonly DestinationView[], room: number): readonly DestinationView[] {
  if (views.length <= room) return views;
  const rank = (view: DestinationView) => (isActive(view) ? 0 : view.state === 'pending' ? 1 : 2);
  const kept = new Set(
    [...views].sort((a, b) => rank(a) - rank(b)).slice(0, Math.max(1, room - 1)),
  );
  return views.filter((view) => kept.has(view));
}

function barOf(view: DestinationView, unicode: boolean): string {
  const counts = view.result?.instances ?? view.counts;
  const all = countAll(counts);
  const done = all === 0 ? 0 : Math.floor((counts.succeeded / all) * BAR);
  const [full, empty] = unicode ? ['█', '░'] : ['#', '-'];
  return full?.repeat(done) + (empty?.repeat(BAR - done) ?? '');
}

function textOf(view: DestinationView, now: number): string {
  const { result, startedAt } = view;
  if (result) {
    const instances = instancesOf(result);
    return [inWords(result.outcome), instances, duration(result.seconds)]
      .filter((part) => part)
      .join(', ');
  }
  const time = startedAt === undefined ? '' : `, ${duration((now - startedAt) / 1000)}`;
  return doing(view) + time;
}

function toneOfView(view: DestinationView): Tone {
  if (view.result) return toneOf(view.result.outcome);
  if (view.state === 'pending') return 'dim';
  return view.state === 'rolling-back' || view.state === 'stopping' ? 'warn' : 'plain';
}
