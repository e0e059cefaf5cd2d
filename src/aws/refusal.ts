import { defined } from '../defined.ts';
/**
 * What AWS says it refused, and which policy is the reason
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
 */
export type Refusal = {
  /** ARN of whoever asked. */
  user?: string;
  /** `kms:GenerateDataKey`. */
  action: string;
  resource?: string;
  /** Of the policy, in AWS's words. */
  kind?: string;
  isDenied: boolean;
  /** What to change, where AWS names the kind of policy. */
  policy?: string;
};

/** Reads AWS's own sentence; undefined where it names no action. */
export function readRefusal(said: string): Refusal | undefined {
  const [, action] = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z*]+)/i.exec(said) ?? [];
  if (!action) return undefined;
  const [, user] = /User: (arn:\S+)/.exec(said) ?? [];
  const [, resource] = /on (?:the )?resource:? "?([^\s"]+)/i.exec(said) ?? [];
  const isDenied = /with an explicit deny/i.test(said);
  const kind = kindIn(said);
  const policy = policyOf(kind, isDenied, said);
  return {
    action,
    isDenied,
    ...defined({
      user,
      resource,
      kind,
      policy,
    }),
  };
}

/** What to do about a refusal. */
export function adviceOn(refusal: Refusal, who: string): string {
  const { action, resource, policy, kind, isDenied } = refusal;
  const on = resource && resource !== '*' ? ` on ${resource}` : '';
  const encryption =
    isDenied && kind === 'resource-based' && action === 's3:PutObject'
      ? '; it may ask for encryption with a key (bundle.kms)'
      : '';
  return `allow ${who} ${action}${on}${policy ? `: ${policy}` : ''}${encryption}`;
}

/** EC2 and others send what they refused in this form; only the account itself can read it. */
export function encodedAdvice(said: string): string | undefined {
  if (!isEncoded(said)) return undefined;
  return 'read what was refused with `aws sts decode-authorization-message --encoded-message MESSAGE`, and allow it';
}

export function isEncoded(said: string): boolean {
  return /encoded authorization failure message/i.test(said);
}

function kindIn(said: string): string | undefined {
  const [, kind] =
    /because no ([\w -]+?) (?:policy|boundary) allows/i.exec(said) ??
    /with an explicit deny in (?:an?|the) ([\w -]+?) (?:policy|boundary)/i.exec(said) ??
    [];
  // AWS's own examples say "a sessions policy" too.
  return kind?.toLowerCase().replace(/^sessions$/, 'session');
}

function policyOf(kind: string | undefined, isDenied: boolean, said: string): string | undefined {
  const name = kind && names[kind];
  if (!name) return isDenied ? 'a policy denies it; a deny wins over every allow' : undefined;
  if (!isDenied) return `${name} lacks it`;
  // Since 2026 AWS names the very policy.
  const [, arn] = /(?:policy|boundary):? (arn:[^\s"]+)/i.exec(said) ?? [];
  return `${name} denies it${arn ? ` (${arn})` : ''}; a deny wins over every allow`;
}

const names: Readonly<Record<string, string>> = {
  'identity-based': 'a policy of the role itself',
  'resource-based': 'the policy of the resource (its key or bucket policy)',
  permissions: "the role's permissions boundary",
  session: 'the policy passed with the session',
  'service control': 'a service control policy of the organization',
  'resource control': 'a resource control policy of the organization',
  'vpc endpoint': 'the policy of the VPC endpoint',
  'role trust': "the role's trust policy",
};
