import type { DeploymentInfo, InstanceTarget } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { faultText } from '../../aws/fault-text.ts';
import { type Fault, isTransient } from '../../aws/faults.ts';
import type { Clock } from '../../clock.ts';
import { defined } from '../../defined.ts';
import type { DeploymentRole, Emit } from '../events.ts';
import type { InstanceCounts } from '../outcome.ts';
import { timing } from '../timing.ts';
import { isDetailDue, type Progress, untilNextLook } from './cadence.ts';
import { countsOf } from './deployment-causes.ts';
import type { Fellow, Fellows } from './fellows.ts';
import type { Read } from './poll-deployments.ts';
import { watchInstances } from './watch-instances.ts';
import { tellZoneWaits } from './zone-waits.ts';

export type FollowPorts = {
  destination: string;
  role: DeploymentRole;
  calls: Pick<CodeDeployCalls, 'listTargets' | 'getTargets' | 'getConfig'>;
  read: Read;
  clock: Clock;
  emit: Emit;
  /** When to give up waiting for the end, by the clock. */
  deadline: number;
  /** How long after it was created it is first looked at, in ms; at once unless told. */
  firstLook?: number | undefined;
  /** What the group's last deployment took, in ms. */
  usual?: number | undefined;
  /** Others that were created with it, and bring the same. */
  fellows?: Fellows | undefined;
  /** Gives up waiting at the next look once this is aborted. */
  halt?: AbortSignal | undefined;
  /** Since when CodeDeploy has not answered there, while other regions do. */
  silentSince?(): number | undefined;
  /** Called at each look at which a blue/green deployment waits for its traffic to be shifted, until it tells that all is done. */
  onReady?: (() => Promise<boolean>) | undefined;
};

/** How following ended, with what was last seen. */
export type Followed = {
  /**
   * `ended`: CodeDeploy said so. `shifted`: a blue/green deployment whose traffic is on the new
   * instances; only the termination wait is left. `ready`: it is left to wait for its traffic. `expired`: the deadline
   * passed, or it was to halt. `lost`: it could no longer be read, and what became of it is not known.
   */
  end: 'ended' | 'shifted' | 'ready' | 'expired' | 'lost';
  /** Since when it could not be read, where that is why it was lost. */
  unreadSince?: number;
  info?: DeploymentInfo;
  targets: InstanceTarget[];
  fault?: Fault;
  /** It was to be stopped and could not be. */
  goesOn?: boolean;
};

type Seen = { info: DeploymentInfo; counts: InstanceCounts };

/**
 * Follows one deployment to its end and emits what changes on the way. Faults that pass (throttling,
 * 5xx, HTML error pages, resets, DNS) are waited out until the deadline, or until the region is known to be down: they say
 * nothing about the deployment. A missing permission to read instances costs only their detail.
 */
export async function follow(deploymentId: string, ports: FollowPorts): Promise<Followed> {
  const { fellows, read, clock } = ports;
  const began = clock.now();
  const fellow = fellows?.join({
    began,
    firstLook: began + (ports.firstLook ?? 0),
    place: read,
    onEnd: (took) => read.hasten?.(deploymentId, began + took),
  });
  try {
    const followed = await followAlone(deploymentId, ports, fellow);
    const took = lengthOf(followed) ?? clock.now() - began;
    if (followed.end === 'ended' || followed.end === 'shifted') fellows?.ended(took);
    return followed;
  } finally {
    fellow?.leave();
  }
}

/** By CodeDeploy's clock: how late its end was seen is not in it. */
function lengthOf({ info }: Followed): number | undefined {
  const { createTime, completeTime } = info ?? {};
  return createTime && completeTime && completeTime.getTime() - createTime.getTime();
}

async function followAlone(
  deploymentId: string,
  ports: FollowPorts,
  fellow: Fellow | undefined,
): Promise<Followed> {
  const { destination, role, read, clock, emit, deadline } = ports;
  const instances = watchInstances(deploymentId, ports);
  const trouble = watchTrouble(ports);
  const tellWaits = tellZoneWaits(ports);
  const began = clock.now();
  let last: Seen | undefined;
  let changed = began;
  let detailed = 0;
  let ready = false;

  for (let delay = ports.firstLook ?? 0; ; delay = nextDelay()) {
    const reading = await read(deploymentId, Math.max(0, Math.min(delay, deadline - clock.now())));
    if ('fault' in reading) {
      const unreadSince = trouble.note(reading.fault);
      if (unreadSince !== undefined)
        return { ...lastSeen(), end: 'lost', fault: reading.fault, unreadSince };
    } else {
      trouble.clear();
      const { info } = reading;
      const counts = countsOf(info);
      if (info.status !== last?.info.status || !equal(counts, last?.counts)) {
        changed = clock.now();
        const status = info.status ?? 'Unknown';
        emit({ kind: 'status', destination, deploymentId, role, status, counts });
      }
      last = { info, counts };
      const end = endOf(info);
      if (end) return { ...lastSeen(), end, targets: await instances.readAll(counts) };
      if (isDetailWanted(last)) {
        detailed = clock.now();
        if (await instances.readSome(counts)) changed = clock.now();
      }
      await tellWaits(info, counts);
      if (info.status === 'Ready' && !ready) ready = (await ports.onReady?.()) ?? true;
    }
    if (clock.now() >= deadline || ports.halt?.aborted) {
      // What cannot be read now is not asked for again and again.
      if ('fault' in reading) return { ...lastSeen(), end: 'expired' };
      return {
        ...lastSeen(),
        end: 'expired',
        targets: await instances.readAll(countsOf(reading.info)),
      };
    }
  }

  function isDetailWanted(seen: Seen): boolean {
    const now = clock.now();
    if (changed === now) return true;
    return (
      seen.counts.inProgress > 0 &&
      isDetailDue(now - detailed, progressOf(seen), read.followers?.())
    );
  }

  function nextDelay(): number {
    const now = clock.now();
    const wait = last ? untilNextLook(progressOf(last)) : timing.look.first;
    return fellow ? fellow.nextLook(now, wait) - now : wait;
  }

  function progressOf({ info: { status }, counts }: Seen): Progress {
    const now = clock.now();
    const usual = ports.usual ?? ports.fellows?.took();
    const events = instances.events();
    return { status, counts, elapsed: now - began, quiet: now - changed, usual, events };
  }

  function lastSeen() {
    return { ...defined({ info: last?.info }), targets: instances.seen() };
  }
}

/** Whether nothing of a deployment is left to wait for or to stop. */
export function endOf(info: DeploymentInfo): Followed['end'] | undefined {
  switch (info.status) {
    case 'Succeeded':
    case 'Failed':
    case 'Stopped':
      return 'ended';
    default:
      return info.instanceTerminationWaitTimeStarted ? 'shifted' : undefined;
  }
}

/**
 * Says what stands in the way of following: at once where it does not pass by itself, from the second
 * time on where it does. Tells since when nothing was read, once it is to be given up.
 */
function watchTrouble({ destination, clock, emit, silentSince }: FollowPorts) {
  let since: number | undefined;
  let said = '';
  let times = 0;
  return {
    note(fault: Fault): number | undefined {
      const transient = isTransient(fault.kind);
      times += 1;
      if (transient) since = undefined;
      else since ??= clock.now();
      const isNew = said !== `${fault.kind} ${fault.name}`;
      if (isNew && (times > 1 || (!transient && fault.kind !== 'missing'))) {
        said = `${fault.kind} ${fault.name}`;
        emit({ kind: 'trouble', destination, text: faultText(fault) });
      }
      const isLasting = since !== undefined && clock.now() - since >= timing.follow.unreadable;
      if (isLasting) return since;
      const silent = transient ? silentSince?.() : undefined;
      return silent !== undefined && clock.now() - silent >= timing.silent ? silent : undefined;
    },
    clear() {
      since = undefined;
      said = '';
      times = 0;
    },
  };
}

function equal(a: InstanceCounts, b: InstanceCounts | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
