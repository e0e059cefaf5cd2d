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
  if (isEmpty) throw new Error(`the answer of ${operation} is missing`);
  const problem = mismatch(output, type);
  if (problem) throw new Error(`the answer of ${operation} has ${problem.what(problem.at)}`);
}

/** Throws when a refusal is none that the operation has by AWS's model: an error of the emulator's own. */
export function assertError(operation: Offered, { code, message, cause }: ServiceError): void {
  // Any operation can answer so: https://docs.aws.amazon.com/codedeploy/latest/APIReference/CommonErrors.html
  if (code === 'SerializationException' || operations[operation]?.errors.includes(code)) return;
  throw new Error(`${operation} has no error ${code}: ${message}`, { cause });
}

/** What is wrong with a value, in words; `at` is put together only where something is wrong, which is next to never. */
type Mismatch = { what: (at: string) => string; at: string };

function mismatch(value: unknown, type: string): Mismatch | undefined {
  const shape = shapes[type];
  if (shape === undefined)
    return isPlain(value, type) ? undefined : here((at) => `no ${type} at ${at}`);
  switch (shape.kind) {
    case 'structure': {
      if (typeof value !== 'object' || value === null) return here((at) => `no structure at ${at}`);
      const members = value as Record<string, unknown>;
      for (const member in members) {
        const of = shape.members[member];
        if (of === undefined)
          return below(
            `.${member}`,
            here((at) => `an unknown member ${at}`),
          );
        const item = members[member];
        const problem = item === undefined ? undefined : mismatch(item, of);
        if (problem) return below(`.${member}`, problem);
      }
      return undefined;
    }
    case 'list':
      if (!Array.isArray(value)) return here((at) => `no list at ${at}`);
      for (const item of value) {
        const problem = mismatch(item, shape.of);
        if (problem) return below('[]', problem);
      }
      return undefined;
    case 'enum':
      return shape.values.includes(value as string) || known(type, value)
        ? undefined
        : here((at) => `"${value}" at ${at}, which is not in ${type}`);
    default:
      return typeof value === 'string' ? undefined : here((at) => `no string at ${at}`);
  }
}

function here(what: Mismatch['what']): Mismatch {
  return { what, at: '' };
}

function below(step: string, { what, at }: Mismatch): Mismatch {
  return { what, at: `${step}${at}` };
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
