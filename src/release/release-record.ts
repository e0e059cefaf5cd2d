/** What is written once, beside the zip, about a version: `${application}/releases/${version}.json`. */
export type ReleaseRecord = {
  version: string;
  /** Content digest, hex. */
  digest: string;
  /** Of the zip's bytes, hex. */
  sha256: string;
  /** Bytes of the zip. */
  size: number;
  commit?: string;
  /** Which run built it. */
  build: string;
  /** ISO 8601. */
  time: string;
};
