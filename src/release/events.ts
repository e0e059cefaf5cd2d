import type { Problem } from '../problem.ts';
import type { DestinationResult, GateResult, InstanceCounts, Verdict } from './outcome.ts';

/** How CodeDeploy reports a failing script of an instance. Every text here comes from the instance: hostile. */
export type Diagnostics = {
  code?: string;
  script?: string;
  message?: string;
  log?: string;
};

/** Which deployment of a destination an event speaks of. */
export type DeploymentRole = 'deployment' | 'rollback' | 'related';

/** What everyone who shows a run needs to know of a destination. */
export type DestinationLabel = {
  id: string;
  account: string;
  accountId?: string;
  region: string;
  application: string;
  deploymentGroup: string;
};

type DestinationEvent = { destination: string } & (
  | { kind: 'waiting'; deploymentId?: string; reason: string }
  /** Written before CreateDeployment is called, so that a killed run is known to have tried. */
  | { kind: 'creating'; marker: string; before?: string }
  | { kind: 'created'; deploymentId: string; adopted: boolean; consoleUrl?: string }
  | {
      kind: 'status';
      deploymentId: string;
      role: DeploymentRole;
      status: string;
      counts: InstanceCounts;
    }
  | {
      kind: 'instance';
      deploymentId: string;
      role: DeploymentRole;
      instance: string;
      /** Lifecycle event. */
      event: string;
      status: string;
      diagnostics?: Diagnostics;
    }
  /** Following goes on, but something is in its way; said when it changes. */
  | { kind: 'trouble'; text: string }
  | { kind: 'stopping'; deploymentId: string; rollback: boolean; reason: string }
  | { kind: 'rolling-back'; deploymentId: string; by: 'codedeploy' | 'fanout'; version?: string }
  /** An alarm or metric that is watched came to another verdict than before. */
  | { kind: 'gate'; wave: string; gate: GateResult }
  | { kind: 'finished'; result: DestinationResult }
);

type StageEvent =
  | {
      kind: 'run-started';
      command: string;
      environment: string;
      application: string;
      bundleName?: string;
      /** `github:9876543.1`: which run of which CI; the same as in the deployments' marker. */
      run: string;
      destinations: DestinationLabel[];
      waves: { name: string; destinations: string[] }[];
      /** How many destinations the environment has, where the run is for some of them only. */
      of?: number;
      /** Nothing of it reached AWS. */
      rehearsal?: true;
      /** Who started it, in words. */
      by?: string;
      /** To the page of the CI system's build. */
      link?: string;
    }
  | { kind: 'step'; text: string }
  /** Written before the lease is asked for, so that a killed run may be known to hold it. */
  | { kind: 'leasing'; token?: string }
  /** `taken`: S3's time when it was, ISO 8601. */
  | { kind: 'leased'; taken: string }
  | { kind: 'notice'; level: 'info' | 'warning'; problem: Problem }
  | {
      kind: 'bundle-ready';
      version: string;
      digest: string;
      /** Bytes. */
      size: number;
      /** On disk; absent where an earlier run's bundle is used. */
      path?: string;
      entries?: number;
      reused: boolean;
      seconds: number;
    }
  | {
      kind: 'uploaded';
      bucket: string;
      region: string;
      key: string;
      bytes: number;
      /** `present`: the same bytes were there already. */
      how: 'uploaded' | 'present' | 'copied';
      seconds: number;
    }
  | { kind: 'wave-started'; wave: string; index: number; of: number; destinations: string[] }
  | {
      kind: 'baking';
      wave: string;
      ms: number;
      /** Names of the checks that are asked meanwhile; absent in notes of an older fanout. */
      watched?: string[];
    }
  | { kind: 'wave-finished'; wave: string }
  | { kind: 'cancelling'; signal: string; policy: string }
  | {
      kind: 'run-finished';
      verdict: Verdict;
      exitCode: number;
      seconds: number;
      /** Empty where the run never got to deploying. */
      results: DestinationResult[];
      /** A bucket did not take the record, so that there is something left to finish. */
      unrecorded?: true;
      /** Why it never got there. */
      problems?: readonly Problem[];
    };

/** Everything that happens in a run, in order. What people and machines are shown is made from these alone. */
export type RunEvent = { /** Milliseconds since the epoch, by the run's clock. */ at: number } & (
  | StageEvent
  | DestinationEvent
);

export type RunEventKind = RunEvent['kind'];
export type EventOf<K extends RunEventKind> = Extract<RunEvent, { kind: K }>;
/** An event before its time is put on. */
export type Unstamped = StageEvent | DestinationEvent;
export type Emit = (event: Unstamped) => void;
