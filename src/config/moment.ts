import { momentOf } from './zoned-time.ts';

/** How a moment is written, by RFC 3339 and the suffix of RFC 9557 for a zone. */
export const momentForm =
  'a date or time such as "2026-12-20", "2026-12-20T18:00", "2026-12-20T18:00+01:00" or "2026-12-20T18:00[Europe/London]"';

const form =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::00)?)?(?:(Z|[+-]\d\d:\d\d)|\[([\w+/-]+)\])?$/;

/** In milliseconds since the epoch; a time without a zone is UTC, and one that a zone's clocks skip is when they do. */
export function parseMoment(text: string): number | undefined {
  const [, year, month, day, hours = '00', minutes = '00', offset, zone] = form.exec(text) ?? [];
  const plain = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:00${offset ?? 'Z'}`);
  if (Number.isNaN(plain) || !isDay(Number(year), Number(month), Number(day))) return undefined;
  if (zone === undefined) return plain;
  try {
    const date = { year: Number(year), month: Number(month), day: Number(day) };
    return momentOf({ ...date, minutes: Number(hours) * 60 + Number(minutes) }, zone);
  } catch {
    // There is no such zone.
    return undefined;
  }
}

/** Of a day that a month does not have, Date makes one of the next. */
function isDay(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
