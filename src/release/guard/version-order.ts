import { compareVersions } from '../../bundle/version.ts';
import type { Environment } from '../../config/destination.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import type { Snapshot } from '../deployment/group-state.ts';

/** All that the run is for is newer than what it would bring, and that is to end it well. */
export class SupersededError extends RefusedError {
  /** By destination, what runs there. */
  readonly running: ReadonlyMap<string, string>;

  constructor(problems: readonly Problem[], running: ReadonlyMap<string, string>) {
    super(problems);
    this.name = 'SupersededError';
    this.running = running;
  }
}

/** Rejects a version that would go over a newer one; gives what is unknown. */
export function refuseOlder(
  version: string,
  snapshot: Snapshot,
  { onOlder }: Pick<Environment, 'onOlder'>,
): Problem[] {
  const { problems, warnings } = checkOrder(version, snapshot);
  if (problems.length === 0) return warnings;
  if (onOlder === 'refuse' || problems.length < snapshot.size) throw new RefusedError(problems);
  const running = [...snapshot].map(([id, state]) => [id, state.running?.version ?? ''] as const);
  throw new SupersededError(problems, new Map(running));
}

/** Where a version would go over a newer one, and where that is unknown. */
export function checkOrder(
  version: string,
  snapshot: Snapshot,
): { problems: Problem[]; warnings: Problem[] } {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const [destination, { running }] of snapshot) {
    const theirs = running?.version;
    if (!theirs || theirs === version) continue;
    const order = compareVersions(version, theirs);
    if (order === undefined) {
      const message = `cannot tell whether ${version} is newer than ${theirs}, which runs there`;
      warnings.push({ code: 'version-not-comparable', destination, message });
    } else if (order < 0) {
      problems.push({
        code: 'older-version',
        destination,
        message: `version ${version} is older than ${theirs}, which runs there`,
        hint: 'pass --allow-older if that is intended',
      });
    }
  }
  return { problems, warnings };
}
