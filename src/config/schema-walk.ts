import type * as z from 'zod';
import type { Path } from './yaml-tree.ts';

type Schema = z.core.$ZodType;

/**
 * The data without the keys that begin with `x-`, wherever the schema has a mapping with a fixed set of keys: they are
 * free for anchors and notes. Where keys are the user's own (names, headers) everything stays.
 */
export function withoutExtensions(schema: Schema, data: unknown): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return isRecord(data) ? prune(def.shape, data) : data;
    case 'record':
      return isRecord(data)
        ? mapValues(data, (value) => withoutExtensions(def.valueType, value))
        : data;
    case 'array':
      return Array.isArray(data) ? data.map((item) => withoutExtensions(def.element, item)) : data;
    case 'union':
      return def.options.reduce((rest: unknown, option) => withoutExtensions(option, rest), data);
    default: {
      const inner = innerOf(schema);
      return inner ? withoutExtensions(inner, data) : data;
    }
  }
}

/** What the schema has at `path`; several where there is a choice. */
export function schemasAt(schema: Schema, path: Path): Schema[] {
  let found = expand(schema);
  for (const key of path) found = found.flatMap((each) => step(each, key)).flatMap(expand);
  return found;
}

/** The keys that a mapping at `path` may have. */
export function keysAt(schema: Schema, path: Path): string[] {
  const keys = schemasAt(schema, path).flatMap((each) => {
    const { def } = (each as z.core.$ZodTypes)._zod;
    return def.type === 'object' ? Object.keys(def.shape) : [];
  });
  return [...new Set(keys)];
}

export function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function prune(shape: Readonly<Record<string, Schema>>, data: Record<string, unknown>): unknown {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    const inner = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (inner) kept[key] = withoutExtensions(inner, value);
    else if (!key.startsWith('x-')) kept[key] = value;
  }
  return kept;
}

function mapValues(data: Record<string, unknown>, change: (value: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, change(value)]));
}

/** The schema that an optional, a default, a transformation and the like wraps. */
function innerOf(schema: Schema): Schema | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return def.innerType;
    case 'pipe':
      return def.in;
    case 'lazy':
      return def.getter();
    default:
      return undefined;
  }
}

function expand(schema: Schema): Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'union') return def.options.flatMap(expand);
  const inner = innerOf(schema);
  return inner ? expand(inner) : [schema];
}

function step(schema: Schema, key: PropertyKey): Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'array') return typeof key === 'number' ? [def.element] : [];
  if (def.type === 'record') return [def.valueType];
  if (def.type !== 'object' || !Object.hasOwn(def.shape, key)) return [];
  const inner = def.shape[String(key)];
  return inner ? [inner] : [];
}
