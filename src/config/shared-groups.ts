import { enumerate } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import { nameOf } from './after.ts';
import type { Definition } from './definition.ts';
import { allDestinations, type Destination, type Environment } from './destination.ts';
import type { Findings } from './findings.ts';

/**
 * Two environments that name the same deployment group know nothing of each other's deployments, holds and proofs. That is
 * a mistake unless one of them says so, and a warning where one is a mere part of the other.
 */
export function checkSharedGroups(
  definition: Definition,
  environments: readonly Environment[],
  { problems, warnings }: { problems: Findings; warnings: Findings },
): void {
  const groups = environments.map((environment) => ({
    environment,
    ids: new Map(allDestinations(environment).map((one) => [groupOf(one), one.id])),
  }));
  groups.forEach((later, index) => {
    for (const earlier of groups.slice(0, index)) {
      const both = [...later.ids].filter(([group]) => earlier.ids.has(group));
      const names = [earlier.environment.name, later.environment.name] as const;
      if (both.length === 0 || saysSo(definition, names)) continue;
      const isPart = [earlier, later].some(({ ids }) => ids.size === both.length);
      const isWhole = earlier.ids.size === later.ids.size;
      const findings = isPart && !isWhole && !areInOrder(definition, names) ? warnings : problems;
      report(
        names,
        both.map(([, id]) => id),
        findings,
      );
    }
  });
}

function report([earlier, later]: readonly [string, string], ids: string[], findings: Findings) {
  const which = ids.length === 1 ? 'deployment group' : 'deployment groups';
  findings.add(
    ['environments', later],
    'group-shared',
    `: ${quoted(earlier)} names the same ${which} (${enumerate(ids, 3)})`,
    {
      what: 'key',
      hint: `what is deployed to one runs in the other, without its proof, order and hold; give each its own groups, or declare that they share them: sharesGroups: [${earlier}]`,
    },
  );
}

function groupOf({ account, region, application, deploymentGroup }: Destination): string {
  return [account.id, region, application, deploymentGroup].join(' ');
}

function saysSo({ environments }: Definition, [a, b]: readonly [string, string]): boolean {
  const says = (one: string, other: string) => environments[one]?.sharesGroups?.includes(other);
  return Boolean(says(a, b) || says(b, a));
}

/** Whether a release goes from one into the other. */
function areInOrder({ environments }: Definition, [a, b]: readonly [string, string]): boolean {
  const comesAfter = (one: string, other: string, seen: readonly string[] = []): boolean =>
    (environments[one]?.after ?? [])
      .map(nameOf)
      .some(
        (before) =>
          before === other ||
          (!seen.includes(before) && comesAfter(before, other, [...seen, before])),
      );
  return comesAfter(a, b) || comesAfter(b, a);
}
