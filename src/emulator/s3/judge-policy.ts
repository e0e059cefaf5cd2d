import { matchesGlob } from '../../config/glob.ts';
import { type BucketPolicy, partsOf, type Statement } from './bucket-policy.ts';

/** Whose request it is: of a session `arn` is that of its role, and `user` its own. */
export type Caller = { account: string; arn: string; user?: string };

export type Judged = {
  caller: Caller;
  action: string;
  resource: string;
  /** What conditions look at, by names in lower case; what is absent is not there. */
  context: Readonly<Record<string, string | readonly string[]>>;
};

/**
 * What a policy says of a request: a denial wins; undefined: nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function judgePolicy(
  { statements }: Pick<BucketPolicy, 'statements'>,
  request: Judged,
): 'Allow' | 'Deny' | undefined {
  const effects = new Set(
    statements.filter((statement) => applies(statement, request)).map(({ Effect }) => Effect),
  );
  if (effects.has('Deny')) return 'Deny';
  return effects.has('Allow') ? 'Allow' : undefined;
}

function applies(statement: Statement, { caller, action, resource, context }: Judged): boolean {
  const { Principal, Action, Resource, Condition = {} } = statement;
  return (
    isNamed(Principal, caller) &&
    // Actions are the same in whatever case; resources are not.
    [Action].flat().some((one) => matchesGlob(one.toLowerCase(), action.toLowerCase())) &&
    [Resource].flat().some((one) => matchesGlob(one, resource)) &&
    Object.entries(Condition).every(([operator, values]) =>
      Object.entries(values).every(([key, wanted]) =>
        holds(operator, [wanted].flat(), context[key.toLowerCase()]),
      ),
    )
  );
}

function isNamed(principal: Statement['Principal'], { account, arn }: Caller): boolean {
  if (principal === '*') return true;
  return [principal.AWS]
    .flat()
    .some(
      (one) =>
        one === '*' ||
        one === arn ||
        one === account ||
        new RegExp(`^arn:[a-z-]+:iam::${account}:root$`).test(one),
    );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds(
  text: string,
  wanted: readonly string[],
  found: string | readonly string[] | undefined,
): boolean {
  const { of, operator, ifExists } = partsOf(text);
  if (operator === 'Null') return wanted.includes(String(found === undefined));
  const isNegated = operator.includes('Not');
  const like = (value: string) => {
    const is = wanted.some((one) => alike(operator, one, value));
    return is !== isNegated;
  };
  const values = found === undefined ? [] : [found].flat();
  if (of === 'ForAnyValue') return values.some(like);
  if (of === 'ForAllValues') return values.every(like);
  if (values.length === 0) return ifExists || isNegated;
  return isNegated ? values.every(like) : values.some(like);
}

function alike(operator: string, wanted: string, value: string): boolean {
  if (operator.startsWith('Bool')) return wanted.toLowerCase() === value.toLowerCase();
  // Of ARNs, "equals" and "like" are one.
  const isGlob = operator.endsWith('Like') || operator.startsWith('Arn');
  return isGlob ? matchesGlob(wanted, value) : wanted === value;
}
