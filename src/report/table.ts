import type { DestinationResult } from '../release/outcome.ts';
import { cleanLine } from '../words/printable.ts';
import { duration } from '../words/quantities.ts';
import { padTo, width } from '../words/width.ts';
import { type Line, line } from './line.ts';
import { backTo, instancesOf, inWords, toneOf } from './outcomes.ts';

export const headings = [
  'destination',
  'outcome',
  'version',
  'instances',
  'time',
  'deployment',
  'rolled back to',
] as const;

/** What the final table says of a destination, in the order of {@link headings}; raw. */
export function cells(result: DestinationResult): string[] {
  const started = result.outcome !== 'never-started' && result.outcome !== 'skipped';
  return [
    result.destination,
    inWords(result.outcome),
    started ? (result.version ?? '') : '',
    instancesOf(result),
    result.seconds > 0 ? duration(result.seconds) : '',
    result.deploymentId ?? (result.isUnknown ? 'id unknown' : ''),
    backTo(result.rollback),
  ];
}

/** The final table for a log; columns without anything in them are left out. */
export function tableLines(results: readonly DestinationResult[]): Line[] {
  const rows = results.map((result) => cells(result).map((cell) => cleanLine(cell, 60)));
  const used = headings.map((_, column) => rows.some((row) => row[column] !== ''));
  const shown = [[...headings], ...rows].map((row) => row.filter((_, column) => used[column]));
  const widths = (shown[0] ?? []).map((_, column) => {
    return Math.max(...shown.map((row) => width(row[column] ?? '')));
  });
  return shown.map((row, index) => {
    const text = row.map((cell, column) => padTo(cell, widths[column] ?? 0)).join('  ');
    const result = results[index - 1];
    return line(text, result ? toneOf(result.outcome) : 'strong');
  });
}
