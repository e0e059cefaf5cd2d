import { runId } from '../../ci/run.ts';
import type { Environment } from '../../config/destination.ts';
import { type Problem, UsageError } from '../../problem.ts';
import { CancelledError, unlessCancelled } from '../../release/cancel.ts';
import { type EnvironmentStatus, isAmiss, isUnread, readStatus } from '../../release/status.ts';
import type { Memory } from '../../release/status-memory.ts';
import { judge } from '../../release/verdict.ts';
import { statusJson } from '../../report/status-json.ts';
import { statusLines } from '../../report/status-table.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { openSession } from '../open-session.ts';
import { environmentOf, loadProject, type Project } from '../project.ts';
import { openVerifier } from '../verifier.ts';

const watchEvery = 10_000;

export async function statusCommand(
  inputs: InputsOf<'status'>,
  ports: CommandPorts,
): Promise<number> {
  const { env, clock, signal } = ports;
  // What a release would be called is of no interest here.
  const settings = { ...inputs, version: '0', appspec: [], exclude: [] };
  const project = await loadProject(settings, ports, { required: true });
  const { environments = [] } = project.configuration ?? {};
  const names = inputs.environments.length > 0 ? [...new Set(inputs.environments)] : environments;
  const shown = environmentsOf(names, project, ports);
  const before = new Set(shown.flatMap(({ after }) => after));
  const others = environmentsOf(
    [...before].filter((name) => !names.includes(name)),
    project,
    ports,
  );
  const application = shown[0]?.application ?? '';
  const session = { run: runId(env), environment: { name: 'status', application } };
  const aws = openSession({ ...session, neededMs: 0, access: 'read' }, inputs, ports);
  const verifier = openVerifier(ports);
  const memory: Memory = new Map();
  const look = () =>
    readStatus(shown, others, {
      aws,
      clock,
      memory,
      ...(inputs.probe ? { probe: verifier.ask } : {}),
    });
  let code = 0;
  try {
    for (;;) {
      const statuses = await unlessCancelled(look, signal);
      show(statuses, inputs, ports);
      code = exitCode(statuses, inputs);
      if (!inputs.watch) return code;
      await clock.sleep(watchEvery, signal);
    }
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    // A signal is the only end of a watch, and no failure.
    return inputs.watch ? code : judge([], error.signal).exitCode;
  } finally {
    verifier.close();
    aws.close();
  }
}

function exitCode(statuses: readonly EnvironmentStatus[], { check }: { check: boolean }): number {
  return statuses.some((status) => isUnread(status) || (check && isAmiss(status))) ? 1 : 0;
}

function show(
  statuses: readonly EnvironmentStatus[],
  { json, watch }: InputsOf<'status'>,
  { host, clock }: CommandPorts,
): void {
  if (json) {
    host.result(statusJson(statuses));
    return;
  }
  const lines = statusLines(statuses);
  if (!watch) {
    host.print(lines.join('\n'));
    return;
  }
  const time = new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ');
  const text = [`${time} UTC`, '', ...lines].join('\n');
  if (host.draw) host.draw(text);
  else host.print(`\n${text}`);
}

/** Every mistake is told at once. */
function environmentsOf(
  names: readonly string[],
  project: Project,
  { host }: CommandPorts,
): Environment[] {
  const problems: Problem[] = [];
  const environments = names.flatMap((name) => {
    try {
      return [environmentOf(project, name, (secret) => host.mask(secret))];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new UsageError(problems);
  return environments;
}
