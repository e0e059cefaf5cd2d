import { atAnyTime, type Environment } from '../config/destination.ts';
import { type Overrides, withOverrides } from '../config/overrides.ts';
import type { Selection } from '../config/select.ts';
import { UsageError } from '../problem.ts';
import { longestRun } from '../release/guard/guard.ts';
import type { RunPorts } from '../release/run/run-ports.ts';
import type { RunResult } from '../release/run/run-release.ts';
import type { CommandPorts } from './command-ports.ts';
import { conclude } from './conclude.ts';
import { openRun } from './open-run.ts';
import { openSession, type SessionInputs } from './open-session.ts';
import { environmentOf, loadConfigured, type Project, selected } from './project.ts';

export type EnvironmentInputs = Overrides &
  Selection &
  SessionInputs & {
    config?: string | undefined;
    var: Record<string, string>;
    environment?: string | undefined;
    ignoreAlarm?: string[] | undefined;
    version?: string | undefined;
    events?: string | undefined;
    page?: string | undefined;
    json: boolean;
  };

/** An environment of the configuration, and all that a run needs that builds nothing. */
export type Occasion = {
  project: Project;
  environment: Environment;
  run: string;
  ports: RunPorts;
  mask(secret: string): void;
};

/** Carries out a run with what records and shows it, and gives its exit code. */
export async function runOnEnvironment(
  inputs: EnvironmentInputs,
  ports: CommandPorts,
  work: (occasion: Occasion) => Promise<RunResult>,
): Promise<number> {
  const { host } = ports;
  const mask = (secret: string) => host.mask(secret);
  const project = await loadConfigured(inputs, ports);
  const whole = environmentOf(project, inputs.environment ?? '', mask);
  const overridden = withOverrides(selected(whole, inputs), inputs);
  if (!overridden.ok) throw new UsageError(overridden.problems);
  const environment = ports.isRehearsal
    ? atAnyTime(overridden.environment)
    : overridden.environment;
  const place = { project, environment };
  const { run, onRequest, ports: common, close } = openRun(place, inputs, ports);
  const session = { run, environment, neededMs: longestRun(environment), onRequest };
  try {
    const openAws = () => openSession(session, inputs, ports);
    const running = work({ project, environment, run, mask, ports: { ...common, openAws } });
    return await conclude(running, inputs, host);
  } finally {
    await close();
  }
}

/** Words that are recorded, as one line. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
