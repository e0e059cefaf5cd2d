import type { ServiceError } from '../service.ts';
import { operations, shapes } from './model.generated.ts';
import type { Offered } from './offered.ts';

/** Throws when an answer is not what AWS's model says the operation gives: an error of the emulator's own. */
export function assertOutput(operation: Offered, output: unknown): void {
  const type = operations[operation]?.output;
  const isEmpty = output === undefined;
  if (type === undefined) {
    if (!isEmpty) throw new Error(`${operation} answers with an empty body`);
    return;
  }
  const problem = isEmpty ? 'is missing' : mismatch(output, type, '');
  if (problem) throw new Error(`the answer of ${operation} ${problem}`);
}

/** Throws when a refusal is none that the operation has by AWS's model: an error of the emulator's own. */
export function assertError(operation: Offered, { code, message, cause }: ServiceError): void {
  // Any operation can answer so: https://docs.aws.amazon.com/codedeploy/latest/APIReference/CommonErrors.html
  if (code === 'SerializationException' || operations[operation]?.errors.includes(code)) return;
  throw new Error(`${operation} has no error ${code}: ${message}`, { cause });
}

function mismatch(value: unknown, type: string, path: string): string | undefined {
  const shape = shapes[type];
  if (shape === undefined) return isPlain(value, type) ? undefined : `has no ${type} at ${path}`;
  switch (shape.kind) {
    case 'structure': {
      if (typeof value !== 'object' || value === null) return `has no structure at ${path}`;
      for (const [member, item] of Object.entries(value)) {
        const of = shape.members[member];
        if (of === undefined) return `has an unknown member ${path}.${member}`;
        const problem = item === undefined ? undefined : mismatch(item, of, `${path}.${member}`);
        if (problem) return problem;
      }
      return undefined;
    }
    case 'list':
      if (!Array.isArray(value)) return `has no list at ${path}`;
      for (const item of value) {
        const problem = mismatch(item, shape.of, `${path}[]`);
        if (problem) return problem;
      }
      return undefined;
    case 'enum':
      return shape.values.includes(value as string) || known(type, value)
        ? undefined
        : `has "${value}" at ${path}, which is not in ${type}`;
    default:
      return typeof value === 'string' ? undefined : `has no string at ${path}`;
  }
}

/** "In a call to the GetDeploymentConfig, CodeDeployDefault.OneAtATime returns a minimum healthy instance type of MOST_CONCURRENCY" (API reference, MinimumHealthyHosts): the one value beyond its enumeration. */
function known(type: string, value: unknown): boolean {
  return type === 'MinimumHealthyHostsType' && value === 'MOST_CONCURRENCY';
}

function isPlain(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'timestamp':
      // Seconds. A number of milliseconds would be beyond the year 5000.
      return typeof value === 'number' && Number.isFinite(value) && value < 1e11;
    default:
      return typeof value === 'number' && Number.isFinite(value);
  }
}
