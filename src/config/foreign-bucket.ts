import type { Findings } from './findings.ts';
import type { Path } from './yaml-tree.ts';

/**
 * An account's number in a bucket's name that is not the account's it is for: whoever owns that account may create
 * the bucket. Where another account's bucket is meant, `bucketOwner` says so.
 */
export function foreignAccountIn(
  bucket: string,
  accountId: string | undefined,
): string | undefined {
  if (accountId === undefined) return undefined;
  const named = [...bucket.matchAll(/(?<!\d)\d{12}(?!\d)/g)].map(([number]) => number);
  return named.includes(accountId) ? undefined : named[0];
}

export function refuseForeignBucket(
  { bucket, owner, accountId }: { bucket: string; owner: string | undefined; accountId?: string },
  path: Path,
  findings: Findings,
): void {
  const foreign = owner === undefined ? foreignAccountIn(bucket, accountId) : undefined;
  if (foreign === undefined) return;
  findings.add(
    path,
    'bad-value',
    ` names account ${foreign}, and "${bucket}" is for account ${accountId}`,
    {
      hint: `if you mean a bucket of that account, add bucketOwner: "${foreign}"`,
    },
  );
}
