import type { Statement } from '../policies/statement.ts';
import { statementsOfBucket } from './bucket-resources.ts';
import type { Identities } from './identities.ts';
import type { Needs } from './needs.ts';
import { type Trust, trustOf } from './trust.ts';

/** Every action that is allowed or refused, on what and why. */
export function policyLines({ accounts, hubs }: Needs, identities: Identities): string[] {
  const roles = [
    ...hubs.flatMap((hub) => hub.roles.map((role) => ({ ...role, kind: 'hub' }))),
    ...accounts.flatMap((account) => account.roles),
  ];
  const ofRoles = roles.flatMap((role) => [
    `${role.arn}`,
    `  for: ${role.kind}, in ${role.environments.join(', ')}`,
    ...trustLines(trustOf(role, identities, () => '(the external id)')),
    ...role.statements.flatMap(statementLines),
    '',
  ]);
  const ofBuckets = accounts.flatMap(({ buckets }) =>
    buckets.flatMap((bucket) => [
      `s3://${bucket.name}, ${bucket.region}, of account ${bucket.accountId}`,
      ...statementsOfBucket(bucket).flatMap(statementLines),
      '',
    ]),
  );
  return [...ofRoles, ...ofBuckets, 'What builds (package, lint) needs nothing: it has no role.'];
}

function trustLines({ Statement }: Trust): string[] {
  if (Statement.length === 0)
    return ['  nobody may assume it yet: name somebody with --github, --gitlab or --principal'];
  return Statement.flatMap(({ Principal, Condition }) => [
    `  assumed by ${Object.values(Principal).flat().join(', ')}`,
    ...Object.values(Condition ?? {})
      .flatMap((values) => Object.entries(values))
      .map(([key, value]) => `    ${key}: ${[value].flat().join(', ')}`),
  ]);
}

function statementLines({ Sid, Effect, Action, Resource, Condition, why }: Statement): string[] {
  const verb = Effect === 'Allow' ? '' : 'refuses ';
  return [
    `  ${Sid}: ${why}`,
    `    ${verb}${[Action].flat().join(', ')}`,
    ...[Resource].flat().map((resource) => `      on ${resource}`),
    ...Object.entries(Condition ?? {}).flatMap(([operator, values]) =>
      Object.entries(values).map(([key, value]) => `      where ${key} ${operator} ${value}`),
    ),
  ];
}
