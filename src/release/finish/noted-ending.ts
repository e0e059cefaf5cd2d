import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { Destination, Environment } from '../../config/destination.ts';
import { isOver } from '../deployment/find-deployment.ts';
import type { Ending } from '../deployment/judge-deployment.ts';
import { isGood, type Rollback } from '../outcome.ts';
import type { Begun, LeftOver } from './interrupted-run.ts';

type Work = {
  destination: Destination;
  leftOver: LeftOver;
  environment: Pick<Environment, 'waves'>;
};

/** What the run itself had found out counts where it is worse than what CodeDeploy says, and never where it is better. */
export function withNoted(
  { info, ending }: { info: DeploymentInfo; ending: Ending },
  { outcome, isUnknown }: Begun,
  work: Work,
): Ending {
  const over = `the run was ${because(work.leftOver)}`;
  if (!outcome) return ending;
  if (ending.outcome !== 'not-verified') {
    const isKnown = isOver(info) && !isUnknown;
    return isKnown ? { ...ending, reason: `the run had found it ${outcome}` } : ending;
  }
  if (outcome === 'succeeded' && !isBaked(work))
    return { ...ending, reason: `${over} before its bake had ended` };
  if (outcome === 'succeeded')
    return { ...ending, outcome, reason: `it had succeeded before ${over}` };
  if (outcome === 'skipped' || outcome === 'never-started') return ending;
  const reason = `as the run had found before it was ${because(work.leftOver)}`;
  const { isUnchecked: _, ...found } = ending;
  return { ...found, outcome, reason };
}

/** As a run has it that is not interrupted: what goes back has not succeeded, whatever CodeDeploy said of it. */
export function withRollback(ending: Ending, rollback: Rollback, { ended }: LeftOver): Ending {
  const { reason: _, ...rest } = ending;
  if (rollback.status === 'succeeded') return { ...rest, outcome: 'rolled-back', rollback };
  const wentWell = isGood(ending.outcome) || ending.outcome === 'not-verified';
  const { deploymentId: id, status } = rollback;
  const what = status === 'unknown' ? 'is not known to have ended' : status;
  return {
    ...rest,
    outcome: wentWell ? 'failed' : ending.outcome,
    rollback,
    reason: ended
      ? `it was to be rolled back by ${id}: ${what}`
      : `the run was interrupted while it was rolled back by ${id}: ${what}`,
  };
}

/** Its notes may be open only because something of it goes on. */
export function because({ ended }: LeftOver): 'over' | 'interrupted' {
  return ended ? 'over' : 'interrupted';
}

/** Whether a destination's wave had baked to its end, or was not to bake: what goes back does not. */
function isBaked({ destination: { id }, leftOver, environment }: Work): boolean {
  const wave = environment.waves.find(({ destinations }) =>
    destinations.some((one) => one.id === id),
  );
  if (!wave || wave.bake === 0 || leftOver.command === 'rollback') return true;
  return leftOver.endedWaves?.has(wave.name) ?? false;
}
