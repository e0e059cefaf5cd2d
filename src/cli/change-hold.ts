import { runId } from '../ci/run-id.ts';
import { type Environment, wholeOf } from '../config/destination.ts';
import type { Selection } from '../config/select.ts';
import { defined } from '../defined.ts';
import { unreadProblem } from '../release/guard/homes.ts';
import { missingProblem } from '../release/guard/missing-problem.ts';
import type { HoldChange, HoldPorts } from '../release/guard/set-hold.ts';
import type { Hold, PlannedFreeze } from '../release/hold.ts';
import { machineJson } from '../report/machine-json.ts';
import { actorOf } from './actor.ts';
import type { CommandPorts } from './command-ports.ts';
import { openSession } from './open-session.ts';
import { environmentOf, loadConfigured } from './project.ts';
import { type EnvironmentInputs, inOneLine } from './run-on-environment.ts';

type HoldInputs = Omit<EnvironmentInputs, keyof Selection> & { reason?: string | undefined };
type Change = (
  environment: Environment,
  words: { reason: string; by: string },
  ports: HoldPorts,
) => Promise<HoldChange>;

/** Changes the hold of an environment, and says what holds now. */
export async function changeHold(
  command: 'hold' | 'unhold',
  inputs: HoldInputs,
  ports: CommandPorts,
  work: Change,
): Promise<number> {
  const { env, host, clock } = ports;
  const project = await loadConfigured(inputs, ports);
  const name = inputs.environment ?? '';
  const environment = environmentOf(project, name, (secret) => host.mask(secret));
  const run = runId(env);
  const aws = openSession({ run, environment, neededMs: 0 }, inputs, ports);
  try {
    aws.announce(wholeOf(environment));
    const words = { reason: inOneLine(inputs.reason ?? ''), by: actorOf(env, run) };
    const change = await work(environment, words, {
      aws,
      clock,
      unread: (home, error) =>
        host.problems([unreadProblem(`whether ${name} is held in`, home, error)], 'warning'),
    });
    host.print(describe(name, change));
    if (inputs.json) host.result(machineJson({ command, environment: name, ...shown(change) }));
    if (!change.missing) return 0;
    host.problems([missingProblem(environment, change.missing, command)], 'error');
    return 1;
  } finally {
    aws.close();
  }
}

function describe(environment: string, change: HoldChange): string {
  const { now, before, lifted = [], planned } = change;
  if (planned) return `${environment} is held ${duringText(planned)}`;
  const gone = lifted.map((freeze) => `\nlifted: held ${duringText(freeze)}`).join('');
  return `${holdText(environment, { ...defined({ now, before }) }, lifted.length > 0)}${gone}`;
}

function duringText({ from, until, by, reason }: PlannedFreeze): string {
  return `from ${from} to ${until} by ${by}: ${reason}`;
}

function holdText(
  environment: string,
  { now, before }: Pick<HoldChange, 'now' | 'before'>,
  isLifted: boolean,
): string {
  const earlier = before ? ` (before: ${since(before)})` : '';
  if (now) return `${environment} is held ${since(now)}${earlier}`;
  return before || isLifted
    ? `${environment} is no longer held${earlier}`
    : `${environment} is not held, so there is nothing to lift`;
}

function since({ time, by, reason }: Hold): string {
  return `since ${time} by ${by}: ${reason}`;
}

function shown({ now, before, planned, lifted = [], missing = [] }: HoldChange) {
  return {
    held: now !== undefined,
    hold: now ?? null,
    before: before ?? null,
    planned: planned ?? null,
    lifted,
    missing,
  };
}
