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

/** A rule about groups must name one that there is, and hold for all that it names. */
export function refuseIdleRules({ groups: rules }: Scenario, { groups }: Seed): void {
  const ids = groups.map(({ destination }) => destination);
  const problems = rules.flatMap((rule, index): Problem[] => {
    const named = groups.filter((group) => isNamed(group, rule.destination));
    if (named.length > 0) return rule.zones ? withoutZones(named, index) : [];
    const message = `groups[${index}].destination of the scenario names none of ${enumerate(ids)}`;
    return [{ code: 'bad-value', message }];
  });
  if (problems.length > 0) throw new UsageError(problems);
}

/** AWS's own configurations do not go zone by zone, and a run names the one that it deploys with. */
function withoutZones(named: Seed['groups'], index: number): Problem[] {
  return named.flatMap(({ destination, deploymentConfig: name }): Problem[] => {
    if (!name?.startsWith('CodeDeployDefault.')) return [];
    const message = `groups[${index}].zones of the scenario: ${destination} is deployed to with ${name}, which is AWS’s own and does not go zone by zone`;
    const hint =
      'name a configuration of your own in "deploymentConfig", or leave the destination out of the rule';
    return [{ code: 'bad-value', message, hint, destination }];
  });
}
