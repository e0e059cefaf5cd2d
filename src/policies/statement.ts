/** One statement of a policy, with the reason that no policy can hold. */
export type Statement = {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | { AWS: string };
  Action: string | readonly string[];
  Resource: string | readonly string[];
  Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  why: string;
};

export type PolicyDocument = { Version: '2012-10-17'; Statement: Omit<Statement, 'why'>[] };

export function allow(
  sid: string,
  resource: string | readonly string[],
  actions: readonly string[],
  why: string,
): Statement {
  const only = typeof resource !== 'string' && resource.length === 1 ? resource[0] : resource;
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: only ?? resource,
    why,
  };
}

export function policyOf(statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements.map(({ why: _, ...rest }) => rest) };
}
