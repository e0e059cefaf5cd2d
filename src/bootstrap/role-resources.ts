import { defined } from '../defined.ts';
import { policyOf, type Statement } from '../policies/statement.ts';
import type { Ids, Resource } from './cloudformation-template.ts';
import { comingFor, type Identities } from './identities.ts';
import type { RoleNeed } from './role-needs.ts';
import { audiencesOf, type ExternalIds, hostsOf, isAssumedDirectly, trustOf } from './trust.ts';

/** What a template has of a role, in an account or in the hub. */
type MadeRole = Pick<
  RoleNeed,
  'arn' | 'partition' | 'environments' | 'sessionTags' | 'sourceIdentity' | 'statements'
> &
  Partial<Pick<RoleNeed, 'via' | 'externalId' | 'leads' | 'kind'>>;

export type RolePorts = {
  ids: Ids;
  identities: Identities;
  externalIds: ExternalIds;
  /** In which the roles are made. Absent: wherever the template is used. */
  condition?: string | undefined;
};

/** Roles with what they may do, and the identity providers that they trust. */
export function roleResources(
  roles: readonly MadeRole[],
  ports: RolePorts,
): Record<string, Resource> {
  const trusting = roles.filter(isAssumedDirectly);
  return {
    ...providerResources(trusting, ports),
    ...Object.fromEntries(
      roles.map((role) => [
        ports.ids('Role', roleNameOf(role.arn).name),
        roleResource(role, ports),
      ]),
    ),
  };
}

/** The condition under which a template makes identity providers: an account has each but once. */
export const providersCondition = 'MakeProviders';

function providerResources(
  roles: readonly MadeRole[],
  { ids, identities }: RolePorts,
): Record<string, Resource> {
  const [first] = roles;
  if (!first) return {};
  const environments = [...new Set(roles.flatMap((role) => role.environments))];
  const made = hostsOf(comingFor(identities, environments).providers).map((providers) => {
    const [{ host }] = providers;
    const audiences = audiencesOf(providers, { partition: first.partition, environments });
    const resource: Resource = {
      Type: 'AWS::IAM::OIDCProvider',
      Condition: providersCondition,
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Url: `https://${host}`, ClientIdList: audiences },
    };
    return [ids('Provider', host), resource] as const;
  });
  return Object.fromEntries(made);
}

// What GitLab issues cannot be renewed, and one session has to last for a whole run.
const fourHours = 4 * 3600;

function roleResource(role: MadeRole, ports: RolePorts): Resource {
  const { name, path } = roleNameOf(role.arn);
  const { identities, externalIds, condition } = ports;
  const isOnce = comingFor(identities, role.environments).providers.some(
    ({ system }) => system === 'GitLab',
  );
  return {
    Type: 'AWS::IAM::Role',
    ...defined({ Condition: condition }),
    Metadata: { Why: whyOf(role.statements) },
    Properties: {
      RoleName: name,
      ...(path !== '/' && { Path: path }),
      Description: descriptionOf(role),
      ...(isOnce && isAssumedDirectly(role) && { MaxSessionDuration: fourHours }),
      AssumeRolePolicyDocument: trustOf(role, identities, externalIds),
      Policies: [{ PolicyName: role.kind ?? 'hub', PolicyDocument: policyOf(role.statements) }],
    },
  };
}

export function whyOf(statements: readonly Statement[]): Record<string, string> {
  return Object.fromEntries(statements.map(({ Sid, why }) => [Sid, why]));
}

function descriptionOf({ kind, environments }: MadeRole): string {
  const what = { deploy: 'deploys to', promote: 'promotes into', read: 'reads' };
  const verb = kind === undefined ? 'leads to the roles of' : what[kind];
  return `codedeploy-fanout: ${verb} ${environments.join(', ')}`.slice(0, 1000);
}

/** Path and name of a role, of its ARN. */
export function roleNameOf(arn: string): { name: string; path: string } {
  const [, path = '/', name = ''] = /:role(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  return { name, path };
}
