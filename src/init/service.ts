import type { NewFile, Repository } from './repository.ts';

/** How one kind of service is built, installed and run. */
export type Service = {
  /** Lines of bash that put what is deployed into `$bundle/app`; they run in the repository's root. */
  build: string[];
  /** What systemd runs, where the repository has no unit. */
  command: string;
  /** Further lines of its unit. */
  unit?: string[];
  /** Lines of shell that make it ready on an instance. */
  install?: string[];
  /** A small service to begin with, where the repository has none. */
  starter: NewFile[];
  /** An image of GitLab's that has what the build needs, where node:24 has not. */
  image?: string;
  /** Hosts of a rehearsal cannot run it. */
  rehearse?: string;
};

/** Where the service is on instances. */
export type Place = {
  /** The application, as a name of units, users and files. */
  name: string;
  /** Absolute. */
  folder: string;
  /** What the unit that is there already calls the program or archive. */
  program?: string;
};

export type MakeService = (repository: Repository, place: Place) => Service;

/** What its starter answers at. */
export const starterUrl = 'http://127.0.0.1:8080/status';
