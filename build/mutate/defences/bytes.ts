import type { Patch } from '../copy.ts';
import type { Removal } from '../removal.ts';

const bytes = '__tests__/release/run/replaced-bytes.slow.test.ts';

const sizeForBytes: Patch = {
  file: 'src/aws/bundle-objects.ts',
  from: 'if (sha256 === expected.sha256) return found;',
  to: 'if (found.sha256 === expected.sha256) return found;',
};

/** Of what is in S3: bytes, records, and buckets of others. */
export const ofBytes: readonly Removal[] = [
  {
    name: 'bytes replaced before a promotion, with the right metadata',
    patches: [sizeForBytes],
    test: bytes,
    title: 'before a promotion, called the right ones by their metadata, are not deployed',
  },
  {
    name: 'bytes replaced before a re-run',
    patches: [
      sizeForBytes,
      {
        file: 'src/release/records/check-content.ts',
        from: 'if (sha256 !== record.sha256)',
        to: 'if (sha256 === "")',
      },
      {
        file: 'src/release/records/check-content.ts',
        from: 'if (found.digest !== record.digest)',
        to: 'if (found.digest === "")',
      },
    ],
    test: bytes,
    title: 'before a re-run, likewise, are not deployed',
  },
  {
    name: 'bytes replaced between upload and creation',
    patches: [
      {
        file: 'src/release/deployment/deployment-input.ts',
        from: '...defined({ eTag, version: versionId }),',
        to: '...defined({ eTag: eTag && undefined, version: versionId && undefined }),',
      },
    ],
    test: bytes,
    title: 'between upload and creation are refused by the agent',
  },
  {
    name: 'a forged record of a release, for other bytes',
    patches: [
      {
        file: 'src/release/records/check-content.ts',
        from: 'if (found.digest !== record.digest)',
        to: 'if (found.digest === "")',
      },
    ],
    test: bytes,
    title: 'with a record to match are refused, since their content is hashed',
  },
  {
    name: 'every record forged',
    patches: [
      {
        file: 'src/release/records/check-content.ts',
        from: 'if (asked === undefined || asked === actual) return;',
        to: 'if (asked !== actual || asked === actual) return;',
      },
    ],
    test: bytes,
    title: 'with every record forged are refused by the digest of the build',
  },
  {
    name: 'a record of a run of another account',
    patches: [
      {
        file: 'src/release/records/run-records.ts',
        from: 'if (!entry || (entry.account === account.id && entry.region === region)) return run;',
        to: 'if (!entry || region !== "") return run;',
      },
    ],
    test: '__tests__/release/records/run-records.test.ts',
    title: 'proves nothing where its',
  },
  {
    name: 'a record of a run with a time to come',
    patches: [
      {
        file: 'src/release/records/run-records.ts',
        from: 'claimed <= written + timing.record.clocks',
        to: 'claimed <= written + timing.record.clocks * 1e9',
      },
    ],
    test: '__tests__/release/records/run-records.test.ts',
    title: 'believes no run that claims to be later than S3 took its record',
  },
  {
    name: 'a deployment of what is not proven in the environments before',
    patches: [
      {
        file: 'src/release/records/choose-release.ts',
        from: 'if (proof.proven) continue;',
        to: 'if (proof.proven || environment) continue;',
      },
    ],
    test: '__tests__/release/run/deploy-proof.slow.test.ts',
    title: 'is refused where the version was never there, before anything is written',
  },
  {
    name: 'a bucket of somebody else under the name of ours',
    patches: [
      {
        file: 'src/aws/bucket.ts',
        from: 'request: { Bucket: name, ...defined({ ExpectedBucketOwner: owner }) },',
        to: 'request: { Bucket: name, ...defined({ ExpectedBucketOwner: owner && undefined }) },',
      },
      {
        file: 'src/aws/middleware.ts',
        from: 'if (!input.Bucket || input.ExpectedBucketOwner) return next(args);',
        to: 'if (input.Bucket !== "-" || input.ExpectedBucketOwner) return next(args);',
      },
    ],
    test: '__tests__/aws/artifacts.test.ts',
    title: 'is not sent to a bucket of another account',
  },
  {
    name: 'a configuration that names a bucket of another account',
    patches: [
      {
        file: 'src/config/foreign-bucket.ts',
        from: 'return named.includes(accountId) ? undefined : named[0];',
        to: 'return named.includes(accountId) || named.length > 0 ? undefined : named[0];',
      },
    ],
    test: '__tests__/config/foreign-bucket.test.ts',
    title: 'is refused, in a file and without one',
  },
];
