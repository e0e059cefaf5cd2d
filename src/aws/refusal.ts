/**
 * What AWS says it refused, and which policy is the reason
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
 */
export type Refusal = {
  /** `kms:GenerateDataKey`. */
  action: string;
  resource?: string;
  /** What to change, where AWS names the kind of policy. */
  policy?: string;
};

/** Reads AWS's own sentence; undefined where it names no action. */
export function readRefusal(said: string): Refusal | undefined {
  const [, action] = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z*]+)/.exec(said) ?? [];
  if (!action) return undefined;
  const [, resource] = /on (?:the )?resource:? "?([^\s"]+)/.exec(said) ?? [];
  const policy = policyOf(said);
  return { action, ...(resource ? { resource } : {}), ...(policy ? { policy } : {}) };
}

/** What to do about a refusal. */
export function adviceOn({ action, resource, policy }: Refusal, who: string): string {
  const on = resource && resource !== '*' ? ` on ${resource}` : '';
  return `allow ${who} ${action}${on}${policy ? `: ${policy}` : ''}`;
}

/** EC2 and others send what they refused in this form; only the account itself can read it. */
export function encodedAdvice(said: string): string | undefined {
  if (!isEncoded(said)) return undefined;
  return 'read what was refused with `aws sts decode-authorization-message --encoded-message MESSAGE`, and allow it';
}

export function isEncoded(said: string): boolean {
  return /encoded authorization failure message/i.test(said);
}

function policyOf(said: string): string | undefined {
  const denies = / with an explicit deny/.test(said);
  const [, kind] =
    /because no ([\w -]+?) (?:policy|boundary) allows/.exec(said) ??
    /with an explicit deny in (?:an?|the) ([\w -]+?) (?:policy|boundary)/.exec(said) ??
    [];
  const name = kind && names[kind.toLowerCase()];
  if (name) return denies ? `${name} denies it; a deny wins over every allow` : `${name} lacks it`;
  return denies ? 'a policy denies it; a deny wins over every allow' : undefined;
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
