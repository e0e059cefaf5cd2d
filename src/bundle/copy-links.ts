import type { Problem } from '../problem.ts';
import type { SourceEntry } from './files.ts';
import { placeOf } from './files.ts';
import { quoted } from './names.ts';
import { follow } from './symbolic-links.ts';

type Found = { entries: SourceEntry[]; problems: Problem[] };

/**
 * With `copy`, links to files as copies of those files. Links to folders stay: on hosts they are copied as folders. A link
 * that leads to nothing that is packed is a problem.
 */
export function copyLinks({ entries, problems }: Found, links: 'keep' | 'copy' = 'keep'): Found {
  if (links === 'keep') return { entries, problems };
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const targets = new Map(
    entries.flatMap((entry): [string, { target?: string }][] =>
      entry.kind === 'link' ? [[entry.path, { target: entry.target }]] : [],
    ),
  );
  const folders = foldersOf(entries);
  const more: Problem[] = [];
  const copied = entries.map((entry): SourceEntry => {
    if (entry.kind !== 'link') return entry;
    const end = follow(entry.path, targets);
    if (typeof end !== 'string') {
      const target = byPath.get(end.path);
      if (target?.kind === 'file') {
        return { ...target, path: entry.path, origin: { ...placeOf(target), isFile: true } };
      }
      if (folders.has(end.path)) return entry;
    }
    more.push(cannotCopy(entry.path, entry.target));
    return entry;
  });
  return { entries: copied, problems: [...problems, ...more] };
}

function foldersOf(entries: readonly SourceEntry[]): Set<string> {
  const folders = new Set(['']);
  for (const { path, kind } of entries) {
    if (kind === 'directory') folders.add(path);
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      folders.add(path.slice(0, end));
    }
  }
  return folders;
}

function cannotCopy(path: string, target: string): Problem {
  return {
    code: 'link-not-copied',
    message: `bundle.links: copy cannot copy the link ${quoted(path)}: ${quoted(target)} is not packed`,
    file: path,
    hint: 'leave the link out with bundle.exclude, or pack its target',
  };
}
