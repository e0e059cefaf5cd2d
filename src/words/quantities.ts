/** `42s`, `5m 12s`, `1h 04m`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${pad(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h ${pad(Math.floor((whole % 3600) / 60))}m`;
}

/** Of milliseconds, in one unit: `3 days`, `5 hours`, `12 minutes`. */
export function age(ms: number): string {
  const minutes = Math.max(0, ms) / 60_000;
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return many(Math.floor(minutes), 'minute');
  if (minutes < 48 * 60) return many(Math.floor(minutes / 60), 'hour');
  return many(Math.floor(minutes / 1440), 'day');
}

/** Decimal, as S3 and most file managers count: `12.3 MB`. */
export function bytes(count: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 'bytes';
  for (const next of units) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return unit === 'bytes' ? many(count, 'byte') : `${value.toFixed(1)} ${unit}`;
}

/** `1 instance`, `3 instances`. */
export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a, b and 3 more`. */
export function list(items: readonly string[], most: number): string {
  if (items.length <= most) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
