import type { ObjectReader } from '../service.ts';
import { refusalOf } from './access.ts';
import { matchesETag } from './conditions.ts';
import { accessDenied, noSuchBucket, permanentRedirect, preconditionFailed } from './errors.ts';
import { foundObject } from './get-object.ts';
import type { S3State } from './state.ts';

/** Reads as the instances of an account and region do: under the same rules as a request over the wire. */
export function objectReader({ buckets }: S3State): ObjectReader {
  return {
    read({ account, region, bucket: name, key, version, eTag, tag }) {
      const bucket = buckets.get(name);
      if (!bucket) throw noSuchBucket(name);
      if (bucket.region !== region) throw permanentRedirect(name, bucket.region);
      const action = version === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
      const caller = instancesOf(account);
      const refusal = refusalOf(caller, bucket, { action, key, versionId: version });
      if (refusal) throw refusal;
      const object = foundObject(caller, bucket, { key, versionId: version });
      const isTagged = object.tags?.some((pair) => pair.join('=') === tag);
      if (tag !== undefined && !isTagged) throw notTagged(caller.user, action, `${name}/${key}`);
      if (eTag !== undefined && !matchesETag(eTag, object.eTag))
        throw preconditionFailed('If-Match');
      return {
        body: Buffer.concat(object.body),
        eTag: object.eTag,
        ...(object.versionId !== 'null' && { versionId: object.versionId }),
      };
    },
  };
}

/** All instances of an account have one role here, which no configuration knows. */
function instancesOf(account: string) {
  const name = 'emulated-instances';
  return {
    account,
    arn: `arn:aws:iam::${account}:role/${name}`,
    user: `arn:aws:sts::${account}:assumed-role/${name}/instance`,
  };
}

function notTagged(user: string, action: string, object: string) {
  return accessDenied(
    `User: ${user} is not authorized to perform: ${action} on resource: "arn:aws:s3:::${object}" because no identity-based policy allows the ${action} action`,
  );
}
