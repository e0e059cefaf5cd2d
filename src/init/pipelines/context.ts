import type { NewFile, Repository } from '../repository.ts';

/** Where a CI system has fanout from. */
export type Wrapper = {
  /** Of this release. */
  version: string;
  /** The recipe of TeamCity, where it is at hand. */
  recipe?: string | undefined;
};

export type PipelineContext = {
  repository: Repository;
  wrapper: Wrapper;
  /** An image that can build, where one with Node alone cannot. */
  image: string | undefined;
};

export type PipelineFiles = { files: NewFile[]; notes: string[] };

/** A name that jobs can have: letters, digits and hyphens. */
export function jobName(environment: string): string {
  return environment.replaceAll(/[^A-Za-z0-9_-]+/g, '-');
}

/** What nobody wants in a pipeline's course, and everybody at hand. */
export const byHandCommands = ['rollback', 'unhold', 'hold'] as const;
