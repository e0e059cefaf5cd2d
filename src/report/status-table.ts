import type { Problem } from '../problem.ts';
import type {
  DestinationStatus,
  EnvironmentStatus,
  LastAttempt,
  LastKnown,
  ProbeAnswer,
} from '../release/environment-status.ts';
import type { PlannedFreeze } from '../release/hold.ts';
import { ownerText } from '../release/object-keys.ts';
import { leadingVersion } from '../release/status/status-drift.ts';
import { many } from '../words/quantities.ts';
import { clip } from '../words/width.ts';
import { aligned, minuteOf, paragraph, problemText } from './columns.ts';
import { instancesOf } from './outcomes.ts';
import { type SharedCauses, sharedCauses } from './shared-causes.ts';

const headings = ['destination', 'runs', 'since (UTC)', 'deployment', 'built by', 'proven'];

/** What runs where, as a table for each environment; below each row what is noteworthy about it. */
export function statusLines(environments: readonly EnvironmentStatus[]): string[] {
  const shared = sharedIn(environments);
  const head = shared.texts.flatMap((text) => paragraph(text, 0));
  return [
    ...head,
    ...environments.flatMap((environment, index) => [
      ...(index > 0 || head.length > 0 ? [''] : []),
      ...environmentLines(environment, shared),
    ]),
  ];
}

/** What is behind several problems, of whichever environment. */
function sharedIn(environments: readonly EnvironmentStatus[]): SharedCauses {
  const problems = environments.flatMap(({ destinations, ...own }) => [
    ...destinations.flatMap(({ problem }) => problem ?? []),
    ...own.problems,
    ...own.behind.flatMap((one) => ('problem' in one && one.problem ? [one.problem] : [])),
  ]);
  return sharedCauses(problems.map((problem) => ({ label: 'cannot be read', problem })));
}

/** Of several configurations a row for each, with a column for each environment. */
export function overviewLines(configurations: readonly (readonly EnvironmentStatus[])[]): string[] {
  const all = configurations.flat();
  const names = [...new Set(all.map(({ environment }) => environment))];
  const rows = configurations.map((environments) => [
    [...new Set(environments.map(ownerText))].join(', '),
    ...names.map((name) => inACell(environments.find(({ environment }) => environment === name))),
  ]);
  return aligned([['application', ...names], ...rows]);
}

function inACell(status: EnvironmentStatus | undefined): string {
  if (!status) return '';
  return `${inAWord(status.destinations)}${status.hold ? ', held' : ''}`;
}

function environmentLines(status: EnvironmentStatus, shared: SharedCauses): string[] {
  const { environment, destinations } = status;
  const [head = '', ...rows] = aligned([headings, ...destinations.map(cells)]);
  return [
    ...paragraph(`${environment}: ${ownerText(status)}, ${inAWord(destinations)}`, 0),
    ...notes(status, shared).flatMap((note) => paragraph(note, 2)),
    '',
    `  ${head}`,
    ...rows.flatMap((row, index) => {
      const destination = destinations[index];
      const details = destination ? detailsOf(destination, shared) : [];
      return [`  ${row}`, ...details.flatMap((text) => paragraph(text, 4))];
    }),
  ];
}

/** `1.214 everywhere`, `1.214 in 5 of 6 destinations`, … */
function inAWord(destinations: readonly DestinationStatus[]): string {
  const leading = leadingVersion(destinations);
  const all = many(destinations.length, 'destination');
  const unread = destinations.filter(({ problem }) => problem).length;
  const rest = unread > 0 ? `, ${unread} cannot be read` : '';
  if (!leading) return unread === destinations.length ? `${all}${rest}` : `no release runs${rest}`;
  const { version, count } = leading;
  if (count < destinations.length) return `${version} in ${count} of ${all}${rest}`;
  return count === 1 ? version : `${version} everywhere`;
}

/** What is noteworthy of an environment itself, in words. */
export function notes(
  { environment, hold, freezes = [], lease, behind, problems }: EnvironmentStatus,
  shared: SharedCauses,
): string[] {
  return [
    ...(hold ? [`held since ${minuteOf(hold.time)} by ${hold.by}: ${hold.reason}`] : []),
    ...freezes.map(freezeText),
    ...(lease ? [`run ${lease.run} has been at work since ${minuteOf(lease.since)}`] : []),
    ...behind.map((one) => {
      if ('unknown' in one)
        return `cannot tell whether ${environment} is behind ${one.environment}: ${one.problem && shared.has(one.problem) ? 'that cannot be read' : one.unknown}`;
      return `behind ${one.environment}, which runs ${one.version}${howFar(one, shared)}`;
    }),
    ...problems.filter((problem) => !shared.has(problem)).map(problemText),
  ];
}

/** How many releases it is behind, as far as that is known. */
function howFar(
  { versions, problem }: { versions?: number; problem?: Problem },
  shared: SharedCauses,
): string {
  if (versions !== undefined) return ` (${many(versions, 'newer release')})`;
  if (!problem) return '';
  const why = shared.has(problem) ? '' : `: ${problem.message}`;
  return ` (how many releases are newer cannot be read${why})`;
}

function cells({ destination, problem, current }: DestinationStatus): string[] {
  if (problem) return [destination.id, '?'];
  if (!current) return [destination.id, 'nothing'];
  const { version, since, deploymentId, build, proven } = current;
  return [
    destination.id,
    version ?? 'not a release',
    since ? minuteOf(since) : '',
    deploymentId,
    build ?? '',
    proven ? 'yes' : 'no',
  ];
}

/** What is noteworthy of a destination, in words. */
export function detailsOf(status: DestinationStatus, shared: SharedCauses): string[] {
  const { problem, lastKnown, current, lastAttempt, stale, drift, probe = [] } = status;
  const byHand = current?.version && current.startedBy;
  return [
    ...(problem && !shared.has(problem)
      ? [`cannot be read: ${problemText({ ...problem, destination: undefined })}`]
      : []),
    ...(lastKnown ? [lastKnownText(lastKnown)] : []),
    ...drift.map((text) => `drift: ${text}`),
    ...(current?.version && current.reason ? [`unproven: ${current.reason}`] : []),
    ...(current?.unread && current.unread !== current.reason ? [current.unread] : []),
    ...(byHand ? [`deployed ${current.startedBy}`] : []),
    ...stale.map((text) => `instances: ${text}`),
    ...(lastAttempt ? [`last attempt: ${attemptText(lastAttempt)}`] : []),
    ...probe.map(probeText),
  ];
}

function lastKnownText({ at, run, version, outcome }: LastKnown): string {
  const what = [version, outcome.replaceAll('-', ' ')].filter(Boolean).join(' ');
  return `nothing is known since ${minuteOf(at)}, when run ${run} ended: ${what}`;
}

function attemptText({ version, text, status, deploymentId, ...rest }: LastAttempt): string {
  const { since, instances, message } = rest;
  const counts = instancesOf({ instances });
  return [
    `${version ?? text} ${inWords(status)}`,
    ...(since ? [minuteOf(since)] : []),
    deploymentId,
    ...(counts ? [`instances: ${counts}`] : []),
    ...(message ? [clip(message, longestMessage)] : []),
  ].join(', ');
}

/** CodeDeploy's own words seldom tell more than their beginning. */
const longestMessage = 120;

/** A check that fails names its address itself. */
function probeText({ check, holds, says }: ProbeAnswer): string {
  const text = says.startsWith(check) ? says : `${check}: ${says}`;
  return `probe ${holds ? 'as expected' : 'FAILED'}: ${text}`;
}

/** `InProgress` as `in progress`. */
function inWords(status: string): string {
  return status.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** Times are told as they are, in UTC: they are of days to come. */
export function freezeText({ from, until, by, reason }: PlannedFreeze): string {
  return `frozen from ${minuteOf(from)} to ${minuteOf(until)} by ${by}: ${reason}`;
}
