import { compareVersions } from '../../bundle/version.ts';
import type { Problem } from '../../problem.ts';
import type { Snapshot } from '../deployment/group-state.ts';

/** Where a version would go over a newer one, and where that cannot be told. */
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
      const message = `whether ${version} is newer than ${theirs}, which runs there, cannot be told`;
      warnings.push({ code: 'version-not-comparable', destination, message });
    } else if (order < 0) {
      problems.push({
        code: 'older-version',
        destination,
        message: `version ${version} is older than ${theirs}, which runs there`,
        hint: 'give --allow-older if that is meant',
      });
    }
  }
  return { problems, warnings };
}
