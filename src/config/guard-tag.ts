/** The tag that hosts of an environment must find on a bundle, where AWS refuses them all others. */
export function guardTagOf(environment: string): string {
  return `fanout-${environment}`;
}

/** What it says. */
export const guardValue = 'yes';
