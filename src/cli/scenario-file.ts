import { resolve } from 'node:path';
import { isNamed } from '../emulator/scenario/group-definition.ts';
import { parseScenario, type Scenario } from '../emulator/scenario/scenario.ts';
import type { Seed } from '../emulator/service.ts';
import { type Problem, UsageError } from '../problem.ts';
import { readNamedFile } from '../read-named-file.ts';
import { enumerate } from '../words/closest.ts';

export const noScenario: Scenario = {
  groups: [],
  faults: [],
  outcomes: [],
  alarms: [],
  metrics: [],
  checks: [],
  meanwhile: [],
};

/** What people and other jobs do meanwhile is done by a search alone. */
export function refuseMeanwhile({ meanwhile }: Scenario): void {
  if (meanwhile.length === 0) return;
  throw new UsageError([
    {
      code: 'options-conflict',
      message: 'the scenario has "meanwhile", which only a search carries out',
      hint: 'fanout rehearse --search 1 --scenario FILE',
    },
  ]);
}

/** Rejects with a {@link UsageError} that holds every mistake of the file. */
export async function readScenario(path: string | undefined, cwd: string): Promise<Scenario> {
  if (path === undefined) return noScenario;
  let text: string;
  try {
    text = readNamedFile(resolve(cwd, path));
  } catch (error) {
    const message = `cannot read the scenario "${path}": ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unreadable', message }], { cause: error });
  }
  const parsed = parseScenario(text, path);
  if (!parsed.ok) throw new UsageError(parsed.problems);
  return parsed.scenario;
}

/** A rule about groups must name one that there is. */
export function refuseWithoutGroup({ groups: rules }: Scenario, { groups }: Seed): void {
  const ids = groups.map(({ destination }) => destination);
  const problems = rules.flatMap((rule, index): Problem[] => {
    if (groups.some((group) => isNamed(group, rule.destination))) return [];
    const message = `groups[${index}].destination of the scenario names none of ${enumerate(ids)}`;
    return [{ code: 'bad-value', message }];
  });
  if (problems.length > 0) throw new UsageError(problems);
}
