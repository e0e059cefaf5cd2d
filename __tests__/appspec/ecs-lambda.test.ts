import { describe, expect, test } from '@jest/globals';
import { lintAppSpec } from '../../src/appspec/lint.ts';

function lint(text: string) {
  return lintAppSpec(new TextEncoder().encode(text), { file: 'appspec.yaml' });
}

type Parts = { resource?: string; properties?: string; hooks?: string };

function ecs({ resource = 'TargetService', properties = '', hooks = '' }: Parts = {}): string {
  return `version: 0.0
Resources:
  - ${resource}:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: "arn:aws:ecs:eu-west-1:111111111111:task-definition/web:3"
        LoadBalancerInfo:
          ContainerName: web
          ContainerPort: 80
${properties}${hooks}`;
}

function lambda(overrides: Record<string, unknown> = {}): string {
  const properties = { Name: 'orders', Alias: 'live', CurrentVersion: '1', TargetVersion: 2 };
  return JSON.stringify({
    version: 0.0,
    Resources: [
      { orders: { Type: 'AWS::Lambda::Function', Properties: { ...properties, ...overrides } } },
    ],
    Hooks: [{ BeforeAllowTraffic: 'check' }],
  });
}

describe('recognised', () => {
  test.each([
    ['ECS', ecs(), 'ecs'],
    ['ECS in small letters', ecs().replace('Resources', 'resources'), 'ecs'],
    ['Lambda in JSON', lambda(), 'lambda'],
    ['Lambda by its properties', lambda().replace('"Type":"AWS::Lambda::Function",', ''), 'lambda'],
    ['instances', 'version: 0.0\nos: linux\n', 'server'],
    ['instances, with a stray key', 'version: 0.0\nos: linux\nResources: []\n', 'server'],
    ['something else', 'services:\n  - name: web\n', 'server'],
    ['no YAML', 'a: [', 'server'],
  ])('%s', (_, text, platform) => {
    expect(lint(text).platform).toBe(platform);
  });
});

describe('fine', () => {
  test.each([
    ['ECS', ecs()],
    [
      'ECS with every property',
      ecs({
        properties: `        PlatformVersion: LATEST
        NetworkConfiguration:
          AwsvpcConfiguration:
            Subnets: [subnet-1, subnet-2]
            SecurityGroups: [sg-1]
            AssignPublicIp: ENABLED
        CapacityProviderStrategy:
          - { Base: 1, CapacityProvider: FARGATE, Weight: 1 }
`,
        hooks:
          'Hooks:\n  - BeforeInstall: a\n  - AfterInstall: b\n  - AfterAllowTestTraffic: c\n  - BeforeAllowTraffic: d\n  - AfterAllowTraffic: e\n',
      }),
    ],
    ['what CodePipeline fills in', ecs().replace(/"arn.*"/, '<TASK_DEFINITION>')],
    ['Lambda', lambda()],
    ['a version in quotes', ecs().replace('0.0', '"0.0"')],
    ['no hooks', lambda().replace(/,"Hooks".*\]/, '')],
  ])('%s', (_, text) => {
    expect(lint(text)).toMatchObject({ ok: true, findings: [] });
  });
});

describe('wrong', () => {
  test.each([
    ['no version', ecs().replace('version: 0.0\n', ''), 'service/version', 'there is no version'],
    [
      'two resources',
      ecs().replace('Resources:', 'Resources:\n  - Other: {Type: AWS::ECS::Service}'),
      'service/resources',
      'there are 2 resources instead of one',
    ],
    [
      'an empty list',
      'version: 0.0\nResources: []\n',
      'service/resources',
      'there are 0 resources instead of one',
    ],
    [
      'a resource without content',
      'version: 0.0\nResources:\n  - TargetService:\n',
      'service/resources',
      'the resource "TargetService" has no Type and Properties',
    ],
    [
      'another type',
      ecs().replace('ECS::Service', 'ECS::Cluster'),
      'service/type',
      'the type "AWS::ECS::Cluster" is not known',
    ],
    [
      'no properties',
      'version: 0.0\nResources: [{TargetService: {Type: AWS::ECS::Service}}]\n',
      'service/missing-property',
      'there are no Properties',
    ],
    [
      'no task definition',
      ecs().replace(/ {8}TaskDefinition.*\n/, ''),
      'service/missing-property',
      'TaskDefinition is missing',
    ],
    [
      'an empty name',
      ecs().replace('ContainerName: web', 'ContainerName: ""'),
      'service/missing-property',
      'ContainerName is missing',
    ],
    [
      'a port of words',
      ecs().replace('ContainerPort: 80', 'ContainerPort: http'),
      'service/invalid-property',
      'ContainerPort is "http" instead of a number from 1 to 65535',
    ],
    [
      'a port of 0',
      ecs().replace('ContainerPort: 80', 'ContainerPort: 0'),
      'service/invalid-property',
      'ContainerPort is "0" instead of a number from 1 to 65535',
    ],
    [
      'a network without its configuration',
      ecs({ properties: '        NetworkConfiguration: {Subnets: []}\n' }),
      'service/invalid-property',
      'NetworkConfiguration has no AwsvpcConfiguration',
    ],
    [
      'half a network',
      ecs({
        properties:
          '        NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a], SecurityGroups: [b]}}\n',
      }),
      'service/missing-property',
      'AssignPublicIp is missing',
    ],
    [
      'no subnets',
      ecs({
        properties:
          '        NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [], SecurityGroups: [b], AssignPublicIp: DISABLED}}\n',
      }),
      'service/invalid-property',
      'Subnets is not a list of ids',
    ],
    [
      'a strategy that is no list',
      ecs({ properties: '        CapacityProviderStrategy: {Base: 1}\n' }),
      'service/invalid-property',
      'CapacityProviderStrategy is not a list',
    ],
    [
      'a weight of words',
      ecs({
        properties:
          '        CapacityProviderStrategy: [{CapacityProvider: FARGATE, Weight: much}]\n',
      }),
      'service/invalid-property',
      'Weight is "much" instead of a number',
    ],
    [
      '$LATEST',
      lambda({ TargetVersion: '$LATEST' }),
      'service/invalid-property',
      'TargetVersion is "$LATEST" instead of the number of a published version',
    ],
    [
      'version 0',
      lambda({ CurrentVersion: 0 }),
      'service/invalid-property',
      'CurrentVersion is "0" instead of the number of a published version',
    ],
    ['no alias', lambda({ Alias: undefined }), 'service/missing-property', 'Alias is missing'],
    [
      'a name that is a number',
      lambda({ Name: 5 }),
      'service/invalid-property',
      'Name is not text',
    ],
    [
      'hooks as a mapping',
      ecs({ hooks: 'Hooks:\n  BeforeInstall: a\n' }),
      'service/hooks',
      '"Hooks" is not a list',
    ],
    [
      'two events in one item',
      ecs({ hooks: 'Hooks:\n  - BeforeInstall: a\n    AfterInstall: b\n' }),
      'service/hooks',
      'a hook is not one event with one function',
    ],
    [
      'a hook without a function',
      ecs({ hooks: 'Hooks:\n  - BeforeInstall: ""\n' }),
      'service/hooks',
      'the hook "BeforeInstall" names no Lambda function',
    ],
    [
      'an event for instances',
      ecs({ hooks: 'Hooks:\n  - ApplicationStop: a\n' }),
      'service/unknown-event',
      '"ApplicationStop" is not a lifecycle event of ECS',
    ],
    [
      'a misspelt event',
      lambda().replace('BeforeAllowTraffic', 'BeforeAllowTrafic'),
      'service/unknown-event',
      '"BeforeAllowTrafic" is not a lifecycle event of Lambda',
    ],
  ])('%s', (_, text, rule, message) => {
    const report = lint(text);
    expect(report.ok).toBe(false);
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule, message, severity: 'error', line: expect.any(Number) }),
    );
  });
});

test('what a template still has to fill in is a warning', () => {
  const report = lint(lambda({ TargetVersion: '{{VERSION}}' }));
  expect(report).toMatchObject({ ok: true, findings: [{ rule: 'service/placeholder' }] });
});

test('a suggestion for a misspelt property', () => {
  const { findings } = lint(lambda({ Aliass: 'live' }));
  expect(findings).toMatchObject([{ rule: 'service/unknown-key', hint: 'did you mean "Alias"?' }]);
});
