import { closest } from '../words/closest.ts';
import type { Finder } from './finder.ts';
import { entry, isTruthy, type MapValue, toText, type Value } from './ruby/value.ts';
import { checkEcsProperties, checkLambdaProperties, checkUnknown } from './service-properties.ts';

export type ServicePlatform = 'ecs' | 'lambda';

const TYPES: Readonly<Record<ServicePlatform, string>> = {
  ecs: 'AWS::ECS::Service',
  lambda: 'AWS::Lambda::Function',
};

const EVENTS: Readonly<Record<ServicePlatform, readonly string[]>> = {
  ecs: [
    'BeforeInstall',
    'AfterInstall',
    'AfterAllowTestTraffic',
    'BeforeAllowTraffic',
    'AfterAllowTraffic',
  ],
  lambda: ['BeforeAllowTraffic', 'AfterAllowTraffic'],
};

/** Which service an AppSpec file is for; undefined where it is one for instances, or none at all. */
export function servicePlatform(document: Value): ServicePlatform | undefined {
  if (document.kind !== 'map' || entry(document, 'os')) return undefined;
  const resources = either(document, 'Resources', 'resources');
  if (!resources) return undefined;
  const named = resourcesOf(resources);
  const types = named.map(({ value }) => toText(property(value, 'Type') ?? value));
  if (types.includes(TYPES.lambda)) return 'lambda';
  if (types.includes(TYPES.ecs)) return 'ecs';
  const properties = named.map(({ value }) => property(value, 'Properties'));
  const isLambda = properties.some((each) => property(each, 'TargetVersion'));
  return isLambda ? 'lambda' : 'ecs';
}

/**
 * Checks an AppSpec file for ECS or Lambda.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
 */
export function checkService(document: MapValue, platform: ServicePlatform, finder: Finder): void {
  checkVersion(document, finder);
  checkUnknown(document, ['version', 'Resources', 'resources', 'Hooks', 'hooks'], finder);
  const resources = either(document, 'Resources', 'resources');
  if (resources) checkResources(resources, platform, finder);
  const hooks = either(document, 'Hooks', 'hooks');
  if (isTruthy(hooks)) checkHooks(hooks, platform, finder);
}

/** The docs write sections both ways. */
function either(map: MapValue, one: string, other: string): Value | undefined {
  return entry(map, one) ?? entry(map, other);
}

function property(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'map' ? entry(value, name) : undefined;
}

function resourcesOf(value: Value): { key: Value; value: Value }[] {
  const maps = value.kind === 'list' ? value.items : [value];
  return maps.flatMap((map) => (map.kind === 'map' ? [...map.entries.values()] : []));
}

function checkVersion(document: MapValue, finder: Finder): void {
  const version = entry(document, 'version');
  if (version && Number.parseFloat(toText(version)) === 0) return;
  const message = version ? `the version "${toText(version)}" is not 0.0` : 'there is no version';
  finder.add('service/version', message, version?.at ?? document.at);
}

function checkResources(value: Value, platform: ServicePlatform, finder: Finder): void {
  const named = resourcesOf(value);
  const [first] = named;
  if (value.kind !== 'list') {
    finder.add('service/resources', '"Resources" is not a list', value.at);
  } else if (value.items.length !== 1 || named.length !== 1) {
    const count = Math.max(value.items.length, named.length);
    finder.add('service/resources', `there are ${count} resources instead of one`, value.at);
  }
  if (!first) return;
  const { key, value: resource } = first;
  if (resource.kind !== 'map') {
    const message = `the resource "${toText(key)}" has no Type and Properties`;
    finder.add('service/resources', message, key.at);
    return;
  }
  if (platform === 'ecs' && toText(key) !== 'TargetService') {
    const message = `the resource is called "${toText(key)}" instead of "TargetService"`;
    finder.add('service/unknown-key', message, key.at, 'write TargetService');
  }
  checkResource(resource, key, platform, finder);
}

function checkResource(
  resource: MapValue,
  key: Value,
  platform: ServicePlatform,
  finder: Finder,
): void {
  checkUnknown(resource, ['Type', 'Properties'], finder);
  const type = entry(resource, 'Type');
  if (!type || toText(type) !== TYPES[platform]) {
    const message = type ? `the type "${toText(type)}" is not known` : 'there is no Type';
    finder.add('service/type', message, type?.at ?? key.at, `write Type: ${TYPES[platform]}`);
  }
  const properties = entry(resource, 'Properties');
  if (properties?.kind !== 'map') {
    finder.add('service/missing-property', 'there are no Properties', properties?.at ?? key.at);
  } else if (platform === 'ecs') {
    checkEcsProperties(properties, finder);
  } else {
    checkLambdaProperties(properties, finder);
  }
}

function checkHooks(hooks: Value, platform: ServicePlatform, finder: Finder): void {
  if (hooks.kind !== 'list') {
    finder.add('service/hooks', '"Hooks" is not a list', hooks.at);
    return;
  }
  for (const hook of hooks.items) {
    if (hook.kind !== 'map' || hook.entries.size !== 1) {
      finder.add('service/hooks', 'a hook is not one event with one function', hook.at);
      continue;
    }
    for (const { key, value } of hook.entries.values()) checkHook(key, value, platform, finder);
  }
}

function checkHook(key: Value, value: Value, platform: ServicePlatform, finder: Finder): void {
  const event = toText(key);
  if (!EVENTS[platform].includes(event)) {
    const meant = finder.isFull ? undefined : closest(event, EVENTS[platform]);
    const hint = meant
      ? `did you mean "${meant}"?`
      : `the events are ${EVENTS[platform].join(', ')}`;
    const message = `"${event}" is not a lifecycle event of ${platform === 'ecs' ? 'ECS' : 'Lambda'}`;
    finder.add('service/unknown-event', message, key.at, hint);
  }
  if (value.kind !== 'string' || value.value.trim() === '') {
    finder.add('service/hooks', `the hook "${event}" names no Lambda function`, value.at);
  }
}
