import { accountOf } from './hub-needs.ts';
import type { Identities } from './identities.ts';

/** Why a role should not have let in who has assumed it: named, and for other environments alone. */
export function letInWrongly(
  caller: string,
  environments: readonly string[],
  { principals }: Identities,
): string | undefined {
  const own = principals.filter(({ arn }) => isBy(caller, arn));
  const only = own.flatMap((one) => one.only ?? []);
  const isMeant = only.length < own.length || only.some((one) => environments.includes(one));
  if (own.length === 0 || isMeant) return undefined;
  return `it lets in ${own[0]?.arn}, who is named only for ${only.join(', ')}`;
}

/** STS tells a role by its name, without its path. */
function isBy(caller: string, arn: string): boolean {
  const name = /:assumed-role\/([^/]+)\//.exec(caller)?.[1];
  if (name === undefined) return caller === arn;
  return accountOf(arn) === accountOf(caller) && /:role\//.test(arn) && arn.endsWith(`/${name}`);
}
