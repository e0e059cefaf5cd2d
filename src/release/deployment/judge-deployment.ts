import { adviceForCause, adviceForFault } from '../../aws/advice.ts';
import { faultText } from '../../aws/fault-text.ts';
import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import {
  type Cause,
  type DestinationResult,
  isGood,
  noInstances,
  type Rollback,
} from '../outcome.ts';
import type { Creation } from './creation.ts';
import { causesOf, countsOf } from './deployment-causes.ts';
import type { Followed } from './follow.ts';
import { gapsOf, lackedIn } from './gaps.ts';
import { unknownCreation } from './unknown-creation.ts';

/** How a destination ended, without the names and times that its caller knows. */
export type Ending = Pick<
  DestinationResult,
  | 'outcome'
  | 'causes'
  | 'reason'
  | 'rollback'
  | 'instances'
  | 'checks'
  | 'isUnknown'
  | 'goesOn'
  | 'consoleUrl'
  | 'isUnchecked'
>;

/** Why a deployment was stopped by this run. */
export type Interruption = {
  outcome: 'timed-out' | 'stopped' | 'not-verified' | 'failed';
  reason: string;
  causes?: Cause[];
};

/** What a deployment that was followed to its end came to, with its rollback and its related deployments. */
export function judgeDeployment(
  followed: Followed,
  destination: Destination,
  {
    emulated,
    interruption,
    rollback,
    related,
  }: {
    /** Otherwise nothing that an instance says makes a deployment one that was not rehearsed. */
    emulated: boolean;
    interruption: Interruption | undefined;
    rollback: Rollback | undefined;
    related: readonly Followed[];
  },
): Ending {
  const alone = withRelated(
    judgeAlone(followed, destination, { interruption, emulated }),
    related,
    destination,
  );
  const wentBack =
    rollback?.status === 'succeeded' && ['failed', 'stopped'].includes(alone.outcome);
  return {
    ...alone,
    ...(wentBack && { outcome: 'rolled-back' }),
    ...defined({ rollback }),
  };
}

/** What becomes of a destination for which no deployment of ours is known. */
export function judgeMissing(
  creation: Extract<Creation, { refused: string } | { unknown: string }>,
  destination: Destination,
): Ending {
  const isSure = 'refused' in creation;
  const operation = 'codedeploy:CreateDeployment';
  const { fault } = creation;
  const message = isSure ? creation.refused : creation.unknown;
  const cause = withAdvice({ instances: [], of: 0, message });
  const advice = cause.advice ?? (fault && adviceForFault(fault, { destination, operation }));
  return {
    outcome: isSure ? 'never-started' : 'failed',
    instances: noInstances,
    causes: [advice ? { ...cause, advice } : cause],
    ...(isSure ? { reason: 'no deployment was created' } : unknownCreation(destination)),
  };
}

function judgeAlone(
  followed: Followed,
  destination: Destination,
  { interruption, emulated }: { interruption: Interruption | undefined; emulated: boolean },
): Ending {
  const { end, info, targets, goesOn } = followed;
  if (end === 'lost' || !info) return judgeLost(followed, destination, interruption);
  const instances = countsOf(info);
  const causes = causesOf(info, targets, adviceForCause);
  if (end === 'shifted' || info.status === 'Succeeded')
    return judgeSucceeded(
      { instances, causes, gaps: emulated ? gapsOf(targets) : [] },
      destination,
    );
  if (end === 'ready') return { outcome: 'ready', instances, causes: [], reason: leftReady };
  if (interruption) {
    const ended = { causes, ...interruption, instances };
    if (end !== 'expired') return ended;
    return { ...ended, reason: `${interruption.reason}${stillRuns(goesOn)}`, goesOn: true };
  }
  if (info.errorInformation?.code === 'NO_INSTANCES' && destination.empty === 'skip')
    return {
      outcome: 'skipped',
      instances,
      causes: [],
      reason: 'the deployment group has no instances',
    };
  return { outcome: info.status === 'Stopped' ? 'stopped' : 'failed', instances, causes };
}

const leftReady = 'its new instances wait for traffic (onReady: leave)';

function stillRuns(goesOn = false): string {
  return goesOn
    ? '; it could not be stopped and is still running'
    : '; fanout asked CodeDeploy to stop it, but scripts are still running on its instances';
}

function judgeLost(
  { info, fault, unreadSince }: Followed,
  destination: Destination,
  interruption: Interruption | undefined,
): Ending {
  const why = interruption ? `${interruption.reason}; ` : '';
  const since = unreadSince === undefined ? '' : ` since ${timeOfDay(unreadSince)}`;
  return {
    outcome: 'failed',
    instances: info ? countsOf(info) : noInstances,
    causes: [unreadable(fault, destination)],
    reason: `${why}the outcome of the deployment is unknown: it could not be read${since}`,
    isUnknown: true,
  };
}

/** CodeDeploy calls a deployment succeeded that left as many instances healthy as its configuration asks for. */
function judgeSucceeded(
  { instances, causes, gaps }: Pick<Ending, 'instances' | 'causes'> & { gaps: Cause[] },
  { failedInstances }: Destination,
): Ending {
  if (gaps.length > 0 && (instances.failed === 0 || failedInstances === 'warn')) {
    const failed = instances.failed === 0 ? [] : causes;
    const reason = lackedIn(gaps);
    return { outcome: 'not-rehearsed', instances, causes: [...failed, ...gaps], reason };
  }
  if (instances.failed === 0) return { outcome: 'succeeded', instances, causes: [] };
  return {
    outcome: failedInstances === 'fail' ? 'failed' : 'succeeded',
    instances,
    causes,
    reason: `CodeDeploy says succeeded, but ${instances.failed} of its instances failed`,
  };
}

/** Instances that joined meanwhile run the release only where their own deployments have succeeded on them, too. */
function withRelated(
  judged: Ending,
  related: readonly Followed[],
  destination: Destination,
): Ending {
  const { failedInstances } = destination;
  const behind = related.filter(leftBehind);
  if (behind.length === 0 || !isGood(judged.outcome)) return judged;
  const isBorne = failedInstances === 'warn' && behind.every(hasSucceeded);
  const ids = behind.map(({ info }) => info?.deploymentId ?? '(unread)').join(', ');
  return {
    ...judged,
    outcome: isBorne ? judged.outcome : 'failed',
    causes: [...judged.causes, ...behind.flatMap((one) => causesOfRelated(one, destination))],
    reason: `instances that joined meanwhile were not${isBorne ? ' all' : ''} updated: ${ids}`,
  };
}

function leftBehind(followed: Followed): boolean {
  const { info } = followed;
  // They have left again.
  if (info?.errorInformation?.code === 'NO_INSTANCES') return false;
  return !hasSucceeded(followed) || (info !== undefined && countsOf(info).failed > 0);
}

function hasSucceeded({ info }: Followed): boolean {
  return info?.status === 'Succeeded';
}

function causesOfRelated({ info, targets, fault }: Followed, destination: Destination): Cause[] {
  if (fault) return [unreadable(fault, destination)];
  return info ? causesOf(info, targets, adviceForCause) : [];
}

function timeOfDay(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

function unreadable(fault: Followed['fault'], destination: Destination): Cause {
  const message = fault ? faultText(fault) : 'it could not be read';
  const operation = 'codedeploy:BatchGetDeployments';
  const advice = fault && adviceForFault(fault, { destination, operation });
  return { instances: [], of: 0, message, ...defined({ advice }) };
}

function withAdvice(cause: Cause): Cause {
  const advice = adviceForCause(cause);
  return advice ? { ...cause, advice } : cause;
}
