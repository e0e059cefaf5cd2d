/** The names in all `${env.NAME}` of a configuration, whichever environment they are for. */
export function environmentNames(definition: unknown): string[] {
  const names = new Set<string>();
  collect(definition, names);
  return [...names];
}

function collect(value: unknown, names: Set<string>): void {
  if (typeof value === 'string')
    for (const [, name] of value.matchAll(/\$\$\{|\$\{\s*env\.([A-Za-z_][\w-]*)\s*\}/g))
      if (name !== undefined) names.add(name);
  if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) collect(each, names);
}
