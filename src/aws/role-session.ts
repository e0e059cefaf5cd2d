/** What names a run in CloudTrail. */
export type RunIdentity = {
  application: string;
  environment: string;
  version?: string;
  /** Of the CI's run, such as `9876543.1`. */
  id: string;
  /** Session tags, for roles that take them. */
  tags: Readonly<Record<string, string>>;
  /** Who started it, where that is known. */
  actor?: string;
};

/** `orders-production-1.214-9876543`; STS takes 2 to 64 of `[\w+=,.@-]`. */
export function sessionName({ application, environment, version, id }: RunIdentity): string {
  const parts = [application, environment, version, id].filter((part) => part);
  const name = parts
    .join('-')
    .replace(/[^A-Za-z0-9_+=,.@]+/g, '-')
    .slice(0, 64);
  return name.length < 2 ? 'fanout' : name;
}

/** As STS takes them: at most 50, keys to 128 and values to 256 characters; empty values are left out. */
export function sessionTags(tags: RunIdentity['tags']): { Key: string; Value: string }[] {
  return Object.entries(tags)
    .map(([key, value]) => ({ Key: allowed(key, 128), Value: allowed(value, 256) }))
    .filter(({ Key, Value }) => Key !== '' && Value !== '')
    .slice(0, 50);
}

/** As STS takes a source identity: 2 to 64 of `[\w+=,.@-]`, of which `aws:` may not begin it. */
export function sourceIdentity({ actor = '' }: RunIdentity): string | undefined {
  const cleaned = actor.replace(/[^\w+=,.@-]+/g, '-').slice(0, 64);
  return cleaned.length < 2 ? undefined : cleaned;
}

/** Tags take letters, digits, spaces and `_.:/=+-@` of any script (STS API reference, Tag). */
function allowed(text: string, longest: number): string {
  const cleaned = text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_');
  return Array.from(cleaned).slice(0, longest).join('').trim();
}
