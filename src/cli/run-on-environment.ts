import { runId } from '../ci/run-id.ts';
import { atAnyTime, type Environment } from '../config/destination.ts';
import { environmentNames } from '../config/environment-names.ts';
import { type Overrides, withOverrides } from '../config/overrides.ts';
import type { Selection } from '../config/select.ts';
import { UsageError } from '../problem.ts';
import { longestRun } from '../release/guard/guard.ts';
import type { RunPorts } from '../release/run/run-ports.ts';
import type { RunResult } from '../release/run/run-release.ts';
import { actorOf } from './actor.ts';
import type { CommandPorts } from './command-ports.ts';
import { conclude } from './conclude.ts';
import { growHeapSlowly } from './heap-growth.ts';
import { openSession, type SessionInputs } from './open-session.ts';
import { mayBeEmulated, otherEndpoint } from './other-endpoint.ts';
import { plainSecrets } from './plain-secrets.ts';
import { environmentOf, loadConfigured, type Project, selected } from './project.ts';
import { openRecorder } from './recorder.ts';
import { openVerifier } from './verifier.ts';

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
  const { env, host, clock, random, signal } = ports;
  const mask = (secret: string) => host.mask(secret);
  const project = await loadConfigured(inputs, ports);
  const whole = environmentOf(project, inputs.environment ?? '', mask);
  const overridden = withOverrides(selected(whole, inputs), inputs);
  if (!overridden.ok) throw new UsageError(overridden.problems);
  const environment = ports.isRehearsal
    ? atAnyTime(overridden.environment)
    : overridden.environment;
  growHeapSlowly(environment);
  const run = runId(env, random);
  const recorder = openRecorder(inputs, ports, { environment });
  const { noteRequest: onRequest } = recorder;
  const session = { run, environment, neededMs: longestRun(environment), onRequest };
  const secretNames = environmentNames(project.configuration?.definition);
  const verifier = openVerifier(ports, secretNames);
  for (const notice of otherEndpoint(environment, ports)) recorder.emit(notice);
  for (const problem of plainSecrets(environment, secretNames, env))
    recorder.emit({ kind: 'notice', level: 'warning', problem });
  try {
    const running = work({
      project,
      environment,
      run,
      mask,
      ports: {
        clock,
        random,
        emit: recorder.emit,
        signal,
        by: actorOf(env, run),
        openAws: () => openSession(session, inputs, ports),
        verify: verifier.verify,
        ask: verifier.ask,
        isStrict: ports.isStrict,
        emulated: mayBeEmulated(ports),
        isAttended: ports.terminal !== undefined,
      },
    });
    return await conclude(running, inputs, host);
  } finally {
    verifier.close();
    await recorder.close();
  }
}

/** Words that are recorded, as one line. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
