import type { Plan, PlannedDestination } from '../release/plan.ts';
import { plain, row } from './markdown.ts';
import { plannedFilesTexts } from './plan-files.ts';
import {
  planCells,
  planDetails,
  planHeadings,
  planRemarks,
  planTitle,
  planVerdict,
  sharedIn,
  waveTitle,
} from './plan-table.ts';
import type { SharedCauses } from './shared-causes.ts';

/** More rows would make the page too large to be taken (1 MiB on GitHub). */
const mostRows = 500;
const mostFiles = 100;

/** The plan as Markdown, for a pull request or a job's page. */
export function planMarkdown(plan: Plan): string {
  const all = plan.waves.flatMap((wave, index) =>
    wave.destinations.map((destination) => ({ destination, wave: waveTitle(plan, wave, index) })),
  );
  const shown = all.slice(0, mostRows);
  const left = all.length - shown.length;
  const shared = sharedIn(plan);
  const details = shown.flatMap(({ destination }) => bullets(destination, shared));
  return `${[
    `## ${plain(planTitle(plan))}`,
    '',
    `**${plain(planVerdict(plan))}**`,
    '',
    ...planRemarks(plan).map((text) => `- ${plain(text)}`),
    '',
    row(['wave', ...planHeadings]),
    row(['---', ...planHeadings.map(() => '---')]),
    ...shown.map(({ destination, wave }) =>
      row([wave, ...planCells(destination, plan)].map((cell) => plain(cell))),
    ),
    ...(left > 0 ? [row([`and ${left} more`, ...planHeadings.map(() => '')])] : []),
    ...(details.length > 0 ? ['', ...details] : []),
    ...plannedFilesTexts(plan, mostFiles).flatMap(({ title, lines }) => [
      '',
      `### ${plain(title)}`,
      '',
      ...lines.map((line) => `- ${plain(line)}`),
    ]),
  ].join('\n')}\n`;
}

function bullets(row: PlannedDestination, shared: SharedCauses): string[] {
  const { id } = row.destination;
  return planDetails(row, shared).map((text) => `- **${plain(id)}** ${plain(text)}`);
}
