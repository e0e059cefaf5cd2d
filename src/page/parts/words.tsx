import { cleanLine } from '../../words/printable.ts';

/** Text from AWS, instances and repositories: what cannot be seen is written out, and its direction stays its own. */
export function Words({ of, most = 400 }: { of: string; most?: number }) {
  return <bdi>{cleanLine(of, most)}</bdi>;
}

/** How a reader is told times: the page as a file says UTC, in a browser it is the reader's zone. */
export type Zone = 'utc' | 'reader';

export function Time({ at, zone, day = false }: { at: number; zone: Zone; day?: boolean }) {
  return <time dateTime={new Date(at).toISOString()}>{timeText(at, zone, day)}</time>;
}

/** `14:02:31`, with the day where it is asked for. */
export function timeText(at: number, zone: Zone, day = false): string {
  const options = {
    ...(day && ({ year: 'numeric', month: 'short', day: 'numeric' } as const)),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(zone === 'utc' && { timeZone: 'UTC' }),
    ...(day && ({ timeZoneName: 'short' } as const)),
  } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}
