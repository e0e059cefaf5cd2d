import type { ObjectReader } from '../service.ts';
import { mayDo } from './access.ts';
import { matchesETag } from './conditions.ts';
import { accessDenied, noSuchBucket, permanentRedirect, preconditionFailed } from './errors.ts';
import { foundObject } from './get-object.ts';
import type { S3State } from './state.ts';

/** Reads as the instances of an account and region do: under the same rules as a request over the wire. */
export function objectReader({ buckets }: S3State): ObjectReader {
  return {
    read({ account, region, bucket: name, key, version, eTag }) {
      const bucket = buckets.get(name);
      if (!bucket) throw noSuchBucket(name);
      if (bucket.region !== region) throw permanentRedirect(name, bucket.region);
      const action = version === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
      if (!mayDo(account, bucket, action)) throw accessDenied();
      const object = foundObject(account, bucket, { key, versionId: version });
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
