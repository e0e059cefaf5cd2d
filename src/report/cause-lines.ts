import { clean, type TailLimits, tail } from '../words/printable.ts';
import { list, many } from '../words/quantities.ts';
import type { CollapsedCause, Place } from './causes.ts';
import { type Line, line, type Tone } from './line.ts';
import { rolledBackBy, wentBack } from './outcomes.ts';

/** Everything there is to say about a cause, for a log. */
export function causeLines(cause: CollapsedCause, limits: TailLimits): Line[] {
  const tone: Tone = cause.failed ? 'bad' : 'warn';
  return [
    line(`${cause.extent}: ${cause.title}`, tone),
    ...labelled('where', whereTexts(cause.places)),
    ...foreign(labelled('message', messageTexts(cause))),
    ...foreign(
      labelled('log', cause.log ? tail(cause.log, limits).map((text) => `| ${text}`) : []),
    ),
    ...foreign(labelled('others', otherTexts(cause))),
    ...labelled('back to', backToTexts(cause.places)),
    ...labelled('to do', cause.advice ? clean(cause.advice) : []),
    ...labelled('console', consoleTexts(cause.places)),
  ];
}

/** What was said, unless the title says all of it. */
export function messageTexts({ title, message }: CollapsedCause): string[] {
  const lines = clean(message);
  return lines.length === 1 && title.endsWith(message) && line(title).text === title
    ? []
    : head(lines, 6);
}

/** What logs end with that say something else than the one that is shown. */
export function otherTexts({ otherLogs }: CollapsedCause, most = 3): string[] {
  const texts = otherLogs.slice(0, most).map(({ last, instances }) => {
    const [text = 'no output'] = clean(last);
    return `${many(instances, 'log')} ${instances === 1 ? 'ends' : 'end'} with: ${text || 'nothing'}`;
  });
  const rest = otherLogs.length - texts.length;
  return rest > 0 ? [...texts, `and ${many(rest, 'other kind')} of log`] : texts;
}

/** `retail/eu-west-1: i-0a…, i-0b… and 3 more`, a line for each destination. */
export function whereTexts(places: readonly Place[], most = 6): string[] {
  const texts = places.slice(0, most).map(({ destination, instances }) => {
    return instances.length > 0 ? `${destination}: ${list(instances, 3)}` : destination;
  });
  return places.length > most ? [...texts, `and ${places.length - most} more destinations`] : texts;
}

/** What runs again, where: destinations that went back to the same together. */
export function backToTexts(places: readonly Place[], most = 6): string[] {
  const groups = new Map<string, string[]>();
  const rollbacks = places.flatMap(({ destination, rollback }) =>
    rollback ? [{ destination, rollback }] : [],
  );
  const [only] = rollbacks;
  if (only && places.length === 1) {
    return [`${wentBack(only.rollback)} (${rolledBackBy(only.rollback)})`];
  }
  for (const { destination, rollback } of rollbacks) {
    const text = wentBack(rollback);
    const where = `${destination} (${rollback.deploymentId})`;
    groups.set(text, [...(groups.get(text) ?? []), where]);
  }
  const texts = [...groups].map(([text, where]) => `${text}: ${list(where, 4)}`);
  return texts.length > most ? [...texts.slice(0, most), `and ${texts.length - most} more`] : texts;
}

function consoleTexts(places: readonly Place[], most = 3): string[] {
  const urls = places.flatMap(({ consoleUrl }) => consoleUrl ?? []);
  return urls.length > most ? [...urls.slice(0, most), `and ${urls.length - most} more`] : urls;
}

function head(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), `… ${lines.length - most + 1} more lines`];
}

const LABEL_WIDTH = 10;

function labelled(label: string, texts: readonly string[]): Line[] {
  return texts.map((text, index) =>
    line(`  ${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${text}`),
  );
}

function foreign(lines: Line[]): Line[] {
  return lines.map((each) => ({ ...each, foreign: true }));
}
