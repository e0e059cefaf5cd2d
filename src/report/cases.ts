import { saidOf, together } from '../problem.ts';
import type { EventOf } from '../release/events.ts';
import { type DestinationResult, isGood } from '../release/outcome.ts';
import { causeLines } from './cause-lines.ts';
import { collapse } from './causes.ts';
import type { Facts } from './facts.ts';
import { inWords, isFailure } from './outcomes.ts';
import { problemLines } from './problem-lines.ts';

/** A destination's deployment, or one check of it, as CI systems show tests. Named the same in every run. */
export type Case = {
  suite: string;
  /** `production.retail`. */
  group: string;
  /** `eu-west-1 deploy`, `eu-west-1 verify status page`. */
  name: string;
  seconds: number;
  state: 'passed' | 'failed' | 'skipped';
  /** Why it did not pass. */
  message?: string;
  details?: string;
};

export function casesOf({ started, finished }: Facts): Case[] {
  const environment = started?.environment ?? 'run';
  if (finished && finished.results.length === 0)
    return [withoutDestinations(environment, finished)];
  const waves = new Map(
    started?.waves.flatMap(({ name, destinations }) =>
      destinations.map((id) => [id, name] as const),
    ),
  );
  return (finished?.results ?? []).flatMap((result) => {
    const wave = waves.get(result.destination);
    const suite = wave === undefined ? environment : `${environment} / wave ${wave}`;
    const [account = '', ...rest] = result.destination.split('/');
    const group = `${environment}.${account}`;
    const cases = casesOfResult(result, { suite, group, place: rest.join(' ') });
    return finished?.exitCode === 0 ? cases.map(unfailed) : cases;
  });
}

/** Of a run that ends well nothing has failed: what `stop` was to stop is stopped. */
function unfailed(each: Case): Case {
  return each.state === 'failed' ? { ...each, state: 'skipped' } : each;
}

/** A run that never got to deploying has failed as a whole; a file without a test would tell of no failure. */
function withoutDestinations(
  environment: string,
  { verdict, exitCode, problems = [], seconds }: EventOf<'run-finished'>,
): Case {
  const base = { suite: environment, group: environment, name: 'run', seconds };
  if (exitCode === 0) return { ...base, state: 'passed' };
  const details = together(problems).flatMap((problem) => problemLines(problem, 'error'));
  return {
    ...base,
    state: 'failed',
    message: problems[0] ? `${inWords(verdict)}: ${saidOf(problems[0])}` : inWords(verdict),
    details: details.map(({ text }) => text).join('\n'),
  };
}

function casesOfResult(
  result: DestinationResult,
  { suite, group, place }: { suite: string; group: string; place: string },
): Case[] {
  const base = { suite, group };
  const { outcome, checks = [] } = result;
  const deployed = outcome === 'succeeded' || outcome === 'not-verified';
  const state = deployed ? 'passed' : isFailure(outcome) ? 'failed' : 'skipped';
  const deploy: Case = { ...base, name: `${place} deploy`, seconds: result.seconds, state };
  const verified = checks.map((check): Case => {
    const { name, passed, seconds, message = 'the check failed' } = check;
    const verify = { ...base, name: `${place} verify ${name}`, seconds };
    if (passed) return { ...verify, state: 'passed' };
    return { ...verify, state: check.notRehearsed ? 'skipped' : 'failed', message };
  });
  if (state !== 'passed') return [{ ...deploy, ...reasons(result) }, ...verified];
  if (isGood(outcome) || verified.some((each) => each.state === 'failed')) {
    return [deploy, ...verified];
  }
  const unverified = { ...base, name: `${place} verify`, seconds: 0, ...reasons(result) };
  return [deploy, ...verified, { ...unverified, state: 'failed' }];
}

function reasons(result: DestinationResult): { message: string; details: string } {
  const causes = collapse([result]);
  const message = causes[0]?.title ?? result.reason ?? inWords(result.outcome);
  const limits = { lines: 30, characters: 4000 };
  const lines = causes
    .slice(0, 3)
    .flatMap((cause) => causeLines(cause, limits))
    .map(({ text }) => text);
  return { message, details: lines.join('\n') };
}
