import { ownerText } from '../release/object-keys.ts';
import { type DestinationResult, isGood, type Verdict } from '../release/outcome.ts';
import { onlyVersionOf, runningOf } from '../release/running-release.ts';
import { judge } from '../release/verdict.ts';
import type { TailLimits } from '../words/printable.ts';
import { duration, list, many } from '../words/quantities.ts';
import { causeLines } from './cause-lines.ts';
import { type CollapsedCause, collapse } from './causes.ts';
import type { Facts } from './facts.ts';
import { type Line, line } from './line.ts';
import { inWords, isFailure, toneOf } from './outcomes.ts';
import { whatRuns } from './running-versions.ts';
import { tableLines } from './table.ts';

/** Causes that a log ends with in full; further ones are a line each, as many as are worth reading. */
const IN_FULL = 10;
const AS_A_LINE = 25;
const tailLimits: TailLimits = { lines: 30, characters: 4000 };

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

/** All causes of a run that has ended, equal ones as one. Of one that ends well, as a stop may, none has failed it. */
export function causesIn({ finished }: Facts): CollapsedCause[] {
  const causes = collapse(finished?.results ?? []);
  return finished?.exitCode === 0 ? causes.map((each) => ({ ...each, failed: false })) : causes;
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

/** The run in one sentence: `production is split: 2 are back on 1.213, 4 run 1.214 (5m 12s); exit code 1; next: …`. */
export function verdictText(
  facts: Facts,
  { isBrief = false }: { /** Time and exit code are told elsewhere. */ isBrief?: boolean } = {},
): string | undefined {
  const { started, bundle, finished } = facts;
  if (!finished) return undefined;
  const { verdict, results, seconds, exitCode } = finished;
  const environment = started?.environment ?? 'the run';
  const code = exitCode === 0 || isBrief ? '' : `; exit code ${exitCode}`;
  if (results.length === 0) return `${environment}: ${inWords(verdict)}${code}`;
  const length = started?.rehearsal
    ? `${duration(seconds)} by a rehearsal’s clock; nothing reached AWS`
    : duration(seconds);
  const time = isBrief ? '' : ` (${length})`;
  if (verdict === 'succeeded' && results.every(isWhole)) {
    const version = bundle?.version ?? results[0]?.version ?? 'the release';
    const release = `${started ? ownerText(started) : ''} ${version}`.trim();
    const told = `${checked(results)}${time}`;
    // Of the rest of the environment this run knows nothing.
    if (started?.of !== undefined) {
      const part = `${results.length} of its ${many(started.of, 'destination')}`;
      return `${environment} succeeded in ${part}: ${release} runs there${told}`;
    }
    const all =
      results.length === 1 ? 'its destination' : `all ${many(results.length, 'destination')}`;
    return `${environment} succeeded: ${release} runs in ${all}${told}`;
  }
  const of = started?.of === undefined ? '' : `of ${many(started.of, 'destination')}, `;
  const next = nextStep(facts);
  const why = verdict === 'not-rehearsed' ? reasons(results) : '';
  return `${environment} ${headOf(verdict, results)}: ${of}${whatRuns(results)}${why}${time}${code}${next ? `; next: ${next}` : ''}`;
}

/** Why something was not rehearsed, each reason once. */
function reasons(results: readonly DestinationResult[]): string {
  const each = results.flatMap(({ outcome, reason }) =>
    outcome === 'not-rehearsed' && reason !== undefined ? [reason] : [],
  );
  return each.length === 0 ? '' : `; ${list([...new Set(each)], 2)}`;
}

/** Whether every instance runs the release, verified. */
function isWhole(result: DestinationResult): boolean {
  const running = runningOf(result);
  return running.state === 'new' && running.verified && !running.partial && running.rehearsed;
}

/** A word for the whole environment, true of every destination. */
function headOf(verdict: Verdict, results: readonly DestinationResult[]): string {
  // Judged again, so that no word that an older fanout wrote down is said of destinations it is not true of.
  if (verdict === 'not-rehearsed') return 'was not rehearsed in full';
  if (verdict === 'ready') return 'is ready';
  if (verdict === 'superseded') return `was left alone, ${results[0]?.version} is superseded`;
  if (verdict === 'cancelled' || judge(results).verdict !== 'split') return inWords(verdict);
  const version = onlyVersionOf(results);
  if (version === undefined) return isAsBefore(results) ? 'runs what it ran before' : 'is split';
  return results.some((result) => runningOf(result).state === 'new')
    ? `runs ${version} everywhere`
    : `still runs ${version} everywhere`;
}

/** Whether all went back or were never touched, and no two of them are known to run different releases. */
function isAsBefore(results: readonly DestinationResult[]): boolean {
  const states = results.map(runningOf);
  const versions = new Set(
    states.flatMap((each) => ('version' in each ? (each.version ?? []) : [])),
  );
  return (
    states.every(({ state }) => state === 'back' || state === 'untouched') && versions.size < 2
  );
}

/** Proof that checks were made, or that there were none. */
function checked(results: readonly DestinationResult[]): string {
  const verified = results.filter(({ checks = [] }) => checks.length > 0).length;
  if (verified === 0) return ', without checks';
  return verified === results.length ? ', verified' : `, verified in ${verified}`;
}

function versionFlag(command: string, results: readonly DestinationResult[]): string {
  const version = onlyVersionOf(results);
  if (version === undefined) return '';
  return command === 'rollback' ? ` --to ${version}` : ` --version ${version}`;
}

/** What to do now, as the command to type; empty where nothing is left in between. */
function nextStep({ started, finished }: Facts): string {
  const { results = [] } = finished ?? {};
  if (!started || started.rehearsal || results.length === 0 || finished?.verdict === 'succeeded')
    return '';
  if (
    finished?.unrecorded &&
    results.every(({ outcome }) => isGood(outcome) || outcome === 'not-verified')
  )
    return `fanout ${started.command} ${started.environment}${versionFlag(started.command, results)}`;
  const states = results.map(runningOf);
  const isLost = states.some(
    (each) => each.state === 'unknown' && ['rollback-failed', 'untold'].includes(each.why),
  );
  if (isLost || started.command === 'rollback') return `fanout status ${started.environment}`;
  if (started.command === 'stop' && finished?.exitCode === 0) return '';
  const isNew = states.some(({ state }) => state === 'new' || state === 'unknown');
  const back = `fanout rollback ${started.environment}`;
  if (!states.some(({ state }) => state === 'ready')) return isNew ? back : '';
  const stop = `fanout stop ${started.environment}`;
  // A rollback would wait for what is under way.
  if (isNew && finished?.verdict !== 'ready') return `${stop}, then ${back}`;
  return `fanout continue ${started.environment}, or ${stop}`;
}
