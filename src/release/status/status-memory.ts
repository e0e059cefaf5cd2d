import type { Artifacts } from '../../aws/artifacts.ts';

/** Objects that are written once, by bucket and key. */
export type Memory = Map<string, Promise<{ value: unknown; eTag: string } | undefined>>;

/** The records of a bucket, each fetched once. For records that nothing overwrites: of runs and of releases. */
export function remembering(records: Artifacts, memory: Memory): Artifacts {
  return {
    ...records,
    readJson(key) {
      const name = `${records.bucket}/${key}`;
      const known = memory.get(name);
      if (known !== undefined) return known;
      const reading = records.readJson(key);
      memory.set(name, reading);
      const forget = () => memory.delete(name);
      // What is not there yet may come.
      reading.then((found) => void (found ?? forget()), forget);
      return reading;
    },
  };
}
