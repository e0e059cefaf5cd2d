/** What was found of one thing that the configuration needs. */
export type Look = {
  /** Where: `retail/eu-west-1`. */
  destination: string;
  what:
    | 'role'
    | 'bucket'
    | 'bucket settings'
    | 'deployment group'
    | 'deployment configuration'
    | 'bundle';
  name: string;
  is: 'there' | 'missing' | 'differs' | 'could not look';
  /** What is missing, what differs, or why it could not be looked at. */
  says?: string;
};

/** What no role of ours may read: a right to read roles would let every job see who else may come in. */
export const notLookedAt =
  'not looked at: identity providers, policies of roles, the roles of CodeDeploy and of instances; no role here may read them';

export function lookLines(looks: readonly Look[]): string[] {
  const destinations = [...new Set(looks.map(({ destination }) => destination))];
  const lines = destinations.flatMap((id) => [
    id,
    ...looks.filter(({ destination }) => destination === id).map(lookLine),
    '',
  ]);
  return [...lines, notLookedAt, verdictOf(looks)];
}

function lookLine({ is, what, name, says }: Look): string {
  return `  ${is.padEnd(14)}  ${what} ${name}${says === undefined ? '' : `: ${says}`}`;
}

function verdictOf(looks: readonly Look[]): string {
  const count = (is: Look['is']) => looks.filter((look) => look.is === is).length;
  const parts = (['there', 'missing', 'differs', 'could not look'] as const)
    .map((is) => [count(is), is] as const)
    .filter(([number]) => number > 0)
    .map(([number, is]) => `${number} ${is}`);
  return parts.join(', ');
}

/** Nothing is missing, nothing differs, and all could be looked at. */
export function isAllThere(looks: readonly Look[]): boolean {
  return looks.every(({ is }) => is === 'there');
}
