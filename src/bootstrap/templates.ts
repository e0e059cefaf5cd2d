import { bucketResources } from './bucket-resources.ts';
import {
  homeCondition,
  openIds,
  type Resource,
  regionCondition,
  type Template,
} from './cloudformation-template.ts';
import { codedeployResources, healthyParameter, tagParameter } from './codedeploy-resources.ts';
import type { HubNeed } from './hub-needs.ts';
import type { Identities } from './identities.ts';
import { instanceResources } from './instance-resources.ts';
import type { AccountNeeds, Needs } from './needs.ts';
import { providersCondition, roleResources } from './role-resources.ts';

/** One file that CloudFormation takes, and where. */
export type Made = {
  /** Without its ending. */
  name: string;
  accountId: string;
  /** The first is where it goes first. */
  regions: readonly string[];
  template: Template;
};

export type Choices = { identities: Identities; objectLockDays?: number | undefined };

/** The hub's first: roles of the accounts trust those of the hub, which have to be there. */
export function templatesOf({ accounts, hubs }: Needs, choices: Choices): Made[] {
  return [
    ...hubs.map((hub) => hubTemplate(hub, choices, accounts)),
    ...accounts.map((account) => accountTemplate(account, choices)),
  ];
}

function hubTemplate(
  { accountId, roles }: HubNeed,
  { identities }: Choices,
  accounts: readonly AccountNeeds[],
): Made {
  const ids = openIds();
  const resources = roleResources(roles, { ids, identities, externalIds: () => undefined });
  const home = accounts[0]?.regions[0] ?? 'us-east-1';
  return {
    name: `hub-${accountId}`,
    accountId,
    regions: [home],
    template: templateOf(
      `codedeploy-fanout: the roles that others are assumed from, in account ${accountId}`,
      resources,
      {
        ...(hasProviders(resources) && { [providersCondition]: makesProviders }),
      },
    ),
  };
}

function accountTemplate(account: AccountNeeds, { identities, objectLockDays }: Choices): Made {
  const { id, name, regions, roles, buckets } = account;
  const ids = openIds();
  const secrets = new Map<string, string>();
  const externalIds = (secret: string) => {
    const known = secrets.get(secret) ?? `ExternalId${secrets.size === 0 ? '' : secrets.size + 1}`;
    secrets.set(secret, known);
    return { Ref: known };
  };
  const instances = instanceResources(account, ids);
  const resources: Record<string, Resource> = {
    ...roleResources(roles, { ids, identities, externalIds, condition: homeCondition }),
    ...Object.assign({}, ...buckets.map((one) => bucketResources(one, { ids, objectLockDays }))),
    ...codedeployResources(account, ids),
    ...instances.resources,
  };
  const isIn = (region: unknown) => ({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] });
  const [home] = regions;
  const template = templateOf(
    `codedeploy-fanout: what account ${id} needs in ${regions.join(', ')}; ${home} goes first`,
    resources,
    {
      [homeCondition]: isIn({ Ref: homeParameter }),
      ...Object.fromEntries(regions.map((region) => [regionCondition(region), isIn(region)])),
      ...(hasProviders(resources) && {
        [providersCondition]: { 'Fn::And': [{ Condition: homeCondition }, makesProviders] },
      }),
    },
    {
      ...(Object.values(resources).some(({ Condition }) => Condition === homeCondition) &&
        homeParameterOf(home)),
      ...secretParameters([...secrets.values()]),
    },
  );
  const Outputs = instances.outputs;
  const made = Object.keys(Outputs).length > 0 ? { ...template, Outputs } : template;
  return { name: `account-${name}-${id}`, accountId: id, regions, template: made };
}

type Parameters = Record<string, Record<string, unknown>>;

const homeParameter = 'HomeRegion';
const providersParameter = 'Providers';
const makesProviders = { 'Fn::Equals': [{ Ref: providersParameter }, 'make'] };

function hasProviders(resources: Record<string, Resource>): boolean {
  return Object.values(resources).some(({ Type }) => Type === 'AWS::IAM::OIDCProvider');
}

function templateOf(
  Description: string,
  Resources: Record<string, Resource>,
  conditions: Record<string, unknown>,
  parameters: Parameters = {},
): Template {
  const Parameters = { ...parametersOf(Resources), ...parameters };
  const used = new Set(Object.values(Resources).flatMap(({ Condition }) => Condition ?? []));
  if (used.has(providersCondition)) used.add(homeCondition);
  const Conditions = Object.fromEntries(
    Object.entries(conditions).filter(([name]) => used.has(name)),
  );
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description,
    ...(Object.keys(Parameters).length > 0 && { Parameters }),
    ...(Object.keys(Conditions).length > 0 && { Conditions }),
    Resources,
  };
}

function homeParameterOf(region: string): Parameters {
  return {
    [homeParameter]: {
      Type: 'String',
      Default: region,
      Description:
        'The region that makes the roles, which an account has only once: create its stack first',
    },
  };
}

function secretParameters(names: readonly string[]): Parameters {
  const parameter = { Type: 'String', NoEcho: true, MinLength: 2 };
  const Description = 'An external id of fanout.yml';
  return Object.fromEntries(names.map((name) => [name, { ...parameter, Description }]));
}

function parametersOf(resources: Record<string, Resource>): Parameters {
  const values = Object.values(resources);
  const has = (type: string) => values.some(({ Type }) => Type === type);
  return {
    ...(hasProviders(resources) && {
      [providersParameter]: {
        Type: 'String',
        Default: 'make',
        AllowedValues: ['make', 'there'],
        Description:
          'there: the account already has the identity provider, and can have it only once',
      },
    }),
    ...(has('AWS::CodeDeploy::DeploymentGroup') && {
      [tagParameter]: {
        Type: 'String',
        Default: 'deployment-group',
        Description: 'The tag of instances whose value is the name of their deployment group',
      },
    }),
    ...(has('AWS::CodeDeploy::DeploymentConfig') && {
      [healthyParameter]: {
        Type: 'Number',
        Default: 75,
        MinValue: 0,
        MaxValue: 99,
        Description:
          'Percentage of instances that stay healthy in deployment configurations made here',
      },
    }),
  };
}
