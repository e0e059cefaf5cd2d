import { knownPrograms } from '../../../words/programs.ts';
import { defaultLimits, type Limits } from '../sandbox/limits.ts';

/** `stays`: it runs until it is ended. */
export type Stub = { exit: number; output: string; stays?: boolean };

/** What a host is beside what this machine is. */
export type HostSettings = {
  /** Real path of the root folder that it is shown; this machine's, unless told otherwise. */
  root?: string;
  /** Users that it has, each with a group of its name. */
  users: readonly string[];
  /** Whether it has the users and groups that an AppSpec file names. */
  hasNamed: boolean;
  /** Commands that do nothing but end with a code, after they have printed something. */
  commands: ReadonlyMap<string, Stub>;
  /** Units of systemd that do nothing, with their ending. */
  units: readonly string[];
  /** Environment variables of hooks, in addition to those that the agent sets. */
  environment: Readonly<Record<string, string>>;
  /** Whether an agent of Consul is asked on it, so that one listens from the start. */
  isInConsul: boolean;
  /** Programs that instances have; a host without them lacks them. */
  programs: ReadonlySet<string>;
  /** What one may use up of this machine, where it is a sandbox. */
  limits: Limits;
};

export const plainHost: HostSettings = {
  users: [],
  hasNamed: true,
  commands: new Map(),
  units: [],
  environment: {},
  isInConsul: false,
  programs: new Set(knownPrograms),
  limits: defaultLimits,
};
