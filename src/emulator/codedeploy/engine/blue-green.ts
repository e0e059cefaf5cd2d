import { instancesOf, launch, select } from '../fleet.ts';
import type { Deployment, Instance, Target } from '../state.ts';
import { end } from './end.ts';
import { type Engine, note } from './engine.ts';
import { deploymentError } from './errors.ts';
import { halt, pause } from './halt.ts';
import { deployTo } from './instance.ts';
import { allowEvents, blockEvents, installEvents } from './lifecycle.ts';
import { minimumHealthy } from './minimum-healthy.ts';
import { remove } from './retire.ts';
import { rollOut } from './roll-out.ts';
import { aTarget, startWith } from './start.ts';
import { timing } from './timing.ts';

/**
 * Installs on a replacement environment, moves the traffic there and lets the original one go.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/welcome.html#welcome-deployment-overview-blue-green
 */
export async function blueGreen(engine: Engine, deployment: Deployment): Promise<void> {
  const { settings, config } = deployment;
  const original = instancesOf(deployment.scope, deployment.group);
  deployment.startTime = engine.clock.now();
  deployment.status = 'InProgress';
  note(engine, deployment);
  const replacement = await provision(engine, deployment, original);
  if (deployment.halt)
    return end(engine, deployment, deployment.halt.status, deployment.halt.error);
  if (replacement.length === 0)
    return end(engine, deployment, 'Failed', deploymentError('NO_INSTANCES'));
  const minimum = minimumHealthy(config.minimumHealthy, replacement.length);
  if (minimum >= replacement.length) {
    return end(engine, deployment, 'Failed', deploymentError('HEALTH_CONSTRAINTS_INVALID'));
  }
  const hasTraffic = settings.deploymentStyle?.deploymentOption === 'WITH_TRAFFIC_CONTROL';
  const greenEvents = [...installEvents, ...(hasTraffic ? allowEvents : [])];
  const green = replacement.map((instance) => aTarget(engine, instance, greenEvents, 'Green'));
  const blue = original.map((instance) =>
    aTarget(engine, instance, hasTraffic ? blockEvents : [], 'Blue'),
  );
  startWith(engine, deployment, [...green, ...blue]);

  const installed = await phase(engine, deployment, green, minimum, {
    first: 0,
    last: installEvents.length,
  });
  if (!installed) return;
  const ready = green.filter(({ status }) => status === 'Ready');
  if (!(await readyWait(engine, deployment))) return;
  const shifted = await phase(engine, deployment, ready, Math.min(minimum, ready.length - 1), {
    first: installEvents.length,
  });
  if (!shifted) return;
  // "The overall deployment is marked as Failed if even a single original instance fails to be deregistered successfully."
  if (blue.length > 0 && !(await phase(engine, deployment, blue, 0, { all: true }))) return;
  await terminate(engine, deployment, original);
}

async function provision(
  engine: Engine,
  deployment: Deployment,
  original: Instance[],
): Promise<Instance[]> {
  const { scope, group, settings, targetInstances } = deployment;
  const { greenFleetProvisioningOption } = settings.blueGreenDeploymentConfiguration ?? {};
  if (greenFleetProvisioningOption?.action !== 'COPY_AUTO_SCALING_GROUP') {
    const known = new Set(original);
    return select(scope, targetInstances ?? {}).filter((instance) => !known.has(instance));
  }
  await pause(engine, deployment, timing.provision);
  const ids = Array.from(original, engine.ids.instance);
  deployment.provisioned = launch(scope, group, ids);
  return deployment.provisioned;
}

/** Runs part of the targets' events; where that does not go well, the deployment has ended. */
async function phase(
  engine: Engine,
  deployment: Deployment,
  targets: readonly Target[],
  minimum: number,
  { first = 0, last, all = false }: { first?: number; last?: number; all?: boolean },
): Promise<boolean> {
  const done = last === undefined ? 'Succeeded' : 'Ready';
  const result = await rollOut({
    targets,
    minimum,
    deploy: (target) =>
      deployTo(engine, deployment, target, { events: target.events.slice(first, last), done }),
    isHalted: () => deployment.halt !== undefined,
  });
  const failed = all && targets.some(({ status }) => status === 'Failed');
  if (result === 'succeeded' && !failed && !deployment.halt) return true;
  const { status, error } = deployment.halt ?? {
    status: 'Failed',
    error: deploymentError('HEALTH_CONSTRAINTS'),
  };
  end(engine, deployment, status, error);
  return false;
}

/** "If traffic rerouting is not started before the end of the specified wait period, the deployment status is changed to Stopped." */
async function readyWait(engine: Engine, deployment: Deployment): Promise<boolean> {
  const option = deployment.settings.blueGreenDeploymentConfiguration?.deploymentReadyOption;
  if (option?.actionOnTimeout !== 'STOP_DEPLOYMENT') return true;
  deployment.status = 'Ready';
  note(engine, deployment);
  const over = await wait(engine, deployment, 'READY_WAIT', option.waitTimeInMinutes ?? 0);
  if (over === 'time' && !deployment.halt) {
    const message = 'The deployment was stopped because traffic rerouting was not started in time.';
    halt(deployment, {
      status: 'Stopped',
      error: deploymentError('TIMEOUT', message),
      rollBack: false,
    });
  }
  if (deployment.halt) {
    end(engine, deployment, deployment.halt.status, deployment.halt.error);
    return false;
  }
  deployment.status = 'InProgress';
  note(engine, deployment);
  return true;
}

async function terminate(
  engine: Engine,
  deployment: Deployment,
  original: readonly Instance[],
): Promise<void> {
  const option =
    deployment.settings.blueGreenDeploymentConfiguration?.terminateBlueInstancesOnDeploymentSuccess;
  if (option?.action === 'TERMINATE') {
    deployment.terminationWaitStarted = true;
    note(engine, deployment);
    await wait(engine, deployment, 'TERMINATION_WAIT', option.terminationWaitTimeInMinutes ?? 0);
    if (deployment.halt) {
      deployment.statusInfo = 'Instances in the original environment were not terminated.';
      return end(engine, deployment, deployment.halt.status, deployment.halt.error);
    }
  }
  deployment.provisioned = [];
  // Terminated or kept: they are no longer the group's.
  await remove(engine, deployment, original);
  end(engine, deployment, 'Succeeded');
}

/** Until the time is over, somebody continues the deployment, or it is halted. */
async function wait(
  engine: Engine,
  deployment: Deployment,
  kind: NonNullable<Deployment['wait']>['kind'],
  minutes: number,
): Promise<'time' | 'continued'> {
  const over = new AbortController();
  deployment.wait = { kind, over };
  await pause(engine, deployment, minutes * 60_000, over.signal);
  delete deployment.wait;
  return over.signal.aborted ? 'continued' : 'time';
}
