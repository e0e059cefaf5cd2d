import { type Deployment, type LifecycleEvent, revisionKey, type Target } from '../state.ts';
import { type Engine, note } from './engine.ts';
import { deploymentError } from './errors.ts';
import { carryOut, errandOf, isTaken } from './event.ts';
import { halt, pause } from './halt.ts';
import { stopEvents } from './lifecycle.ts';
import { type Result, unanswered } from './report.ts';
import { timing } from './timing.ts';
import { pull } from './triggers.ts';

/**
 * Takes one instance through events of its list, to `done` where all of them went well. Whether they did is the answer; a
 * deployment that is halted leaves the rest of them skipped.
 */
export async function deployTo(
  engine: Engine,
  deployment: Deployment,
  target: Target,
  {
    events = target.events,
    done = 'Succeeded',
  }: { events?: LifecycleEvent[]; done?: Target['status'] } = {},
): Promise<boolean> {
  setStatus(engine, deployment, target, 'InProgress');
  for (const event of events) {
    checkTime(engine, deployment);
    const result = deployment.halt ? undefined : await take(engine, deployment, target, event);
    if (result === undefined) return give(engine, deployment, target, 'Skipped');
    if (!result.ok && !mayFail(deployment, event))
      return give(engine, deployment, target, 'Failed');
  }
  if (events.some(({ name }) => name === 'Install')) {
    target.instance.health.set(deployment.group.id, {
      revision: revisionKey(deployment.revision),
      healthy: true,
    });
  }
  setStatus(engine, deployment, target, done);
  return true;
}

/** Puts an instance and what is left of its events aside. */
export function skip(engine: Engine, deployment: Deployment, target: Target): void {
  skipEvents(target, engine.clock.now());
  setStatus(engine, deployment, target, 'Skipped');
}

/** Runs one event; undefined where the deployment was halted before the instance had begun with it. */
async function take(
  engine: Engine,
  deployment: Deployment,
  target: Target,
  event: LifecycleEvent,
): Promise<Result | undefined> {
  const { clock, outcomes } = engine;
  const planned = outcomes.planned(deployment, target, event.name);
  for (const trigger of planned.triggers) pull(engine, deployment, trigger);
  if (planned.ending?.kind === 'hang') {
    await pause(engine, deployment, timing.startLimit);
    return deployment.halt ? undefined : finish(engine, target, event, unanswered);
  }
  if (deployment.halt) return undefined;
  const { ending } = planned;
  const errand = errandOf(engine, deployment, target.instance, { event: event.name, ending });
  if (errand && !(await isTaken(engine, deployment, errand)))
    return deployment.halt ? undefined : finish(engine, target, event, unanswered);
  event.status = 'InProgress';
  event.startTime = clock.now();
  target.updatedAt = event.startTime;
  return finish(
    engine,
    target,
    event,
    await carryOut(engine, deployment, errand, event.name, planned),
  );
}

function finish(engine: Engine, target: Target, event: LifecycleEvent, result: Result): Result {
  event.status = result.ok ? 'Succeeded' : 'Failed';
  event.endTime = engine.clock.now();
  event.diagnostics = result.diagnostics;
  target.updatedAt = event.endTime;
  return result;
}

function mayFail(deployment: Deployment, event: LifecycleEvent): boolean {
  return deployment.ignoreApplicationStopFailures && stopEvents.includes(event.name);
}

function give(
  engine: Engine,
  deployment: Deployment,
  target: Target,
  status: 'Failed' | 'Skipped',
): false {
  skipEvents(target, engine.clock.now());
  const { health } = target.instance;
  const wasTouched = target.events.some(
    ({ name, startTime }) => name === 'Install' && startTime !== undefined,
  );
  const revision = wasTouched ? undefined : health.get(deployment.group.id)?.revision;
  health.set(deployment.group.id, { revision, healthy: false });
  setStatus(engine, deployment, target, status);
  return false;
}

/** Skipped events have an end and no start: awscli's examples/deploy/get-deployment-instance.rst. */
export function skipEvents(target: Target, now: number): void {
  for (const event of target.events) {
    if (event.status === 'Pending') Object.assign(event, { status: 'Skipped', endTime: now });
  }
}

function setStatus(
  engine: Engine,
  deployment: Deployment,
  target: Target,
  status: Target['status'],
): void {
  target.status = status;
  target.updatedAt = engine.clock.now();
  note(engine, deployment);
}

function checkTime(engine: Engine, deployment: Deployment): void {
  const isBlueGreen = deployment.settings.deploymentStyle?.deploymentType === 'BLUE_GREEN';
  const limit = isBlueGreen ? timing.blueGreenLimit : timing.inPlaceLimit;
  if (engine.clock.now() - (deployment.startTime ?? deployment.createTime) < limit) return;
  halt(deployment, { status: 'Failed', error: deploymentError('TIMEOUT') });
}
