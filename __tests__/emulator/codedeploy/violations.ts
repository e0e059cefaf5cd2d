import { operations, shapes } from '../../../src/emulator/codedeploy/model.generated.ts';

/** An input that breaks one rule of the model, and how. */
export type Violation = { operation: string; what: string; input: Record<string, unknown> };

/** Every way to break a rule of the model with one member of an operation's input, the rest being as it must be. */
export function violationsOf(operation: string): Violation[] {
  const shape = shapes[operations[operation]?.input ?? ''];
  if (shape?.kind !== 'structure') return [];
  const required = shape.required ?? [];
  const valid = Object.fromEntries(
    required.map((member) => [member, sample(shape.members[member] ?? '')]),
  );
  const missing = required.map((member) => {
    const { [member]: _, ...input } = valid;
    return { operation, what: `${member} missing`, input };
  });
  const malformed = Object.entries(shape.members).flatMap(([member, type]) =>
    wrong(type).map(({ what, value }) => ({
      operation,
      what: `${member}${what}`,
      input: { ...valid, [member]: value },
    })),
  );
  return [...missing, ...malformed];
}

/** Values that break a rule of a shape, at any depth. */
function wrong(type: string): { what: string; value: unknown }[] {
  const shape = shapes[type];
  switch (shape?.kind) {
    case 'string':
      return [
        ...(shape.min ? [{ what: ' too short', value: '' }] : []),
        ...(shape.max ? [{ what: ' too long', value: 'x'.repeat(shape.max + 1) }] : []),
        ...(shape.pattern ? [{ what: ' against its pattern', value: 'a name' }] : []),
      ];
    case 'enum':
      return [{ what: ' not in its enumeration', value: 'NO_SUCH_VALUE' }];
    case 'list':
      return wrong(shape.of).map(({ what, value }) => ({ what: `[]${what}`, value: [value] }));
    case 'map':
      return wrong(shape.key).map(({ what }) => ({
        what: ` key${what}`,
        value: { NO_SUCH_VALUE: [] },
      }));
    case 'structure':
      return Object.entries(shape.members).flatMap(([member, of]) =>
        wrong(of).map(({ what, value }) => ({
          what: `.${member}${what}`,
          value: { [member]: value },
        })),
      );
    default:
      return [];
  }
}

function sample(type: string): unknown {
  const shape = shapes[type];
  switch (shape?.kind) {
    case 'string':
      return 'x'.repeat(shape.min ?? 1);
    case 'enum':
      return shape.values[0];
    case 'list':
      return [sample(shape.of)];
    case 'map':
    case 'structure':
      return {};
    default:
      return type === 'string' ? 'x' : type === 'boolean' ? true : 1;
  }
}
