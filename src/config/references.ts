import { suggestion } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import { type After, nameOf } from './after.ts';
import type { Definition } from './definition.ts';
import type { Findings } from './findings.ts';
import { partitionOf } from './partition.ts';

/** Names that the file has, also where what they name was wrong. */
export type Known = { accounts: readonly string[]; environments: readonly string[] };

/** Whether accounts and environments that are spoken of exist, and fit each other. */
export function checkReferences(definition: Definition, known: Known, findings: Findings): void {
  checkAccountIds(definition, findings);
  for (const [name, environment] of Object.entries(definition.environments)) {
    const path = ['environments', name];
    environment.accounts?.forEach((account, index) => {
      checkName(account, known.accounts, 'account', [...path, 'accounts', index], findings);
    });
    environment.destinations?.forEach(({ account }, index) => {
      const place = [...path, 'destinations', index, 'account'];
      checkName(account, known.accounts, 'account', place, findings);
    });
    environment.after?.forEach((earlier, index) => {
      checkName(
        nameOf(earlier),
        known.environments,
        'environment',
        [...path, ...placeOf(earlier, index)],
        findings,
      );
    });
    environment.sharesGroups?.forEach((other, index) => {
      const place = [...path, 'sharesGroups', index];
      checkName(other, known.environments, 'environment', place, findings);
    });
    checkPartitions(name, environment, findings);
  }
  checkCycles(definition, findings);
}

function placeOf(after: After, index: number): readonly PropertyKey[] {
  return typeof after === 'string' ? ['after', index] : ['after', index, 'environment'];
}

function checkName(
  name: string,
  known: readonly string[],
  kind: string,
  path: readonly PropertyKey[],
  findings: Findings,
): void {
  if (known.includes(name)) return;
  findings.add(path, 'unknown-name', `: there is no ${kind} ${quoted(name)}`, {
    hint: suggestion(name, known),
  });
}

function checkAccountIds(definition: Definition, findings: Findings): void {
  const names = new Map<string, string>();
  for (const [name, account] of Object.entries(definition.accounts)) {
    const id = typeof account === 'string' ? account : account.id;
    const other = names.get(id);
    if (other === undefined) names.set(id, name);
    else {
      const path = ['accounts', name, ...(typeof account === 'string' ? [] : ['id'])];
      findings.add(
        path,
        'duplicate-name',
        `: the account "${id}" already has the name ${quoted(other)}`,
        {
          hint: 'one name is enough: a destination may have its own role',
        },
      );
    }
  }
}

/** An AWS account lives in one partition: no account has regions of two. */
function checkPartitions(
  name: string,
  { accounts = [], regions = [], destinations = [] }: Definition['environments'][string],
  findings: Findings,
): void {
  const path = ['environments', name];
  const [first] = regions;
  const odd = regions.findIndex((region) => partitionOf(region) !== partitionOf(first ?? region));
  if (odd >= 0 && first !== undefined && accounts.length > 0) {
    const other = regions[odd] ?? '';
    findings.add(
      [...path, 'regions', odd],
      'mixed-partitions',
      `: "${other}" is in the partition "${partitionOf(other)}", "${first}" in "${partitionOf(first)}"`,
      {
        hint: 'no account is in two partitions: add these as single destinations (add: true)',
      },
    );
    return;
  }
  const homes = new Map<string, string>();
  if (first !== undefined) for (const account of accounts) homes.set(account, first);
  destinations.forEach(({ account, region }, index) => {
    const home = homes.get(account) ?? region;
    homes.set(account, home);
    if (partitionOf(home) === partitionOf(region)) return;
    findings.add(
      [...path, 'destinations', index, 'region'],
      'mixed-partitions',
      `: "${region}" is in the partition "${partitionOf(region)}", but account ${quoted(account)} has "${home}"`,
      {
        hint: 'no account is in two partitions',
      },
    );
  });
}

function checkCycles(definition: Definition, findings: Findings): void {
  const done = new Set<string>();
  const earlier = (name: string) =>
    Object.hasOwn(definition.environments, name)
      ? (definition.environments[name]?.after ?? []).map(nameOf)
      : [];

  function visit(name: string, trail: readonly string[]): void {
    earlier(name).forEach((before, index) => {
      const start = [...trail, name].indexOf(before);
      if (start >= 0) {
        const round = [...trail, name].slice(start);
        findings.add(
          ['environments', name, 'after', index],
          'environment-cycle',
          `: environments come after each other: ${[...round, before].join(' after ')}`,
        );
      } else if (!done.has(before)) visit(before, [...trail, name]);
    });
    done.add(name);
  }

  for (const name of Object.keys(definition.environments)) if (!done.has(name)) visit(name, []);
}
