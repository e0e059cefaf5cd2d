export const durationPattern = /^(?=\d)(?:\d+h)?(?:\d+m)?(?:\d+s)?$/;
export const durationForm = 'a duration such as "45m", "1h30m" or "90s", a week at most';

const unit = { h: 3_600_000, m: 60_000, s: 1000 } as const;
/** Well within what a timer can hold (2^31 ms). */
const most = 7 * 24 * unit.h;

/** Milliseconds of a text such as `45m` or `1h30m`; undefined where it is none, or more than a week. */
export function parseDuration(text: string): number | undefined {
  if (!durationPattern.test(text)) return undefined;
  let ms = 0;
  for (const [, amount, name] of text.matchAll(/(\d+)([hms])/g))
    ms += Number(amount) * unit[name as keyof typeof unit];
  return ms <= most ? ms : undefined;
}

/** `1h30m`; `0s` for nothing. Whole seconds. */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms / 1000) * 1000;
  let text = '';
  for (const [name, size] of Object.entries(unit)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) text += `${amount}${name}`;
  }
  return text || '0s';
}
