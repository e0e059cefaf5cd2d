import { describeFault } from '../../aws/advice.ts';
import type { AwsSession } from '../../aws/session.ts';
import { allDestinations, type Environment, wholeOf } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import { giveLeaseBack, readLease } from '../guard/find-lease.ts';
import type { GuardPorts } from '../guard/guard.ts';
import { recordsDestinationOf } from '../guard/home-choice.ts';
import { asRefusal, homesOf } from '../guard/homes.ts';
import { leaseKey } from '../object-keys.ts';
import type { RunResult } from '../run/run-release.ts';
import { runStarted } from '../run/run-started.ts';
import { timing } from '../timing.ts';
import { judge } from '../verdict.ts';
import { mayBeAtWork } from './at-work.ts';
import { recordFinished } from './finish-record.ts';
import type { LeftOver } from './interrupted-run.ts';
import { settle } from './settle.ts';

export type FinishRequest = {
  leftOver: LeftOver;
  /** As the configuration has it: roles, groups and buckets come from there alone. */
  environment: Environment;
};

export type FinishPorts = GuardPorts & { openAws(): AwsSession };

/**
 * Does what an interrupted run could not: stops its deployments or leaves them, as `onCancel` has it, says
 * what became of each, writes the run's record and gives its lease back. The notes say only where to look:
 * nothing is touched that CodeDeploy does not show to be this run's. Exit code 1: something is left over, or it
 * could not be looked whether it is. A lease alone is not, for it runs out by itself.
 */
export async function finish(
  { leftOver, environment: whole }: FinishRequest,
  ports: FinishPorts,
): Promise<RunResult> {
  const environment = coveredBy(leftOver, whole);
  const { clock, emit } = ports;
  const { run, begun } = leftOver;
  const started = clock.now();
  emit(runStarted({ command: 'finish', environment, run }));
  const destinations = allDestinations(environment);
  const isKnown = warnOfStrangers(leftOver, environment, ports);

  const aws = ports.openAws();
  try {
    if (mayBeAtWork(leftOver)) await refuseAtWork({ leftOver, environment, aws }, ports);
    aws.announce(destinations);
    const settled = await mapLimited(destinations, timing.atOnce.requests, async (destination) => {
      const one = await settle(destination, { ...ports, leftOver, aws, environment });
      emit({ kind: 'finished', destination: destination.id, result: one.result });
      return one;
    });
    const isTouched = destinations.some(({ id }) => begun.has(id));
    const isRecorded =
      !isTouched || (await recordFinished(settled, { leftOver, environment, aws }, ports));
    const isFree = await freeLease({ leftOver, environment, aws }, ports);
    const results = settled.map(({ result }) => result);
    const { verdict } = judge(results);
    const isDone =
      (isFree || begun.size === 0) &&
      isKnown &&
      isRecorded &&
      settled.every(({ isSettled }) => isSettled);
    const exitCode = isDone ? 0 : 1;
    const seconds = (clock.now() - started) / 1000;
    emit({ kind: 'run-finished', verdict, exitCode, seconds, results });
    return { verdict, exitCode, results };
  } finally {
    aws.close();
  }
}

/** What the run had to do with: of the rest of the environment there is nothing to tell. */
function coveredBy({ part, begun }: LeftOver, environment: Environment): Environment {
  if (!part) return environment;
  const ids = new Set([...part, ...begun.keys()]);
  const waves = environment.waves
    .map((wave) => ({
      ...wave,
      destinations: wave.destinations.filter(({ id }) => ids.has(id)),
    }))
    .filter(({ destinations }) => destinations.length > 0);
  const whole = { whole: allDestinations(environment), earlier: [] };
  return {
    ...environment,
    waves,
    recordsDestination: recordsDestinationOf(environment),
    part: whole,
  };
}

type Work = FinishRequest & { aws: AwsSession };

/** A run that is at work renews its lease; one that is not has none after three minutes at most. */
async function refuseAtWork(
  { leftOver: { run, process: noted }, environment, aws }: Work,
  { clock }: FinishPorts,
): Promise<void> {
  const key = leaseKey(environment);
  aws.announce(wholeOf(environment));
  const reading = { clock, unread: () => undefined };
  const lease = await readLease(homesOf(environment, aws), key, reading).catch((error) => {
    throw asRefusal(error, environment, 's3:GetObject');
  });
  if (lease?.run !== run) return;
  const where = noted ? ` as process ${noted.pid} of ${noted.host}` : '';
  throw new RefusedError([
    {
      code: 'lease-taken',
      message: `run ${run} is at work${where}, and holds the lease of this environment`,
      hint: 'stop it with Ctrl-C; if it was killed, its lease expires within three minutes',
    },
  ]);
}

async function freeLease(
  { leftOver, environment, aws }: Work,
  { clock, emit }: FinishPorts,
): Promise<boolean> {
  const recordsDestination = recordsDestinationOf(environment);
  try {
    const key = leaseKey(environment);
    if (await giveLeaseBack(homesOf(environment, aws), key, leftOver, clock))
      emit({ kind: 'step', text: `released the lease of run ${leftOver.run}` });
    return true;
  } catch (error) {
    const { message, ...rest } = describeFault(error, {
      destination: recordsDestination,
      operation: 's3:PutObject',
    });
    const said = `the lease could not be released: ${message}`;
    const problem: Problem = { ...rest, code: 'record-unwritten', message: said };
    emit({ kind: 'notice', level: 'warning', problem });
    return false;
  }
}

/** Tells what the configuration does not know; gives whether all that was begun there is known to have ended. */
function warnOfStrangers(
  { begun }: LeftOver,
  environment: Environment,
  { emit }: FinishPorts,
): boolean {
  const known = new Set(allDestinations(environment).map(({ id }) => id));
  const strangers = [...begun].filter(([id]) => !known.has(id));
  for (const [id] of strangers) {
    const problem: Problem = {
      code: 'unknown-destination',
      message: `the run had begun to deploy to "${id}", which is not in the configuration`,
      hint: 'run finish with the configuration of that run; without it, fanout cannot know what is running there',
    };
    emit({ kind: 'notice', level: 'warning', problem });
  }
  return strangers.every(([, { outcome, undo }]) => {
    const last = undo ? undo.outcome : outcome;
    return last === 'succeeded' || last === 'rolled-back';
  });
}
