import type { FileChange } from '../release/bundle-changes.ts';
import type { Changes, ChangesFrom, Commit, CommitsBetween } from '../release/changes.ts';
import { ownerText } from '../release/object-keys.ts';
import { cleanLine } from '../words/printable.ts';
import { bytes, list, many } from '../words/quantities.ts';
import { quoted } from '../words/quoted.ts';
import { minuteOf, paragraph, problemText } from './columns.ts';

const MOST = { commits: 50, files: 100, destinations: 5 };

/** What a promotion would bring, for people. */
export function changesLines(changes: Changes): string[] {
  return [
    ...paragraph(changesTitle(changes), 0),
    ...changes.notes.flatMap((problem) => paragraph(`note: ${problemText(problem)}`, 2)),
    ...changes.from.flatMap((from) => ['', ...fromLines(from, changes.to !== undefined)]),
    ...remarks(changes).flatMap((text) => ['', ...paragraph(text, 0)]),
  ];
}

/** What would come, in one sentence. */
export function changesTitle(changes: Changes): string {
  const { environment, provenIn, to } = changes;
  const places = provenIn.join(' and ');
  if (!to) return `${environment} would get nothing new from ${places}`;
  const commit = to.commit === undefined ? '' : `, commit ${to.commit.slice(0, 12)}`;
  return `${environment} would get ${ownerText(changes)} ${to.version}, ${to.proven ? '' : 'not '}proven in ${places} (built by ${to.build}, ${minuteOf(to.time)}${commit})`;
}

/** What runs that is compared, in one sentence. */
export function fromTitle({
  version,
  revision,
  destinations,
  isSame,
  commit,
}: ChangesFrom): string {
  const where = `${many(destinations.length, 'destination')} (${list(destinations, MOST.destinations)})`;
  const at = commit === undefined ? '' : `, commit ${commit.slice(0, 12)}`;
  return `${version ?? revision}${at} runs in ${where}${isSame ? ': the same' : ''}`;
}

function fromLines(from: ChangesFrom, isCompared: boolean): string[] {
  const title = paragraph(fromTitle(from), 0);
  if (from.isSame || !isCompared) return title;
  return [...title, ...commitLines(from.commits), ...fileLines(from)];
}

function commitLines(commits: CommitsBetween): string[] {
  const told = commitsText(commits);
  if ('unknown' in commits) return paragraph(told, 2);
  const { coming, leaving } = commits;
  return [
    ...paragraph(told, 2),
    ...coming.slice(0, MOST.commits).map((commit) => `    + ${commitText(commit)}`),
    ...leaving.slice(0, MOST.commits).map((commit) => `    - ${commitText(commit)}`),
    ...more(Math.max(coming.length, leaving.length), MOST.commits),
  ];
}

/** `3 commits would come, 1 would go`. */
export function commitsText(commits: CommitsBetween): string {
  if ('unknown' in commits) return `commits cannot be listed: ${commits.unknown}`;
  const { coming, leaving, more: others, isShallow } = commits;
  const parts = [
    `${many(coming.length, 'commit')} would be added`,
    ...(leaving.length > 0 ? [`${many(leaving.length, 'commit')} would be removed`] : []),
    ...(others > 0 ? [`${others} more`] : []),
  ];
  return `${parts.join(', ')}${isShallow ? '; this checkout is shallow, so there may be more' : ''}`;
}

/** `3fa85f64 Fix the retry of payments (Ada, 2026-11-23)`. */
export function commitText({ id, subject, author, time }: Commit): string {
  return cleanLine(`${id.slice(0, 8)} ${subject} (${author}, ${time.slice(0, 10)})`, 160);
}

function fileLines({ files, isSameContent }: ChangesFrom): string[] {
  const told = paragraph(filesText({ files, isSameContent }), 2);
  if ('unknown' in files) return told;
  return [
    ...told,
    ...files.files.slice(0, MOST.files).map((file) => `    ${fileText(file)}`),
    ...more(files.files.length, MOST.files),
  ];
}

/** `files of the bundle: 2 changed, 1 new, 214 the same`. */
export function filesText({
  files,
  isSameContent,
}: Pick<ChangesFrom, 'files' | 'isSameContent'>): string {
  if (isSameContent) return 'files of the bundle: the same content';
  if ('unknown' in files) return `files of the bundle cannot be compared: ${files.unknown}`;
  const kinds = ['changed', 'new', 'gone', 'mode'] as const;
  const parts = kinds.flatMap((kind) => {
    const count = files.files.filter(({ change }) => change === kind).length;
    return count === 0 ? [] : [`${count} ${kind === 'mode' ? 'with a different mode' : kind}`];
  });
  const all = [...parts, `${files.same} the same`].join(', ');
  // Empty folders are in the digest and in no list of files; bytes can be made to fit a checksum.
  const doubt = parts.length === 0 ? ' by size, mode and checksum, though not by their digest' : '';
  return `files of the bundle: ${all}${doubt}`;
}

/** `~ migrations/0012.sql [migration], 1.2 kB → 1.3 kB`. */
export function fileText(file: FileChange): string {
  const { path, change, marks } = file;
  const signs = { new: '+', gone: '-', changed: '~', mode: '~' };
  const mark = marks.length > 0 ? ` [${marks.join(', ')}]` : '';
  return cleanLine(`${signs[change]} ${nameText(path)}${mark}, ${sizesText(file)}`, 300);
}

/** In quotes where it could be read as something else. */
function nameText(path: string): string {
  return /^[\p{L}\p{N}._/@+~%=-]+$/u.test(path) ? path : quoted(path);
}

function sizesText(file: FileChange): string {
  const { change, before, after } = file;
  const mode = `mode ${octal(before?.mode)} → ${octal(after?.mode)}`;
  if (change === 'mode') return mode;
  const size = sizeText(file);
  return change === 'changed' && before?.mode !== after?.mode ? `${size}, ${mode}` : size;
}

function sizeText({ before, after }: FileChange): string {
  const [old, fresh] = [before, after].map((side) => side && bytes(side.size));
  if (old !== undefined && fresh !== undefined)
    return old === fresh ? `${fresh}, other content` : `${old} → ${fresh}`;
  return `${fresh ?? old}`;
}

function octal(mode: number | undefined): string {
  return mode === undefined ? 'none' : mode.toString(8);
}

function remarks({ unread, empty, from, environment }: Changes): string[] {
  return [
    ...(empty.length > 0 ? [`nothing runs yet in ${list(empty, MOST.destinations)}`] : []),
    ...unread.map(
      ({ destination, problem }) =>
        `what runs in ${destination} cannot be read: ${problemText(problem)}`,
    ),
    ...(from.length === 0 && unread.length === 0 && empty.length === 0
      ? [`${environment} has no destination`]
      : []),
  ];
}

function more(count: number, shown: number): string[] {
  return count > shown ? [`    and ${count - shown} more: --json lists all`] : [];
}
