import type { Definition } from './definition.ts';
import type { Cell } from './grid.ts';
import type { Found } from './resolve-text.ts';
import type { DestinationSettings } from './settings-definition.ts';
import type { Path } from './yaml-tree.ts';

/** Settings from one place of the file; of several layers the last one that has a setting gives it, as a whole. */
export type Layer = { path: Path; settings: Partial<DestinationSettings> };

export function pick<K extends keyof DestinationSettings>(
  layers: readonly Layer[],
  key: K,
): Found<NonNullable<DestinationSettings[K]>> | undefined {
  for (const { path, settings } of layers.toReversed()) {
    const value = settings[key];
    if (value !== undefined && value !== null) return { value, path: [...path, key] };
  }
  return undefined;
}

/** What holds for a whole environment, the weakest first. */
export function environmentLayers(definition: Definition, name: string): Layer[] {
  const { application, bundle = {}, defaults = {} } = definition;
  const { bucket, bucketOwner, kms, sse } = bundle;
  return [
    { path: [], settings: { application } },
    { path: ['bundle'], settings: { bucket, bucketOwner, kms, sse } },
    { path: ['defaults'], settings: defaults },
    { path: ['environments', name], settings: definition.environments[name] ?? {} },
  ];
}

/** What holds for a destination. An account's roles are stronger than its environment's: a role belongs to an account. */
export function destinationLayers(
  definition: Definition,
  environment: readonly Layer[],
  { account, own }: Cell,
): Layer[] {
  const found = definition.accounts[account];
  const roles = typeof found === 'object' ? { role: found.role, readRole: found.readRole } : {};
  return [...environment, { path: ['accounts', account], settings: roles }, ...(own ? [own] : [])];
}
