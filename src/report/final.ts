import type { DestinationResult, Outcome } from '../release/outcome.ts';
import type { TailLimits } from '../words/printable.ts';
import { duration, list, many } from '../words/quantities.ts';
import { causeLines } from './cause-lines.ts';
import { type CollapsedCause, collapse } from './causes.ts';
import type { Facts } from './facts.ts';
import { type Line, line } from './line.ts';
import { inWords, isFailure, toneOf } from './outcomes.ts';
import { tableLines } from './table.ts';

/** Causes that a log ends with in full; further ones are a line each, up to as many again times five. */
const IN_FULL = 5;
const AS_A_LINE = 25;
const tailLimits: TailLimits = { lines: 15, characters: 2000 };

/** The end of a log: table, causes, and the verdict as its last line. */
export function finalLines(facts: Facts, causes = causesIn(facts)): Line[] {
  const results = facts.finished?.results ?? [];
  if (results.length === 0) return verdictLines(facts);
  return [
    line(''),
    ...tableLines(results),
    ...causesLines(causes),
    ...noteLines(results),
    line(''),
    ...verdictLines(facts),
  ];
}

/** All causes of a run that has ended, equal ones as one. */
export function causesIn({ finished }: Facts): CollapsedCause[] {
  return collapse(finished?.results ?? []);
}

function causesLines(causes: readonly CollapsedCause[]): Line[] {
  const full = causes
    .slice(0, IN_FULL)
    .flatMap((cause) => [line(''), ...causeLines(cause, tailLimits)]);
  const short = causes.slice(IN_FULL, IN_FULL + AS_A_LINE).map((cause) => {
    const where = list(
      cause.places.map(({ destination }) => destination),
      3,
    );
    return line(`${cause.extent}: ${cause.title} (${where})`, cause.failed ? 'bad' : 'warn');
  });
  const left = causes.length - IN_FULL - AS_A_LINE;
  return [
    ...full,
    ...(short.length > 0 ? [line(''), ...short] : []),
    ...(left > 0 ? [line(`and ${left} more causes`, 'bad')] : []),
  ];
}

/** Destinations that did not fail themselves: why they were never started or were skipped. */
export function notes(results: readonly DestinationResult[]): { text: string; where: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { outcome, reason, destination, causes } of results) {
    if (outcome === 'succeeded' || isFailure(outcome) || causes.length > 0) continue;
    const text = reason === undefined ? inWords(outcome) : `${inWords(outcome)}: ${reason}`;
    groups.set(text, [...(groups.get(text) ?? []), destination]);
  }
  return [...groups].map(([text, where]) => ({ text, where }));
}

function noteLines(results: readonly DestinationResult[]): Line[] {
  const all = notes(results).slice(0, AS_A_LINE);
  const lines = all.map(({ text, where }) => line(`${text} (${list(where, 6)})`));
  return lines.length > 0 ? [line(''), ...lines] : [];
}

function verdictLines(facts: Facts): Line[] {
  const text = verdictText(facts);
  return text === undefined ? [] : [line(text, toneOf(facts.finished?.verdict ?? 'failed'))];
}

/** The run in one sentence: `production rolled back: 1 of 6 rolled back, 5 succeeded (5m 12s); exit code 1`. */
export function verdictText({ started, bundle, finished }: Facts): string | undefined {
  if (!finished) return undefined;
  const { verdict, results, seconds, exitCode } = finished;
  const environment = started?.environment ?? 'the run';
  const code = exitCode === 0 ? '' : `; exit code ${exitCode}`;
  if (results.length === 0) return `${environment}: ${inWords(verdict)}${code}`;
  const counts = countOutcomes(results);
  const succeeded = counts.get('succeeded') ?? 0;
  const time = duration(seconds);
  if (verdict === 'succeeded' && succeeded === results.length) {
    const version = bundle?.version ?? results[0]?.version ?? 'the release';
    const all =
      started?.of !== undefined
        ? `${results.length} of its ${many(started.of, 'destination')}`
        : results.length === 1
          ? 'its destination'
          : `all ${many(results.length, 'destination')}`;
    return `${environment} succeeded: ${started?.application ?? ''} ${version} runs in ${all} (${time})`.replace(
      '  ',
      ' ',
    );
  }
  const [first, ...rest] = [...counts].map(([outcome, count]) => ({
    count,
    words: inWords(outcome),
  }));
  const parts = [
    `${first?.count} of ${many(results.length, 'destination')} ${first?.words}`,
    ...rest.map(({ count, words }) => `${count} ${words}`),
  ];
  return `${environment} ${inWords(verdict)}: ${parts.join(', ')} (${time})${code}`;
}

/** Worst first. */
const order: readonly Outcome[] = [
  'failed',
  'timed-out',
  'not-verified',
  'rolled-back',
  'stopped',
  'never-started',
  'skipped',
  'succeeded',
];

function countOutcomes(results: readonly DestinationResult[]): Map<Outcome, number> {
  const counts = order.map((outcome): [Outcome, number] => [
    outcome,
    results.filter((result) => result.outcome === outcome).length,
  ]);
  return new Map(counts.filter(([, count]) => count > 0));
}
