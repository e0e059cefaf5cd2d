import type { Problem } from '../problem.ts';
import { ownerText } from '../release/object-keys.ts';
import { countAll } from '../release/outcome.ts';
import {
  atOnce,
  obstacles,
  type Plan,
  type PlannedDestination,
  type PlannedRelease,
  type PlannedWave,
} from '../release/plan.ts';
import { duration, many } from '../words/quantities.ts';
import { aligned, minuteOf, paragraph, problemText } from './columns.ts';
import { plannedFilesTexts } from './plan-files.ts';
import { countCauses, type SharedCauses, sharedCauses } from './shared-causes.ts';

/** `--json`, and a plan that is kept, have all. */
const mostFiles = 20;

export const planHeadings = [
  'destination',
  'account',
  'deployment group',
  'instances',
  'runs',
  'would run',
];

/** What a deployment would do: a table for each wave, and below each row what is in its way. */
export function planLines(plan: Plan): string[] {
  return [
    ...paragraph(planTitle(plan), 0),
    ...planRemarks(plan).flatMap((text) => paragraph(text, 2)),
    ...waveLines(plan),
    ...plannedFilesTexts(plan, mostFiles).flatMap(({ title, lines }) => [
      '',
      ...paragraph(title, 0),
      ...lines.flatMap((line) => paragraph(line, 2)),
    ]),
    '',
    ...paragraph(planVerdict(plan), 0),
  ];
}

export function planTitle({ command, version, environment, waves, of, ...owner }: Plan): string {
  const count = waves.reduce((sum, { destinations }) => sum + destinations.length, 0);
  const inWaves = waves.length > 1 ? ` in ${waves.length} waves` : '';
  const what = [ownerText(owner), version].filter((part) => part).join(' ');
  const action =
    command === 'rollback'
      ? `roll ${environment} back, ${version === undefined ? ownerText(owner) : `to ${what}`}`
      : `${command} ${what} to ${environment}`;
  return `plan: ${action}, ${of === undefined ? '' : `${count} of `}${many(of ?? count, 'destination')}${inWaves}`;
}

/** What holds for the environment as a whole. */
export function planRemarks(plan: Plan): string[] {
  const { command, offline, version, release, how, inTheWay, notes } = plan;
  const shared = sharedIn(plan);
  const alone = (problems: readonly Problem[]) => problems.filter((one) => !shared.has(one));
  return [
    ...(offline ? [`offline: ${offline}`] : []),
    ...(!offline && command === 'deploy' ? [releaseText(version ?? '', release)] : []),
    ...(how === undefined ? [] : [how]),
    ...shared.texts,
    ...alone(inTheWay).map((problem) => `blocker: ${problemText(problem)}`),
    ...alone(notes).map((problem) => `note: ${problemText(problem)}`),
  ];
}

/** What is behind several problems of a plan. */
export function sharedIn({ inTheWay, notes, waves }: Plan): SharedCauses {
  const rows = waves.flatMap(({ destinations }) => destinations);
  const told = (label: string, problems: readonly Problem[]) =>
    problems.map((problem) => ({ label, problem }));
  return sharedCauses([
    ...rows.flatMap((row) => told('blocker', row.inTheWay)),
    ...told('blocker', inTheWay),
    ...rows.flatMap((row) => told('note', row.notes)),
    ...told('note', notes),
    ...rows.flatMap((row) => told('not checked', row.unchecked)),
  ]);
}

export function planVerdict(plan: Plan): string {
  if (plan.offline) return 'AWS was not asked, so blockers are not known';
  const count = countCauses(obstacles(plan));
  if (count === 0) return 'nothing blocks it';
  return count === 1 ? '1 blocker' : `${count} blockers`;
}

export function waveTitle({ waves }: Plan, wave: PlannedWave, index: number): string {
  const { name, bake, maxFailures, destinations } = wave;
  const most = atOnce(wave);
  return [
    waves.length > 1 ? `wave ${index + 1} of ${waves.length}: ${name}` : `wave ${name}`,
    ...(most < destinations.length ? [`${most} at a time`] : []),
    ...(maxFailures > 0 ? [`up to ${many(maxFailures, 'failure')}`] : []),
    ...(bake > 0 ? [`bakes for ${duration(bake / 1000)}`] : []),
  ].join(', ');
}

/** In the order of {@link planHeadings}; raw. */
export function planCells(
  { destination, version = '', read, current, lastAttempt }: PlannedDestination,
  { offline }: Plan,
): string[] {
  const { id, account, deploymentGroup } = destination;
  const last = lastAttempt ?? current;
  const instances = last ? countAll(last.instances) : 0;
  const runs = current
    ? (current.version ?? 'not a release')
    : read
      ? 'nothing'
      : offline
        ? ''
        : '?';
  return [
    id,
    account.id ?? '',
    deploymentGroup,
    instances > 0 ? `${instances}` : '',
    runs,
    version,
  ];
}

/** What is below a row; its destination need not be named again. */
export function planDetails(
  { destination, current, ...row }: PlannedDestination,
  shared: SharedCauses,
): string[] {
  const [inTheWay, notes, unchecked] = [row.inTheWay, row.notes, row.unchecked].map((problems) =>
    problems.filter((problem) => !shared.has(problem)),
  ) as [Problem[], Problem[], Problem[]];
  const alone = (problem: Problem) => {
    const isHere = problem.destination === destination.id;
    return problemText(isHere ? { ...problem, destination: undefined } : problem);
  };
  return [
    ...(current && !current.version ? [`runs ${current.text}`] : []),
    ...inTheWay.map((problem) => `blocker: ${alone(problem)}`),
    ...notes.map((problem) => `note: ${alone(problem)}`),
    ...unchecked.map((problem) => `not checked: ${alone(problem)}`),
  ];
}

/** Columns are as wide in one wave as in the others. */
function waveLines(plan: Plan): string[] {
  const shared = sharedIn(plan);
  const destinations = plan.waves.flatMap((wave) => wave.destinations);
  const cells = destinations.map((row) => planCells(row, plan));
  const [head = '', ...texts] = aligned([planHeadings, ...cells]);
  return plan.waves.flatMap((wave, index) => [
    '',
    ...paragraph(waveTitle(plan, wave, index), 0),
    `  ${head}`,
    ...wave.destinations.flatMap((row) => [
      `  ${texts[destinations.indexOf(row)]}`,
      ...planDetails(row, shared).flatMap((detail) => paragraph(detail, 4)),
    ]),
  ]);
}

function releaseText(version: string, release: PlannedRelease | undefined): string {
  if (!release) return `could not find out whether release ${version} exists`;
  if (!release.exists) return `there is no release ${version} yet: it would be built`;
  const { record, buckets, of } = release;
  const commit = record.commit ? ` from ${record.commit.slice(0, 8)}` : '';
  return `release ${version} exists and would be used as it is: built by ${record.build}${commit} on ${minuteOf(record.time)} UTC, content ${record.digest.slice(0, 16)}, in ${buckets} of ${many(of, 'bucket')}`;
}
