import type { Changes, ChangesFrom } from '../release/changes.ts';
import {
  changesTitle,
  commitsText,
  commitText,
  filesText,
  fileText,
  fromTitle,
} from '../report/changes-text.ts';
import { problemText } from '../report/columns.ts';

/** What a promotion would bring, as a page tells it: plain texts, so that a server can send them. */
export type ComingView = { title: string; notes: string[]; from: ComingFrom[] };

export type ComingFrom = {
  title: string;
  commits: string;
  coming: ListedTexts;
  leaving: ListedTexts;
  files: string;
  changed: ListedTexts;
};

export type ListedTexts = { texts: string[]; more: number };

const MOST = { commits: 50, files: 100, notes: 10 };

export function comingView(changes: Changes): ComingView {
  const { to, from, notes } = changes;
  const differing = to ? from.filter(({ isSame }) => !isSame) : [];
  const isNothingNew = to !== undefined && from.length > 0 && differing.length === 0;
  return {
    title: isNothingNew ? `nothing new would come: ${to.version} runs` : changesTitle(changes),
    notes: notes.slice(0, MOST.notes).map(problemText),
    from: differing.map(fromView),
  };
}

function fromView(from: ChangesFrom): ComingFrom {
  const { commits, files } = from;
  const told = 'unknown' in commits ? { coming: [], leaving: [] } : commits;
  const changed = 'unknown' in files ? [] : files.files;
  return {
    title: fromTitle(from),
    commits: commitsText(commits),
    coming: listed(told.coming.map(commitText), MOST.commits),
    leaving: listed(told.leaving.map(commitText), MOST.commits),
    files: filesText(from),
    changed: listed(changed.map(fileText), MOST.files),
  };
}

function listed(texts: readonly string[], most: number): ListedTexts {
  return { texts: texts.slice(0, most), more: Math.max(0, texts.length - most) };
}
