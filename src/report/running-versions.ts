import type { DestinationResult } from '../release/outcome.ts';
import { type RunningRelease, runningOf } from '../release/running-release.ts';
import { many } from '../words/quantities.ts';

/** Gravest first. Each says how many destinations it is true of, and is true of every one of them. */
const kinds = [
  'rollback-failed',
  'untold',
  'failed',
  'timed-out',
  'stopped',
  'not-verified',
  'partial',
  'not-rehearsed',
  'ready',
  'back',
  'untouched',
  'new',
] as const;

type Kind = (typeof kinds)[number];

/** What runs where now, by version, the gravest first: `1 rollback failed, 2 are back on 1.214, 4 run 1.215`. */
export function whatRuns(results: readonly DestinationResult[]): string {
  const groups = new Map<string, { kind: Kind; version: string; count: number }>();
  for (const result of results) {
    const running = runningOf(result);
    const kind = kindOf(running);
    const version =
      (running.state === 'ready'
        ? running.waits
        : 'version' in running
          ? running.version
          : undefined) ?? '';
    const key = `${kind} ${version}`;
    const group = groups.get(key) ?? { kind, version, count: 0 };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  return [...groups.values()]
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .map(({ kind, version, count }) => inWords[kind](count, version))
    .join(', ');
}

function kindOf(running: RunningRelease): Kind {
  if (running.state === 'unknown') return running.why;
  if (running.state !== 'new') return running.state;
  if (!running.verified) return 'not-verified';
  if (running.partial) return 'partial';
  return running.rehearsed ? 'new' : 'not-rehearsed';
}

const nameless = (version: string) => version || 'a revision that is not ours';
const be = (count: number) => (count === 1 ? 'is' : 'are');
const run = (count: number) => (count === 1 ? 'runs' : 'run');

const inWords: { [K in Kind]: (count: number, version: string) => string } = {
  'rollback-failed': (count) => `${many(count, 'rollback')} failed`,
  untold: (count) => `${count} with unknown outcome`,
  failed: (count) => `${count} failed part-way`,
  'timed-out': (count) => `${count} timed out part-way`,
  stopped: (count) => `${count} stopped part-way`,
  'not-verified': (count, version) => `${count} ${run(count)} ${nameless(version)} unverified`,
  partial: (count, version) => `${count} ${run(count)} ${nameless(version)} on some instances only`,
  'not-rehearsed': (count, version) =>
    `${count} ${run(count)} ${nameless(version)} as far as it could be rehearsed`,
  ready: (count, version) =>
    `${count} ${count === 1 ? 'has' : 'have'} ${version || 'the release'} ready, without traffic yet`,
  back: (count, version) => `${count} ${be(count)} back on ${nameless(version)}`,
  untouched: (count, version) =>
    version
      ? `${count} still ${run(count)} ${version}`
      : `${count} ${count === 1 ? 'was' : 'were'} not touched`,
  new: (count, version) => `${count} ${run(count)} ${version || 'the release'}`,
};
