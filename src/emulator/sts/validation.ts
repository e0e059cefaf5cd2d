import { ServiceError } from '../service.ts';

/** What the STS model asks of one parameter: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export type Constraint = {
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: RegExp;
  min?: number;
  max?: number;
};

/** Throws the ValidationError in which AWS names every violation at once. */
export function validate(
  parameters: URLSearchParams,
  constraints: Readonly<Record<string, Constraint>>,
): void {
  const violations = Object.entries(constraints).flatMap(([name, constraint]) =>
    violated(parameters.get(name) ?? undefined, constraint).map(
      (rule) =>
        `Value ${quoted(parameters.get(name))} at '${memberName(name)}' failed to satisfy constraint: Member must ${rule}`,
    ),
  );
  const [one, ...more] = violations;
  if (one === undefined) return;
  const count = `${violations.length} validation error${more.length > 0 ? 's' : ''} detected`;
  throw new ServiceError('ValidationError', `${count}: ${violations.join('; ')}`);
}

/** Undefined where the parameter is absent; throws where it is not a whole number. */
export function wholeNumber(parameters: URLSearchParams, name: string): number | undefined {
  const text = parameters.get(name);
  if (text === null || text === '') return undefined;
  if (/^-?\d{1,10}$/.test(text)) return Number(text);
  throw new ServiceError('MalformedInput', `${text} is not a valid integer for ${name}`);
}

export const arnConstraint: Constraint = {
  required: true,
  minLength: 20,
  maxLength: 2048,
};
export const sessionNameConstraint: Constraint = {
  required: true,
  minLength: 2,
  maxLength: 64,
  pattern: /[\w+=,.@-]*/,
};
export const durationConstraint: Constraint = { min: 900, max: 43_200 };

function violated(value: string | undefined, constraint: Constraint): string[] {
  if (value === undefined || value === '') return constraint.required ? ['not be null'] : [];
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = constraint;
  const rules: string[] = [];
  if (value.length < minLength) rules.push(`have length greater than or equal to ${minLength}`);
  if (value.length > maxLength) rules.push(`have length less than or equal to ${maxLength}`);
  if (pattern && !new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(value)) {
    rules.push(`satisfy regular expression pattern: ${pattern.source}`);
  }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = constraint;
  if (Number(value) < min) rules.push(`have value greater than or equal to ${min}`);
  if (Number(value) > max) rules.push(`have value less than or equal to ${max}`);
  return rules;
}

function quoted(value: string | null): string {
  return value ? `'${value}'` : 'null';
}

/** Messages name members as the model does: `roleSessionName`. */
function memberName(parameter: string): string {
  return parameter.charAt(0).toLowerCase() + parameter.slice(1);
}
