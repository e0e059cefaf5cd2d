import type { GroupView } from '../../emulator/codedeploy/view.ts';
import type { EventOf } from '../../release/events.ts';
import { readMarker } from '../../release/marker.ts';
import { type DestinationResult, isAsAsked } from '../../release/outcome.ts';
import type { JobOrder } from './job.ts';
import { groupOf, hasSucceeded, isOver, listed, type Report, type Sight, told } from './sight.ts';
import type { watchRecords } from './watch-records.ts';

type Spoken = { run: string; order: JobOrder; event: EventOf<'run-finished'> };

/** What a run says at its end must be so in AWS. */
export function watchVerdicts(
  sight: Sight,
  records: Pick<ReturnType<typeof watchRecords>, 'isProven' | 'of'>,
  report: Report,
) {
  return ({ run, order, event }: Spoken): void => {
    const { environment, command } = order;
    for (const result of event.results) {
      const group = groupOf(sight, environment, result.destination);
      if (group) judged(result, group, { run, report, isCancelled: isCut(event) });
      const { destination, deploymentId, version } = result;
      if (command === 'rollback' && deploymentId && version)
        if (!records.isProven(run, { environment, destination, version }))
          report(
            "a rollback's target was proven",
            `${version} in ${environment}/${destination}, by run ${run}`,
          );
    }
    if (event.exitCode !== 0 || event.results.length === 0 || command === 'stop') return;
    for (const { destination, outcome } of event.results)
      if (!isAsAsked(outcome) && outcome !== 'skipped')
        report('exit 0 is said of success alone', `run ${run}, ${destination}: ${outcome}`);
  };
}

function isCut({ exitCode }: Spoken['event']): boolean {
  return exitCode === 130 || exitCode === 143;
}

type Ear = { run: string; report: Report; isCancelled: boolean };

function judged(result: DestinationResult, group: GroupView, { run, report, isCancelled }: Ear) {
  const { deployments } = group;
  const { outcome, deploymentId, rollback, destination, isUnknown, reason = '' } = result;
  const one = deployments.find(({ id }) => id === deploymentId);
  const lie = (why: string) =>
    report("the verdict's words are true", `${destination}, run ${run}: "${outcome}", but ${why}`);
  if (outcome === 'succeeded' && !hasSucceeded(one)) lie(told(one));
  if (outcome === 'ready' && one?.status !== 'Ready') lie(told(one));
  if (outcome === 'not-verified' && one && !hasSucceeded(one)) lie(told(one));
  // A cancelled run asks for the stop and has no time to wait for it: its reason says so.
  if (outcome === 'stopped' && one && one.status !== 'Stopped' && !one.isHalted) lie(told(one));
  const mayGoOn = isCancelled || isUnknown || /still running/.test(reason);
  if (outcome === 'failed' && one && !isOver(one) && !mayGoOn) lie(told(one));
  if (outcome === 'failed' && one?.status === 'Succeeded' && !rollback && !reason) lie(told(one));
  const back = deployments.find(({ id }) => id === rollback?.deploymentId);
  if (rollback?.status === 'succeeded' && !hasSucceeded(back)) lie(told(back));
  if (outcome === 'rolled-back' && !rollback) lie('it names no rollback');
  if (rollback?.complete && back?.targets.some((status) => status !== 'Succeeded')) lie(told(back));
  // Another job of the same run brings another version.
  const own = deployments.filter(({ description }) => {
    const marker = readMarker(description);
    return marker?.run === run && (!result.version || marker.version === result.version);
  });
  if ((outcome === 'never-started' || outcome === 'skipped') && own.length > 0)
    lie(`there is ${listed(own)}`);
}
