import type { Statement } from '../policies/statement.ts';

/** Statements of several scopes in one policy: what differs only in its resources is one statement. */
export function mergeStatements(statements: readonly Statement[]): Statement[] {
  const merged = new Map<string, Statement>();
  for (const statement of statements) {
    const { Resource, ...rest } = statement;
    const key = JSON.stringify(rest);
    const resources = [...(merged.get(key)?.Resource ?? []), ...[Resource].flat()];
    merged.set(key, { ...statement, Resource: [...new Set(resources)] });
  }
  return withOwnSids([...merged.values()].map(single));
}

function single(statement: Statement): Statement {
  const { Resource } = statement;
  const [only, ...others] = [Resource].flat();
  return only !== undefined && others.length === 0 ? { ...statement, Resource: only } : statement;
}

/** A Sid may be in a policy but once. */
function withOwnSids(statements: readonly Statement[]): Statement[] {
  const count = new Map<string, number>();
  return statements.map((statement) => {
    const turn = (count.get(statement.Sid) ?? 0) + 1;
    count.set(statement.Sid, turn);
    return turn === 1 ? statement : { ...statement, Sid: `${statement.Sid}${turn}` };
  });
}
