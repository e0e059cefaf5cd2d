import { type Problem, RefusedError } from '../../problem.ts';
import type { Origin, ReleaseRecord } from '../release-record.ts';

/** What is to be deployed under a version, before it is known what has that version already. */
export type Claim = {
  version: string;
  /** `bundle.name` */
  bundleName?: string | undefined;
  /** The version was asked for by name, so it may well be an earlier build's. */
  versionGiven: boolean;
  commit?: string | undefined;
  run: string;
  origin?: Partial<Origin> | undefined;
  /** The CI system says that this step may have run before. */
  repeated: boolean;
  /** Waves that were deployed before, by a run of their own. */
  isLaterPart: boolean;
};

/**
 * Whether a release may be taken where nothing is built: it was asked for by name, this is a retry of the very
 * step that built it, or the same CI run brings it to the environment's later waves.
 */
export function mayTake(record: ReleaseRecord, claim: Claim): boolean {
  const { commit, origin = {}, run, repeated, isLaterPart, versionGiven } = claim;
  if (versionGiven) return true;
  if (!commit || commit !== record.commit) return false;
  if (repeated && same('step')(record, origin) && run !== record.build) return true;
  const alike = (['pipeline', 'recipe', 'environment'] as const).every((name) =>
    same(name)(record, origin),
  );
  return isLaterPart && alike;
}

/** What is to be said of a release that was asked for by name; rejects the one of another bundle. */
export function doubtsOf(record: ReleaseRecord, claim: Claim): Problem[] {
  const { commit, origin } = claim;
  const isOther = isOtherBundle(record, origin);
  const doubt = otherCommit(record, commit, isOther ? ` (source "${record.source}")` : '');
  if (isOther && !doubt) throw bundlesMeet(record, claim);
  return doubt ? [{ ...doubt, hint: 'that release is deployed, not this checkout' }] : [];
}

/** What is to be said where both commits are known and differ. */
export function otherCommit(
  record: ReleaseRecord,
  commit: string | undefined,
  from = '',
): Problem | undefined {
  if (!commit || !record.commit || commit === record.commit) return undefined;
  const message = `version "${record.version}" was built from commit ${record.commit}${from}, not from ${commit}`;
  return { code: 'other-commit', message };
}

/** What was just built is not what has its version. */
export function differentContent(
  record: ReleaseRecord,
  built: Pick<ReleaseRecord, 'digest'>,
  claim: Claim,
): RefusedError {
  if (isOtherBundle(record, claim.origin)) return bundlesMeet(record, claim);
  const { version, digest } = record;
  const { commit, run } = claim;
  const ours = `${run} built ${short(built.digest)}${from(commit)}`;
  const elsewhere =
    record.environment && claim.origin?.environment !== record.environment
      ? ` for ${record.environment}`
      : '';
  return new RefusedError([
    {
      code: 'content-differs',
      message: `version "${version}" exists with other content: ${record.build} built ${short(digest)}${from(record.commit)}${elsewhere}; ${ours}`,
      hint: `a version has one content: give this build its own version with --version or bundle.version; --version ${version} without a build deploys the earlier content`,
    },
  ]);
}

function isOtherBundle(record: ReleaseRecord, origin: Partial<Origin> | undefined): boolean {
  const [theirs, ours] = [record.source, origin?.source];
  if (!record.recipe || !ours || theirs === ours) return false;
  // What a ready-made zip was made from is not known here; a folder and a zip may well be one bundle.
  return /\.zip$/i.test(theirs ?? '') === /\.zip$/i.test(ours);
}

function bundlesMeet(record: ReleaseRecord, { version, origin, bundleName }: Claim): RefusedError {
  const folder = origin?.source?.replace(/^.*\//, '').replace(/\.zip$/i, '') ?? '';
  const name = folder.replace(/[^\w-]+/g, '-').replace(/^[-_]+/, '') || 'NAME';
  return new RefusedError([
    {
      code: 'bundles-meet',
      message: `two bundles share version "${version}": ${record.build} built it from "${record.source}", and this one comes from "${origin?.source}"`,
      hint:
        bundleName === undefined
          ? `services that share an application need a name each; add to the configuration of this one: bundle: { name: ${name} }`
          : `two configurations have the bundle.name "${bundleName}"; give this one its own name`,
    },
  ]);
}

function same(name: keyof Origin) {
  return (record: Partial<Origin>, origin: Partial<Origin>) =>
    record[name] !== undefined && record[name] === origin[name];
}

function short(digest: string): string {
  return digest.slice(0, 16);
}

function from(commit: string | undefined): string {
  return commit ? ` from commit ${commit}` : ' from an unknown commit';
}
