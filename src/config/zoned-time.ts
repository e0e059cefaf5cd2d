/** A date and time of day as a clock on a wall shows it; minutes may be beyond a day. */
export type WallTime = { year: number; month: number; day: number; minutes: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock of the zone shows at a moment. */
export function wallTime(at: number, zone: string): WallTime {
  const parts = new Map<string, number>(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 0, month = 1, day = 1] = ['year', 'month', 'day'].map((part) => parts.get(part));
  const minutes = ((parts.get('hour') ?? 0) % 24) * 60 + (parts.get('minute') ?? 0);
  return { year, month, day, minutes };
}

/**
 * The moment at which a wall clock of the zone shows this. Where clocks go back and show it twice, the first; where they
 * go forward and never show it, the moment at which they do.
 */
export function momentOf({ year, month, day, minutes }: WallTime, zone: string): number {
  const wanted = Date.UTC(year, month - 1, day) + minutes * 60_000;
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map((near) => offsetAt(near, zone));
  const exact = offsets
    .map((offset) => wanted - offset)
    .filter((moment) => moment + offsetAt(moment, zone) === wanted);
  if (exact.length > 0) return Math.min(...exact);
  const [before = 0, after = 0] = offsets;
  return jumpBetween(wanted - Math.max(before, after), wanted - Math.min(before, after), zone);
}

/** The first moment after a change of the offset that is between two. */
function jumpBetween(low: number, high: number, zone: string): number {
  const first = offsetAt(low, zone);
  let [from, to] = [low, high];
  while (to - from > 60_000) {
    const middle = from + Math.floor((to - from) / 120_000) * 60_000;
    if (middle === from) break;
    if (offsetAt(middle, zone) === first) from = middle;
    else to = middle;
  }
  return to;
}

function offsetAt(at: number, zone: string): number {
  const { year, month, day, minutes } = wallTime(at, zone);
  return Date.UTC(year, month - 1, day) + minutes * 60_000 - Math.floor(at / 60_000) * 60_000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, format);
  return format;
}
