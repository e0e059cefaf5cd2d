import type { InstanceTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { faultText } from '../../aws/fault-text.ts';
import { type Fault, faultOf } from '../../aws/faults.ts';
import type { Clock } from '../../clock.ts';
import { defined } from '../../defined.ts';
import type { Problem } from '../../problem.ts';
import type { DeploymentRole, Emit } from '../events.ts';
import { countAll, type InstanceCounts } from '../outcome.ts';
import { timing } from '../timing.ts';
import { diagnosticsOf, instanceName } from './deployment-causes.ts';

type WatchPorts = {
  destination: string;
  role: DeploymentRole;
  calls: Pick<CodeDeployCalls, 'listTargets' | 'getTargets'>;
  clock: Clock;
  emit: Emit;
};

/** Reads the instances of one deployment and emits each lifecycle event once per change. */
export function watchInstances(deploymentId: string, ports: WatchPorts) {
  const { destination, role, calls, emit, clock } = ports;
  const known = new Map<string, InstanceTarget | undefined>();
  const said = new Map<string, string>();
  let denied = false;
  let told = 0;

  return {
    seen: () => [...known.values()].filter((target) => target !== undefined),
    /** Of the instance at work that has most before it; undefined where none is known to be at work. */
    events(): { left: number; done: number } | undefined {
      const atWork = this.seen()
        .filter(({ status }) => status === 'InProgress')
        .map(({ lifecycleEvents = [] }) => ({
          left: lifecycleEvents.filter(isToCome).length,
          done: lifecycleEvents.filter(isOver).length,
        }));
      return atWork.toSorted((a, b) => b.left - a.left)[0];
    },
    /**
     * The instances at work, or else the next ones to start; what fails costs only this look. Gives whether an event has
     * changed.
     */
    async readSome(counts: InstanceCounts): Promise<boolean> {
      const before = told;
      await attempt(async () => {
        if (!isKnown(counts)) await list();
        const unfinished = [...known].filter(([, target]) => !isFinished(target));
        const atWork = unfinished.filter(([, target]) => target?.status === 'InProgress');
        const rest = unfinished.filter(([, target]) => target?.status !== 'InProgress');
        await get([...atWork, ...rest].slice(0, timing.look.instances).map(([id]) => id));
      });
      return told > before;
    },
    /** One last look at every instance: the reason of a failure is often written after the end. */
    async readAll(counts: InstanceCounts): Promise<InstanceTarget[]> {
      for (let tries = 0; tries < timing.follow.lastLooks; tries++) {
        const done = await attempt(async () => {
          if (isBlueGreen() || !isKnown(counts)) await list();
          await get([...known.keys()]);
        });
        if (done) break;
        await clock.sleep(1_000 * 2 ** tries);
      }
      return this.seen();
    },
  };

  /** Its replacement instances come later than its original ones. */
  function isBlueGreen(): boolean {
    return [...known.values()].some((target) => target?.instanceLabel !== undefined);
  }

  /** In place, a deployment's instances do not change once CodeDeploy has counted them all. */
  function isKnown(counts: InstanceCounts): boolean {
    return known.size > 0 && known.size >= countAll(counts);
  }

  async function list() {
    for (const id of await calls.listTargets(deploymentId)) {
      if (!known.has(id)) known.set(id, undefined);
    }
  }

  async function get(ids: readonly string[]) {
    if (ids.length === 0) return;
    for (const target of await calls.getTargets(deploymentId, ids)) {
      if (target.targetId) known.set(target.targetId, target);
      tell(target);
    }
  }

  function tell(target: InstanceTarget) {
    const instance = instanceName(target);
    for (const event of target.lifecycleEvents ?? []) {
      const { lifecycleEventName: name = '', status = 'Unknown' } = event;
      const key = `${instance} ${name}`;
      if (status === 'Pending' || said.get(key) === status) continue;
      said.set(key, status);
      told += 1;
      const diagnostics = diagnosticsOf(event);
      const details = defined({ diagnostics });
      emit({
        kind: 'instance',
        destination,
        deploymentId,
        role,
        instance,
        event: name,
        status,
        ...details,
      });
    }
  }

  /** True when there is nothing to try again. */
  async function attempt(work: () => Promise<void>): Promise<boolean> {
    if (denied) return true;
    try {
      await work();
      return true;
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind === 'denied') {
        denied = true;
        emit({ kind: 'notice', level: 'warning', problem: noDetail(destination, fault) });
      }
      return denied || fault.name === 'DeploymentNotStartedException';
    }
  }
}

function noDetail(destination: string, fault: Fault): Problem {
  return {
    code: 'instances-unreadable',
    destination,
    message: `instances cannot be read, so only totals are shown: ${faultText(fault)}`,
    hint: 'allow the role codedeploy:ListDeploymentTargets and codedeploy:BatchGetDeploymentTargets',
  };
}

function isToCome({ status }: LifecycleEvent): boolean {
  return status === 'Pending';
}

function isOver(event: LifecycleEvent): boolean {
  return !isToCome(event) && event.status !== 'InProgress';
}

function isFinished(target: InstanceTarget | undefined): boolean {
  return ['Succeeded', 'Failed', 'Skipped'].includes(target?.status ?? '');
}
