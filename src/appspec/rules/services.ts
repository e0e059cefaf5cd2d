import type { Rule } from './rule.ts';

const ECS =
  'version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n        TaskDefinition: <TASK_DEFINITION>\n        LoadBalancerInfo:\n          ContainerName: web\n          ContainerPort: 80';
const LAMBDA =
  'version: 0.0\nResources:\n  - orders:\n      Type: AWS::Lambda::Function\n      Properties:\n        Name: orders\n        Alias: live\n        CurrentVersion: "1"\n        TargetVersion: "2"';

/** AppSpec files for Amazon ECS and AWS Lambda, which the service reads, not the agent. */
export const serviceRules = {
  'service/version': {
    severity: 'error',
    what: '`version` is 0.0',
    why: 'The service knows no other.',
    fix: 'write version: 0.0',
    bad: ECS.replace('0.0', '1.0'),
    good: ECS,
  },
  'service/resources': {
    severity: 'error',
    what: '`Resources` is a list of exactly one mapping with one name',
    why: 'A deployment changes one ECS service or one Lambda function.',
    fix: 'write one resource, with a dash before its name',
    bad: LAMBDA.replace('  - orders', '  orders'),
    good: LAMBDA,
  },
  'service/type': {
    severity: 'error',
    what: 'the resource\u2019s `Type` is AWS::ECS::Service or AWS::Lambda::Function',
    why: 'It tells the service what to deploy.',
    fix: 'write one of the two',
    bad: LAMBDA.replace('Lambda::Function', 'Lambda::Alias'),
    good: LAMBDA,
  },
  'service/missing-property': {
    severity: 'error',
    what: 'every required property is there',
    why: 'For ECS these are TaskDefinition and LoadBalancerInfo with ContainerName and ContainerPort, for Lambda Name, Alias, CurrentVersion and TargetVersion. An AwsvpcConfiguration needs Subnets, SecurityGroups and AssignPublicIp.',
    fix: 'add the property',
    bad: LAMBDA.replace('\n        Alias: live', ''),
    good: LAMBDA,
  },
  'service/invalid-property': {
    severity: 'error',
    what: 'every property has the type that the service accepts',
    why: 'Versions of a function are whole numbers from 1 on, so neither $LATEST nor an alias; a port is a number; AssignPublicIp is ENABLED or DISABLED.',
    fix: 'fix the value',
    bad: LAMBDA.replace('"2"', '$LATEST'),
    good: LAMBDA,
  },
  'service/quoted-port': {
    severity: 'warning',
    what: '`ContainerPort` is a number without quotes',
    why: 'It is documented as a number.',
    fix: 'remove the quotes',
    bad: ECS.replace('ContainerPort: 80', 'ContainerPort: "80"'),
    good: ECS,
  },
  'service/placeholder': {
    severity: 'warning',
    what: 'no placeholder is left',
    why: 'The service takes the text as it is. AWS CodePipeline fills in a task definition of <TASK_DEFINITION>, and some CI steps fill in theirs; anything else must be an ARN.',
    fix: 'put the value in before the file is deployed',
    bad: LAMBDA.replace('"2"', '"{{VERSION}}"'),
    good: LAMBDA,
  },
  'service/hooks': {
    severity: 'error',
    what: '`Hooks` is a list of single lifecycle events, each with the name or ARN of a Lambda function',
    why: 'Nothing else is called.',
    fix: 'write "- BeforeAllowTraffic: FUNCTION"',
    bad: `${LAMBDA}\nHooks:\n  BeforeAllowTraffic: check-orders`,
    good: `${LAMBDA}\nHooks:\n  - BeforeAllowTraffic: check-orders`,
  },
  'service/unknown-event': {
    severity: 'error',
    what: 'every hook is a lifecycle event of the platform',
    why: 'For ECS: BeforeInstall, AfterInstall, AfterAllowTestTraffic, BeforeAllowTraffic, AfterAllowTraffic. For Lambda: BeforeAllowTraffic, AfterAllowTraffic.',
    fix: 'write one of those',
    bad: `${LAMBDA}\nHooks:\n  - BeforeInstall: check-orders`,
    good: `${LAMBDA}\nHooks:\n  - AfterAllowTraffic: check-orders`,
  },
  'service/unknown-key': {
    severity: 'warning',
    what: 'every key is one that is documented',
    why: 'Others are ignored or refused.',
    fix: 'remove the key, or write it as it is meant',
    bad: LAMBDA.replace('        Alias', '        Region: eu-west-1\n        Alias'),
    good: LAMBDA,
  },
} as const satisfies Record<string, Rule>;
