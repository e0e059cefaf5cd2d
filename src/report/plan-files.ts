import type { Plan, PlannedFiles } from '../release/plan.ts';
import { cleanLine } from '../words/printable.ts';
import { list, many } from '../words/quantities.ts';
import { fileJson } from './changes-json.ts';
import { filesText, fileText } from './changes-text.ts';

/** More pairs of bundles than these nobody reads; `--json` has all. */
const mostPairs = 5;
const mostListed = 5_000;
/** Of all pairs: a plan with more could not be read again. */
const mostInAll = 25_000;

/** What would differ in the files of what runs, as titles with what is below them, so many files each. */
export function plannedFilesTexts(
  { files = [] }: Plan,
  mostFiles: number,
): { title: string; lines: string[] }[] {
  const shown = files.slice(0, mostPairs).map((pair) => ({
    title: cleanLine(titleOf(pair), 500),
    lines: linesOf(pair, mostFiles),
  }));
  const left = files.length - shown.length;
  return left > 0
    ? [...shown, { title: `and ${many(left, 'more pair')} of what runs and would run`, lines: [] }]
    : shown;
}

function titleOf({ revision, from, to, destinations }: PlannedFiles): string {
  const where = `${many(destinations.length, 'destination')} (${list(destinations, 3)})`;
  return `${from ?? revision} → ${to ?? 'what would come'}, ${where}`;
}

function linesOf({ files, isSameContent }: PlannedFiles, most: number): string[] {
  const changed = 'unknown' in files ? [] : files.files;
  const left = changed.length - most;
  return [
    cleanLine(filesText({ files, isSameContent }), 500),
    ...changed.slice(0, most).map(fileText),
    ...(left > 0 ? [`and ${many(left, 'more file')}`] : []),
  ];
}

/** The same for machines: null where AWS was not asked. */
export function plannedFilesJson({ files }: Plan) {
  if (!files) return null;
  let left = mostInAll;
  return files.map(({ revision, from, to, destinations, isSameContent, files: found }) => {
    const changed = 'unknown' in found ? undefined : found.files;
    const listed = changed?.slice(0, Math.min(mostListed, left));
    left -= listed?.length ?? 0;
    return {
      revision,
      from: from ?? null,
      to: to ?? null,
      destinations,
      sameContent: isSameContent,
      files: listed?.map(fileJson) ?? null,
      moreFiles: (changed?.length ?? 0) - (listed?.length ?? 0),
      sameFiles: 'unknown' in found ? null : found.same,
      whyNoFiles: 'unknown' in found ? found.unknown : null,
    };
  });
}
