import type { FileChange } from '../release/bundle-changes.ts';
import type { Changes, ChangesFrom } from '../release/changes.ts';
import { machineJson } from './machine-json.ts';
import { problemJson } from './problem-json.ts';

/** The one object of `changes --json`, as one line. What is not known is null, with the reason beside it. */
export function changesJson(changes: Changes): string {
  const { environment, application, bundleName, provenIn, to, notes, from, unread, empty } =
    changes;
  return machineJson({
    command: 'changes',
    environment,
    application,
    bundle: bundleName ?? null,
    provenIn,
    to: to
      ? {
          version: to.version,
          digest: to.digest,
          commit: to.commit ?? null,
          build: to.build,
          time: to.time,
          proven: to.proven,
        }
      : null,
    problems: [
      ...notes,
      ...unread.map(({ destination, problem }) => ({ ...problem, destination })),
    ].map(problemJson),
    empty,
    from: from.map(fromJson),
  });
}

function fromJson(from: ChangesFrom) {
  const { revision, version, commit, destinations, isSame, isSameContent, commits, files } = from;
  return {
    revision,
    version: version ?? null,
    commit: commit ?? null,
    destinations,
    same: isSame,
    sameContent: isSameContent,
    commits: 'unknown' in commits ? null : commits,
    whyNoCommits: 'unknown' in commits ? commits.unknown : null,
    files: 'unknown' in files ? null : files.files.map(fileJson),
    sameFiles: 'unknown' in files ? null : files.same,
    whyNoFiles: 'unknown' in files ? files.unknown : null,
  };
}

export function fileJson({ path, change, marks, before, after }: FileChange) {
  return { path, change, marks, before: sideJson(before), after: sideJson(after) };
}

function sideJson(side: FileChange['before']) {
  return side ? { size: side.size, mode: side.mode?.toString(8) ?? null } : null;
}
