import type { Destination } from '../config/destination.ts';
import type { Statement } from '../policies/statement.ts';
import type { BucketNeed } from './bucket-needs.ts';
import { policyOfBucket } from './bucket-resources.ts';

/** What a bucket lacks of what its template sets. */
export function bucketDifferences(
  bucket: BucketNeed,
  { isVersioned, policy }: { isVersioned: boolean; policy?: string },
): string[] {
  const there = new Set(statementsIn(policy).map(sameText));
  const lacking = policyOfBucket(bucket).Statement.filter((one) => !there.has(sameText(one)));
  return [
    ...(isVersioned ? [] : ['it keeps no versions']),
    ...(policy === undefined
      ? ['it has no policy']
      : lacking.map(({ Sid }) => `its policy has no statement like ${Sid}`)),
  ];
}

function statementsIn(policy: string | undefined): Record<string, unknown>[] {
  try {
    return [JSON.parse(policy ?? '{}').Statement ?? []].flat();
  } catch {
    return [];
  }
}

/** Statements that say the same have one text: AWS writes a list of one as a text, and orders as it likes. */
function sameText({ Sid: _, ...statement }: Partial<Statement> | Record<string, unknown>): string {
  return JSON.stringify(inOrder(statement));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(inOrder).toSorted();
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}

/** What of a deployment group is read: CodeDeploy's names for it. */
export type FoundGroup = {
  deploymentConfigName?: string | undefined;
  alarmConfiguration?:
    | { enabled?: boolean | undefined; alarms?: { name?: string | undefined }[] | undefined }
    | undefined;
};

/** What a group has differently than its template. Runs bring configuration and alarms themselves; others do not. */
export function groupDifferences(
  { deploymentConfig, alarms }: Pick<Destination, 'deploymentConfig' | 'alarms'>,
  { deploymentConfigName, alarmConfiguration }: FoundGroup,
): string[] {
  const names = new Set(
    alarmConfiguration?.enabled
      ? (alarmConfiguration.alarms ?? []).flatMap(({ name }) => name ?? [])
      : [],
  );
  const unwired = (alarms?.names ?? []).filter((name) => !names.has(name));
  return [
    ...(deploymentConfig === undefined || deploymentConfig === deploymentConfigName
      ? []
      : [
          `its deployment configuration is ${deploymentConfigName ?? 'unknown'}, not ${deploymentConfig}`,
        ]),
    ...unwired.map((name) => `it has no alarm ${name}`),
  ];
}
