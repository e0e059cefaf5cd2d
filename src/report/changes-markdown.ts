import type { Changes, ChangesFrom } from '../release/changes.ts';
import { ownerText } from '../release/object-keys.ts';
import { many } from '../words/quantities.ts';
import { commitsText, filesText, fileText, fromTitle } from './changes-text.ts';
import { plain } from './markdown.ts';

/** More than these are no notes that anybody reads. */
const MOST = { commits: 200, files: 100 };

/** What a promotion would bring, as the notes of the release that is made of it. */
export function changesMarkdown(changes: Changes): string {
  const { to, environment, from, notes } = changes;
  const head = to
    ? [
        `${plain(`${ownerText(changes)} ${to.version}`)} in ${plain(environment)}`,
        '',
        `Content digest \`${to.digest}\`${to.commit === undefined ? '' : `, commit ${plain(to.commit)}`}, built by ${plain(to.build)}.`,
      ]
    : [`${plain(environment)} would get nothing new.`];
  const said = notes.map(({ message }) => `- ${plain(message)}`);
  const since = to ? from.filter(({ isSame }) => !isSame).flatMap(sinceLines) : [];
  return `${[...head, ...(said.length > 0 ? ['', ...said] : []), ...since].join('\n')}\n`;
}

function sinceLines(from: ChangesFrom): string[] {
  const { commits, files } = from;
  const coming = 'unknown' in commits ? [] : commits.coming;
  const changed = 'unknown' in files ? [] : files.files;
  return [
    '',
    `### Since ${plain(from.version ?? from.revision)}`,
    '',
    plain(fromTitle(from)),
    '',
    ...('unknown' in commits ? [plain(commitsText(commits))] : []),
    ...coming
      .slice(0, MOST.commits)
      .map(
        ({ id, subject, author }) => `- ${id.slice(0, 12)} ${plain(subject)} (${plain(author)})`,
      ),
    ...more(coming.length - MOST.commits, 'commit'),
    '',
    plain(filesText(from)),
    '',
    ...changed.slice(0, MOST.files).map((file) => `- ${plain(fileText(file))}`),
    ...more(changed.length - MOST.files, 'file'),
  ];
}

function more(count: number, what: string): string[] {
  return count > 0 ? [`- and ${many(count, `more ${what}`)}`] : [];
}
