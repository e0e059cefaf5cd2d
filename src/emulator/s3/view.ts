import { currentObject, type S3State } from './state.ts';

/** What is in the buckets, for tests and for those who look in from outside of the wire. */
export type S3View = {
  /** Current objects of a bucket by key, in the order of their keys. */
  objects(bucket: string): ObjectSummary[];
  read(bucket: string, key: string): Buffer | undefined;
  /** Multipart uploads that were neither completed nor aborted. */
  openUploads(bucket: string): { key: string; parts: number }[];
};

type ObjectSummary = { key: string; size: number; eTag: string; versions: number };

export function viewOf({ buckets }: S3State): S3View {
  return {
    objects(name) {
      const bucket = buckets.get(name);
      return [...(bucket?.keys ?? [])].flatMap(([key, versions]) => {
        const [current] = versions;
        if (current.kind !== 'object') return [];
        return [{ key, size: current.size, eTag: current.eTag, versions: versions.length }];
      });
    },
    read(name, key) {
      const bucket = buckets.get(name);
      const object = bucket && currentObject(bucket, key);
      return object && Buffer.concat(object.body);
    },
    openUploads(name) {
      const uploads = [...(buckets.get(name)?.uploads.values() ?? [])];
      return uploads.map(({ key, parts }) => ({ key, parts: parts.size }));
    },
  };
}
