import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import type { Random } from '../../random.ts';
import { firstLookOf } from '../deployment/cadence.ts';
import { deployDestination } from '../deployment/deploy-destination.ts';
import { deployedSince } from '../deployment/deployed-since.ts';
import type { Artifact } from '../deployment/deployment-input.ts';
import type { DestinationPorts } from '../deployment/destination-ports.ts';
import { openFellows } from '../deployment/fellows.ts';
import type { Snapshot } from '../deployment/group-state.ts';
import { lookAgain } from '../deployment/look-again.ts';
import { pollDeployments, type Read } from '../deployment/poll-deployments.ts';
import { withdrawDestination, withdrawReady } from '../deployment/withdraw.ts';
import type { Emit } from '../events.ts';
import { isSameRun, type Marker, readMarker } from '../marker.ts';
import { versionOfKey } from '../object-keys.ts';
import { type DestinationResult, noInstances } from '../outcome.ts';
import { timing } from '../timing.ts';
import { runWaves, type WavesResult } from './run-waves.ts';
import { hasTouched, undo } from './undo.ts';
import type { Watch } from './watch.ts';

/** What is to be deployed where: for each destination's id its artifact. */
export type CarryOutPlan = {
  environment: Environment;
  artifacts: ReadonlyMap<string, Artifact>;
  /** Where all get the same. */
  release?: { version: string };
  /** Destinations that get nothing. */
  leftOut?: ReadonlyMap<string, LeftOut>;
  /** Deployments of earlier runs that are taken up. */
  waiting?: ReadonlyMap<string, DeploymentInfo>;
  run: string;
  /** `rollback`: everything in it goes back; `stop`: everything that is taken up is stopped. */
  command: string;
  commit?: string;
  /** Goes into the deployments' descriptions. */
  reason?: string | undefined;
};

/** What becomes of a destination without a deployment, and why. */
export type LeftOut = Pick<DestinationResult, 'outcome' | 'reason' | 'version'>;

export type CarryOutPorts = {
  aws: AwsSession;
  clock: Clock;
  random?: Random | undefined;
  emit: Emit;
  signal: AbortSignal;
  /** Aborted when nothing new may start: another run has taken the lease over. */
  blocked: AbortSignal;
  /** Resolves once it is known whether another run has. */
  sure(): Promise<void>;
  /** Checks a destination; gives why it is not verified. */
  verify: NonNullable<DestinationPorts['verify']>;
  /** What is watched of a destination during bakes. */
  watches(destination: Destination): readonly Watch[];
  /** When the snapshot was begun, by the clock. */
  snapshotAt: number;
  /** Hosts may be emulated ones. */
  emulated?: boolean | undefined;
  /** A person waits at a terminal, and sees what a cancelled run has asked for to its end. */
  isAttended?: boolean | undefined;
};

/** Deploys wave by wave, and undoes what was done where that failed and `onFailure` asks for it. */
export async function carryOut(
  plan: CarryOutPlan,
  snapshot: Snapshot,
  ports: CarryOutPorts,
): Promise<Pick<WavesResult, 'results' | 'earlier'>> {
  const { environment, artifacts, leftOut } = plan;
  const { aws, clock, emit, signal, blocked, verify } = ports;
  const stopping = new AbortController();
  const work = destinationWork(plan, snapshot, ports, stopping.signal);

  const ran = await runWaves(environment, {
    clock,
    emit,
    signal,
    blocked,
    deploy: async (destination, closed) => {
      const left = leftOut?.get(destination.id);
      if (left) return { ...nothingDone(destination), ...left };
      const ours = plan.command === 'stop' ? plan.waiting?.get(destination.id) : undefined;
      if (ours) return withdrawDestination(ours, work.portsFor(destination, closed));
      return work.deploy(destination, artifactFor(destination, artifacts), closed);
    },
    isLeftOut: ({ id }) => leftOut?.has(id) ?? false,
    watches: ports.watches,
    recheck: (destination) => verify(destination, artifactFor(destination, artifacts).version),
    versionFor: ({ id }) => (artifacts.get(id) ?? plan.release)?.version,
    onHalt: () => {
      if (environment.stopRunning) stopping.abort();
    },
  });
  const { earlier, halted, goesBack } = ran;
  const results = await asTheyAre(ran.results, plan, ports);
  const asIs = { results, earlier };
  if (!halted || signal.aborted || blocked.aborted) return asIs;
  if (!goesBack && environment.onFailure !== 'rollback') return asIs;
  const isBlocked = () => (blocked.aborted ? (blocked.reason as Error).message : undefined);

  if (!hasTouched(results, snapshot)) return asIs;
  emit({ kind: 'step', text: `rolling back what this run touched: ${halted}` });
  const undone = await undo(environment.waves, results, snapshot, {
    emit,
    signal,
    deployedSince: (destination, result) => deployedSince(result, aws.codedeploy(destination)),
    withdraw: (destination, result) => withdrawReady(result, work.portsFor(destination, isBlocked)),
    deploy: (destination, artifact) =>
      work.undo(patient(withRollbackPolicy(destination)), artifact, isBlocked),
  });
  return { results: undone, earlier };
}

/** What was left ready, or could not be read, may have come to another end since. */
function asTheyAre(
  results: readonly DestinationResult[],
  plan: CarryOutPlan,
  { aws, clock, emit, signal, snapshotAt: began }: CarryOutPorts,
): Promise<DestinationResult[]> {
  const destinations = new Map(allDestinations(plan.environment).map((one) => [one.id, one]));
  return mapLimited(results, timing.atOnce.requests, async (result) => {
    const destination = destinations.get(result.destination);
    const isOpen = result.outcome === 'ready' || result.isUnknown;
    if (!isOpen || !destination) return result;
    const calls = aws.codedeploy(destination);
    const silentSince = () => silenceOf(aws, destination);
    const artifact = plan.artifacts.get(destination.id);
    const isOwn = ({ description }: DeploymentInfo) =>
      artifact !== undefined && isSameRun(readMarker(description), markerOf(plan, artifact));
    return lookAgain(result, { calls, clock, emit, signal, silentSince, isOwn, began });
  });
}

function silenceOf(aws: AwsSession, { region }: Destination): number | undefined {
  return aws.silentSince({ service: 'codedeploy', region });
}

/** Deploys to one destination, forward or back, with what the plan and the snapshot say of it. */
function destinationWork(
  plan: CarryOutPlan,
  snapshot: Snapshot,
  ports: CarryOutPorts,
  halt: AbortSignal,
) {
  const { aws, clock, random, emit, signal, verify } = ports;
  const { environment, reason } = plan;
  const readers = readersByRegion(aws, { clock, random, signal });
  const fellows = openFellows();
  const isRollback = plan.command === 'rollback';

  /** What deployments forward and back have in common. */
  const shared = (destination: Destination, closed: Closed) => {
    const { group, running } = snapshot.get(destination.id) ?? {};
    return {
      destination,
      calls: aws.codedeploy(destination),
      read: readers(destination).read,
      clock,
      emit,
      signal,
      onCancel: environment.onCancel,
      closed,
      sure: ports.sure,
      emulated: ports.emulated,
      isAttended: ports.isAttended,
      ...defined({ reason, group }),
      usual: running?.took,
      silentSince: () => silenceOf(aws, destination),
      versionOf: versionOfKey,
    };
  };
  const portsFor = (destination: Destination, closed: Closed): DestinationPorts => {
    const { group, running, last } = snapshot.get(destination.id) ?? {};
    return {
      ...shared(destination, closed),
      role: 'deployment',
      goesBack: isRollback,
      halt,
      verify,
      beside: { fellows, firstLook: readers(destination).firstLook },
      ...defined({ waiting: plan.waiting?.get(destination.id) }),
      ...(group && { seen: { at: ports.snapshotAt, last } }),
      ...(running?.version && { before: running.version }),
    };
  };
  return {
    portsFor,
    deploy(destination: Destination, artifact: Artifact, closed: Closed) {
      const sha = plan.commit || undefined;
      const own = {
        ...markerOf(plan, artifact),
        ...defined({ sha }),
        ...(isRollback && { back: true as const }),
      };
      return deployDestination(artifact, own, portsFor(destination, closed));
    },
    undo(destination: Destination, artifact: Artifact, closed: Closed) {
      const own = { ...markerOf(plan, artifact), back: true as const };
      const back = { ...shared(destination, closed), role: 'rollback' as const, goesBack: true };
      return deployDestination(artifact, own, back);
    },
  };
}

function markerOf({ environment, run }: CarryOutPlan, { version }: Artifact): Marker {
  const { name, bundleName } = environment;
  return { version, environment: name, run, ...defined({ bundle: bundleName }) };
}

/** Why nothing may start in a destination any more, where that is so. */
type Closed = () => string | undefined;

function nothingDone({ id }: Destination) {
  return { destination: id, seconds: 0, instances: noInstances, causes: [] };
}

function artifactFor({ id }: Destination, artifacts: CarryOutPlan['artifacts']): Artifact {
  const artifact = artifacts.get(id);
  if (!artifact) throw new Error(`no artifact was prepared for ${id}`);
  return artifact;
}

/**
 * CodeDeploy's automatic rollback is off while we roll back: it would bring back what was last deployed
 * with success, which may be the very release that we are leaving.
 */
export function withRollbackPolicy(destination: Destination): Destination {
  const { ignoreApplicationStopFailures, fileExistsBehavior } = destination.rollback;
  return {
    ...destination,
    ...defined({ ignoreApplicationStopFailures, fileExistsBehavior }),
    rollback: { ...destination.rollback, auto: [] },
  };
}

/** A group that is being undone may be busy with CodeDeploy's own, late rollback. */
function patient(destination: Destination): Destination {
  return destination.onBusy === 'fail' ? { ...destination, onBusy: 'wait' } : destination;
}

/** One poller for each account and region, which all its destinations share, and when it first looks at what is created there. */
function readersByRegion(
  aws: AwsSession,
  ports: { clock: Clock; random: Random | undefined; signal: AbortSignal },
): (destination: Destination) => { read: Read; firstLook: number } {
  const readers = new Map<string, { read: Read; firstLook: number }>();
  return (destination) => {
    const { account, region, role } = destination;
    const key = `${account.name} ${region} ${role?.arn ?? ''}`;
    const known = readers.get(key);
    if (known) return known;
    const calls = aws.codedeploy(destination);
    const read = pollDeployments(
      (ids) => calls.getDeployments(ids, { signal: ports.signal }),
      ports,
    );
    const reader = { read, firstLook: firstLookOf(readers.size) };
    readers.set(key, reader);
    return reader;
  };
}
