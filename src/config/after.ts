import type { Definition } from './definition.ts';
import type { Environment } from './destination.ts';

export type After = NonNullable<Definition['environments'][string]['after']>[number];

/** The environments that one comes after, and for how long a release must have been proven in them. */
export function resolveAfter(after: readonly After[] = []): Pick<Environment, 'after' | 'soak'> {
  const soaks = after.flatMap((one) =>
    typeof one === 'string' ? [] : [[one.environment, one.soak] as const],
  );
  return {
    after: after.map(nameOf),
    ...(soaks.length > 0 && { soak: Object.fromEntries(soaks) }),
  };
}

export function nameOf(after: After): string {
  return typeof after === 'string' ? after : after.environment;
}
