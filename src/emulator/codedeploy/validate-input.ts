import { ServiceError } from '../service.ts';
import { memberError } from './member-errors.ts';
import { type Operations, operations, shapes } from './model.generated.ts';
import type { Offered } from './offered.ts';

/**
 * An operation's input by AWS's model: nulls and unknown members are left out, the rest has the model's types. Throws a
 * {@link ServiceError} with the model's name for what is wrong.
 */
export function validateInput<O extends Offered>(
  operation: O,
  input: unknown,
): Operations[O]['input'] {
  const name = operations[operation]?.input;
  const shape = name === undefined ? undefined : shapes[name];
  if (shape?.kind !== 'structure') return {} as Operations[O]['input'];
  const clean = read(input ?? {}, name ?? '', '') as Record<string, unknown>;
  for (const member of shape.required ?? []) {
    if (clean[member] === undefined) throw missing(member);
  }
  for (const [member, type] of Object.entries(shape.members)) {
    const problem =
      clean[member] === undefined ? undefined : violation(clean[member], type, member);
    if (problem) throw new ServiceError(memberError(member, 'invalid'), problem);
  }
  return clean as Operations[O]['input'];
}

/** Thrown for a member that must be given. */
export function missing(member: string): ServiceError {
  const message = `${member} is required and was not given`;
  return new ServiceError(memberError(member, 'required'), message);
}

/** The value with the JSON types that the model asks for, or a SerializationException. */
function read(value: unknown, type: string, path: string): unknown {
  const shape = shapes[type];
  switch (shape?.kind) {
    case 'structure': {
      const given = asObject(value, path);
      const members = Object.entries(shape.members).filter(([member]) => isGiven(given, member));
      return Object.fromEntries(
        members.map(([member, of]) => [member, read(given[member], of, join(path, member))]),
      );
    }
    case 'map': {
      const entries = Object.entries(asObject(value, path)).filter(([, item]) => item != null);
      return Object.fromEntries(
        entries.map(([key, item]) => [key, read(item, shape.value, join(path, key))]),
      );
    }
    case 'list':
      if (!Array.isArray(value)) throw unreadable(path, 'a list', value);
      return value.map((item, index) => read(item, shape.of, `${path}[${index}]`));
    default:
      return readPlain(value, shape === undefined ? type : 'string', path);
  }
}

function readPlain(value: unknown, type: string, path: string): unknown {
  switch (type) {
    case 'string':
      if (typeof value !== 'string') throw unreadable(path, 'a string', value);
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw unreadable(path, 'true or false', value);
      return value;
    case 'integer':
    case 'long':
      if (!Number.isInteger(value)) throw unreadable(path, 'a whole number', value);
      return value;
    default:
      if (typeof value !== 'number') throw unreadable(path, 'a number', value);
      return value;
  }
}

/** What the model's length, pattern and enumeration have against a value of the right type. */
function violation(value: unknown, type: string, path: string): string | undefined {
  const shape = shapes[type];
  switch (shape?.kind) {
    case 'string':
      return textViolation(value as string, shape, path);
    case 'enum':
      if (shape.values.includes(value as string)) return undefined;
      return `${path} is "${value}", but must be one of ${shape.values.join(', ')}`;
    case 'list':
      return first((value as unknown[]).map((item) => violation(item, shape.of, path)));
    case 'map':
      return first(
        Object.keys(value as object).map((key) => violation(key, shape.key, `a key of ${path}`)),
      );
    case 'structure': {
      const members = Object.entries(value as Record<string, unknown>);
      return first(
        members.map(([member, item]) =>
          violation(item, shape.members[member] ?? 'string', join(path, member)),
        ),
      );
    }
    default:
      return undefined;
  }
}

function textViolation(
  text: string,
  shape: { min?: number; max?: number; pattern?: string },
  path: string,
): string | undefined {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = shape;
  if (text.length < min || text.length > max) {
    return `${path} must have ${min} to ${max} characters, but has ${text.length}`;
  }
  if (pattern !== undefined && !new RegExp(pattern).test(text)) {
    return `${path} is "${text}", but must match ${pattern}`;
  }
  return undefined;
}

function asObject(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unreadable(path, 'an object', value);
  }
  return value as Record<string, unknown>;
}

function isGiven(object: Record<string, unknown>, member: string): boolean {
  return Object.hasOwn(object, member) && object[member] != null;
}

function unreadable(path: string, wanted: string, value: unknown): ServiceError {
  const given = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  return new ServiceError(
    'SerializationException',
    `${path || 'the body'} must be ${wanted}, but is ${given}`,
  );
}

function first(problems: (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}

function join(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}
