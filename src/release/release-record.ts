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
} & Partial<Origin>;

/** Where a release comes from, beside its commit: what tells a retry of the step that built it from another build. */
export type Origin = {
  /** What all jobs of one CI run share. */
  pipeline: string;
  /** The job and step of that run, with all that the step was asked to deploy. */
  step: string;
  /** What was built, as one word: two bundles of an application differ in it. */
  recipe: string;
  /** The same for people: the folder or zip. */
  source: string;
  environment: string;
  branch: string;
  actor: string;
  /** To the page of the build. */
  link: string;
};
