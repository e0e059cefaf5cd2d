/** A repository as far as it decides what is written into it. */
export type Repository = {
  /** The folder's own name. */
  name: string;
  /** Where it is in the repository of git that it belongs to; absent where it is that repository's root, or of none. */
  inside?: string;
  /** Paths of files below it, `/` between folders; not those that tools put there, such as node_modules. */
  files: readonly string[];
  /** The text of a file; undefined where it is none or cannot be read. */
  read(path: string): string | undefined;
};

export type NewFile = { path: string; text: string; executable?: true };

export const kinds = ['go', 'node', 'java', 'python', 'docker', 'systemd', 'appspec'] as const;
/** What is deployed: how it is built, and what its instances run. */
export type Kind = (typeof kinds)[number];

export const pipelines = ['github', 'gitlab', 'teamcity', 'jenkins', 'none'] as const;
export type Pipeline = (typeof pipelines)[number];

export type EnvironmentAnswer = { name: string; account: string };

/** What a person or the flags decide. */
export type Answers = {
  application: string;
  kind: Kind;
  /** In the order in which a release goes through them. */
  environments: readonly EnvironmentAnswer[];
  regions: readonly string[];
  /** The address that answers on an instance once the service is healthy. */
  checkUrl?: string | undefined;
  pipeline: Pipeline;
};

export function hasFile({ files }: Repository, path: string): boolean {
  return files.includes(path);
}
