import { createHash } from 'node:crypto';
import type { DestinationResult } from '../release/outcome.ts';
import { casesOf } from '../report/cases.ts';
import { causeLines } from '../report/cause-lines.ts';
import { collapse } from '../report/causes.ts';
import type { Facts } from '../report/facts.ts';
import { verdictText } from '../report/final.ts';
import { inWords, isFailure } from '../report/outcomes.ts';
import { startOf } from '../words/printable.ts';
import type { serviceMessage } from './service-message.ts';

export type Message = Parameters<typeof serviceMessage>;

/** https://www.jetbrains.com/help/teamcity/service-messages.html#Reporting+Build+Problems */
const MAX_DESCRIPTION = 4000;
/** A build page with more of them than this helps nobody. */
const MOST_PROBLEMS = 50;

/** What TeamCity hears about a run that has ended, beside its log: tests, build problems, numbers, tag and status text. */
export function endMessages(facts: Facts): Message[] {
  const { started, finished } = facts;
  const text = verdictText(facts);
  const succeeded = finished?.verdict === 'succeeded';
  return [
    ...checks(facts),
    ...buildProblems(facts),
    ...statistics(finished?.results ?? []),
    ...(started && succeeded ? [['addBuildTag', started.environment] satisfies Message] : []),
    ...(text ? [['buildStatus', { text: `{build.status.text}; ${text}` }] satisfies Message] : []),
  ];
}

/** Fails the build. The same `kind` gives the same identity, by which TeamCity knows a problem again in the next build. */
export function buildProblem(text: string, kind: string): Message {
  const description =
    text.length > MAX_DESCRIPTION ? `${startOf(text, MAX_DESCRIPTION - 1)}…` : text;
  return ['buildProblem', { description, identity: identity(kind) }];
}

/** The checks made after the deployments, as tests. */
function checks({ finished, ...facts }: Facts): Message[] {
  if (!finished) return [];
  const results = finished.results.filter((result) => {
    return result.checks !== undefined || result.outcome === 'not-verified';
  });
  const cases = casesOf({ ...facts, finished: { ...finished, results } });
  const all = cases.filter(({ name }) => / verify\b/.test(name));
  return all.flatMap(({ suite, group, name, state, seconds, message = '', details = '' }) => {
    const test = { name: `${suite}: ${group}.${name}`, flowId: 'fanout.checks' };
    const failed: Message[] =
      state === 'failed' ? [['testFailed', { ...test, message, details }]] : [];
    const ignored: Message[] = state === 'skipped' ? [['testIgnored', { ...test, message }]] : [];
    const duration = Math.round(seconds * 1000);
    return [['testStarted', test], ...failed, ...ignored, ['testFinished', { ...test, duration }]];
  });
}

function buildProblems({ finished, ...facts }: Facts): Message[] {
  const failed = (finished?.results ?? []).filter(({ outcome }) => isFailure(outcome));
  const code = finished?.exitCode ?? 0;
  // Why a run was refused are build problems of their own, and one that ends well has none: `stop` has stopped what it was to stop.
  if (finished?.problems || code === 0) return [];
  if (finished && failed.length === 0) {
    const text = verdictText({ ...facts, finished }) ?? `exit code ${code}`;
    return [buildProblem(text, `run ${finished.verdict}`)];
  }
  const left = failed.length - MOST_PROBLEMS;
  const rest = `and ${left} more failed destinations: see the build log`;
  return [
    ...failed.slice(0, MOST_PROBLEMS).map(problemOf),
    ...(left > 0 ? [buildProblem(rest, 'more')] : []),
  ];
}

function problemOf(result: DestinationResult): Message {
  const [cause] = collapse([result]);
  const head = `${result.destination} ${inWords(result.outcome)}`;
  const lines = cause ? causeLines(cause, { lines: 10, characters: 1500 }) : [];
  const text = [head, ...lines.map((line) => line.text)].join('\n');
  return buildProblem(text, `${result.destination} ${cause?.code ?? result.outcome}`);
}

function statistics(results: readonly DestinationResult[]): Message[] {
  return results
    .filter(({ seconds }) => seconds > 0)
    .map(({ destination, seconds }) => [
      'buildStatisticValue',
      { key: `deploy.seconds.${destination}`, value: seconds },
    ]);
}

/** At most 60 characters, a Java identifier, and the same in every build. */
function identity(text: string): string {
  return `fanout_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
}
