import type { CloudWatchCalls } from '../../aws/cloudwatch.ts';
import type { Clock } from '../../clock.ts';
import type { Destination } from '../../config/destination.ts';
import type { Problem } from '../../problem.ts';
import { quoted } from '../../words/quoted.ts';
import { hasConsequence, type Seen, why } from '../run/watch.ts';
import { alarmWatches } from '../run/watches.ts';
import type { Finding } from './finding.ts';

/** Whether an alarm of a destination is on already, or cannot be read. */
export async function checkAlarms(
  destination: Destination,
  ports: { cloudwatch(): CloudWatchCalls; clock: Clock },
): Promise<Finding[]> {
  const watches = alarmWatches(destination, ports);
  const seen = await Promise.all(watches.map((watch) => watch.look(0)));
  return watches.flatMap((watch, index) => {
    const finding = findingOf(seen[index] as Seen, watch.name, destination);
    if (!finding) return [];
    const isInTheWay = hasConsequence(watch, finding.verdict);
    return [{ kind: isInTheWay ? 'problem' : 'unchecked', problem: finding.problem } as const];
  });
}

function findingOf(seen: Seen, name: string, { id }: Destination) {
  if ('holds' in seen && seen.holds) return undefined;
  const alarm = `alarm ${quoted(name)} of ${id}`;
  if (!('unknown' in seen)) {
    const problem: Problem = {
      code: 'alarm-on',
      destination: id,
      message: `${alarm}, before anything was deployed: ${why(seen)}`,
      hint: `wait until it is off, or pass --ignore-alarm ${quoted(name)}, which is recorded`,
    };
    return { verdict: 'fail' as const, problem };
  }
  const problem: Problem = {
    code: 'alarm-unreadable',
    destination: id,
    message: `${alarm}, whether it is on: ${why(seen)}`,
    hint: 'check that it exists and that the role may call cloudwatch:DescribeAlarms, or set "onInconclusive: continue" under "alarms"',
  };
  return { verdict: 'inconclusive' as const, problem };
}
