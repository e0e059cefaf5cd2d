import { closest } from '../words/closest.ts';
import type { Finder } from './finder.ts';
import { entry, type MapValue, toText, type Value } from './ruby/value.ts';

/** Of a Lambda function. */
export function checkLambdaProperties(properties: MapValue, finder: Finder): void {
  const names = ['Name', 'Alias', 'CurrentVersion', 'TargetVersion'];
  checkUnknown(properties, names, finder);
  for (const name of names) {
    const value = required(properties, name, finder);
    if (!value) continue;
    if (name.endsWith('Version')) checkFunctionVersion(name, value, finder);
    else checkText(name, value, finder);
  }
}

function checkFunctionVersion(name: string, value: Value, finder: Finder): void {
  if (isPlaceholder(name, value, finder) || /^[1-9]\d*$/.test(toText(value))) return;
  const message = `${name} is "${toText(value)}" instead of the number of a published version`;
  finder.add('service/invalid-property', message, value.at);
}

/** Of an ECS service. */
export function checkEcsProperties(properties: MapValue, finder: Finder): void {
  checkUnknown(
    properties,
    [
      'TaskDefinition',
      'LoadBalancerInfo',
      'PlatformVersion',
      'NetworkConfiguration',
      'CapacityProviderStrategy',
    ],
    finder,
  );
  const task = required(properties, 'TaskDefinition', finder);
  if (task) checkTaskDefinition(task, finder);
  const balancer = required(properties, 'LoadBalancerInfo', finder);
  if (balancer) checkLoadBalancer(balancer, finder);
  const network = given(properties, 'NetworkConfiguration');
  if (network) checkNetwork(network, finder);
  const strategy = given(properties, 'CapacityProviderStrategy');
  if (strategy) checkStrategy(strategy, finder);
}

/** Warns of keys that are none of those. */
export function checkUnknown(map: MapValue, known: readonly string[], finder: Finder): void {
  for (const { key } of map.entries.values()) {
    const name = toText(key);
    if (known.includes(name)) continue;
    const meant = finder.isFull ? undefined : closest(name, known);
    const hint = meant ? `did you mean "${meant}"?` : `known here: ${known.join(', ')}`;
    finder.add('service/unknown-key', `the key "${name}" is not known here`, key.at, hint);
  }
}

function given(map: MapValue, name: string): Value | undefined {
  const value = entry(map, name);
  return value?.kind === 'nil' ? undefined : value;
}

function required(map: MapValue, name: string, finder: Finder): Value | undefined {
  const value = given(map, name);
  const isThere = value && (value.kind !== 'string' || value.value.trim() !== '');
  if (isThere) return value;
  finder.add('service/missing-property', `${name} is missing`, value?.at ?? map.at);
  return undefined;
}

function checkText(name: string, value: Value, finder: Finder): void {
  if (value.kind !== 'string') invalid(`${name} is not text`, value, finder);
  else isPlaceholder(name, value, finder);
}

function invalid(message: string, value: Value, finder: Finder): void {
  finder.add('service/invalid-property', message, value.at);
}

function isPlaceholder(name: string, value: Value, finder: Finder): boolean {
  const text = toText(value);
  if (!/^(?:<.*>|\{\{.*\}\}|\$\{.*\}|\[.*\])$/s.test(text.trim())) return false;
  finder.add('service/placeholder', `${name} is still the placeholder "${text}"`, value.at);
  return true;
}

function checkTaskDefinition(value: Value, finder: Finder): void {
  if (value.kind !== 'string') {
    invalid('TaskDefinition is not text', value, finder);
    return;
  }
  const text = value.value;
  if (text === '<TASK_DEFINITION>' || isPlaceholder('TaskDefinition', value, finder)) return;
  if (/^arn:[^:]*:ecs:[^:]*:[^:]*:task-definition\/./.test(text)) return;
  const hint = 'give arn:aws:ecs:REGION:ACCOUNT:task-definition/FAMILY:REVISION';
  const message = `TaskDefinition is "${text}" instead of an ARN`;
  finder.add('service/placeholder', message, value.at, hint);
}

function checkLoadBalancer(value: Value, finder: Finder): void {
  if (value.kind !== 'map') {
    invalid('LoadBalancerInfo is not a mapping', value, finder);
    return;
  }
  checkUnknown(value, ['ContainerName', 'ContainerPort'], finder);
  const name = required(value, 'ContainerName', finder);
  if (name) checkText('ContainerName', name, finder);
  const port = required(value, 'ContainerPort', finder);
  if (!port || isPlaceholder('ContainerPort', port, finder)) return;
  const text = toText(port);
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 65_535) {
    invalid(`ContainerPort is "${text}" instead of a number from 1 to 65535`, port, finder);
  } else if (port.kind === 'string') {
    finder.add('service/quoted-port', 'ContainerPort is text', port.at);
  }
}

function checkNetwork(value: Value, finder: Finder): void {
  const network = value.kind === 'map' ? given(value, 'AwsvpcConfiguration') : undefined;
  if (network?.kind !== 'map') {
    invalid('NetworkConfiguration has no AwsvpcConfiguration', value, finder);
    return;
  }
  checkUnknown(network, ['Subnets', 'SecurityGroups', 'AssignPublicIp'], finder);
  for (const name of ['Subnets', 'SecurityGroups']) {
    const list = required(network, name, finder);
    if (!list) continue;
    const isIds =
      list.kind === 'list' &&
      list.items.length > 0 &&
      list.items.every((item) => item.kind === 'string' && item.value !== '');
    if (!isIds) invalid(`${name} is not a list of ids`, list, finder);
  }
  const assign = required(network, 'AssignPublicIp', finder);
  if (assign && !['ENABLED', 'DISABLED'].includes(toText(assign))) {
    invalid(`AssignPublicIp is "${toText(assign)}", not ENABLED or DISABLED`, assign, finder);
  }
}

function checkStrategy(value: Value, finder: Finder): void {
  if (value.kind !== 'list') {
    invalid('CapacityProviderStrategy is not a list', value, finder);
    return;
  }
  for (const item of value.items) {
    if (item.kind !== 'map') {
      invalid('an item of CapacityProviderStrategy is not a mapping', item, finder);
      continue;
    }
    checkUnknown(item, ['Base', 'CapacityProvider', 'Weight'], finder);
    required(item, 'CapacityProvider', finder);
    for (const name of ['Base', 'Weight']) {
      const number = given(item, name);
      if (number && !/^\d+$/.test(toText(number))) {
        invalid(`${name} is "${toText(number)}" instead of a number`, number, finder);
      }
    }
  }
}
