import { closest } from '../../words/closest.ts';
import type { Finder } from '../finder.ts';
import { reservedEvents, scriptEvents } from '../lifecycle-events.ts';
import { entry, type MapValue, toText, type Value } from '../ruby/value.ts';

const TOP = ['version', 'os', 'hooks', 'files', 'permissions', 'file_exists_behavior'];
const SCRIPT = ['location', 'timeout', 'runas', 'sudo'];
const FILE = ['source', 'destination'];
const PERMISSION = [
  'object',
  'pattern',
  'except',
  'owner',
  'group',
  'mode',
  'acls',
  'context',
  'type',
];
const CONTEXT = ['type', 'range', 'name', 'user'];
const EVENTS: readonly string[] = [...scriptEvents, ...reservedEvents];

/** Words of the API and of other tools that people write where the agent has another word. */
const MEANT: Readonly<Record<string, string>> = {
  commands: 'hooks',
  fileExistsBehavior: 'file_exists_behavior',
};

/** Of webfactory/create-aws-codedeploy-deployment, which reads its settings from the AppSpec file. */
const FOREIGN = ['branch_config'];

/** Keys that the agent ignores. */
export function checkKeys(document: MapValue, finder: Finder): void {
  checkMap(document, TOP, 'at the top level', finder);
  const hooks = entry(document, 'hooks');
  if (hooks?.kind === 'map') {
    for (const { value } of hooks.entries.values()) {
      for (const script of items(value)) checkMap(script, SCRIPT, 'of a script', finder);
    }
  }
  for (const file of items(entry(document, 'files'))) {
    checkMap(file, FILE, 'of an item of files', finder);
  }
  for (const permission of items(entry(document, 'permissions'))) {
    checkMap(permission, PERMISSION, 'of a permission', finder);
    const context = entry(permission, 'context');
    if (context?.kind === 'map') checkMap(context, CONTEXT, 'of a context', finder);
  }
}

function items(value: Value | undefined): MapValue[] {
  if (value?.kind !== 'list') return [];
  return value.items.filter((item) => item.kind === 'map');
}

function checkMap(map: MapValue, known: readonly string[], where: string, finder: Finder): void {
  for (const { key } of map.entries.values()) {
    const name = toText(key);
    if (key.kind === 'string' && known.includes(name)) continue;
    if (known === TOP && FOREIGN.includes(name)) continue;
    const message = `the key "${name}" ${where} is ignored by the agent`;
    const place = finder.isFull ? undefined : belongs(name, known);
    if (place !== undefined) finder.add('keys/misspelt', message, key.at, place);
    else finder.add('keys/unknown', message, key.at, hintFor(name, known));
  }
}

/** What was meant by a key that is a slip. */
function belongs(name: string, known: readonly string[]): string | undefined {
  const meant = Object.hasOwn(MEANT, name) ? MEANT[name] : closest(name, known);
  if (meant !== undefined && known.includes(meant)) return `did you mean "${meant}"?`;
  if (EVENTS.includes(name)) return 'lifecycle events go below "hooks:", one step further in';
  if (TOP.includes(name)) return `"${name}:" goes at the top level, without spaces before it`;
  return undefined;
}

function hintFor(name: string, known: readonly string[]): string {
  if (name === 'overwrite' && known === FILE) {
    return 'remove it, and write file_exists_behavior: OVERWRITE at the top level where that is meant';
  }
  return `remove it; the agent knows ${known.join(', ')} here`;
}
