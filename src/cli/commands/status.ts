import { runId } from '../../ci/run.ts';
import { CancelledError, unlessCancelled } from '../../release/cancel.ts';
import type { EnvironmentStatus } from '../../release/environment-status.ts';
import { isAmiss, isUnread, readStatus } from '../../release/status/environment-status.ts';
import { judge } from '../../release/verdict.ts';
import { statusJson } from '../../report/status-json.ts';
import { overviewLines, statusLines } from '../../report/status-table.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { openSession } from '../open-session.ts';
import { shownEnvironments } from '../shown-environments.ts';
import { openVerifier } from '../verifier.ts';

const watchEvery = 10_000;

export async function statusCommand(
  inputs: InputsOf<'status'>,
  ports: CommandPorts,
): Promise<number> {
  const { env, clock, signal } = ports;
  const configurations = await shownEnvironments(inputs, ports);
  const sessions = configurations.map(({ shown: [first] }) => {
    const environment = { name: 'status', application: first?.application ?? '' };
    const session = { run: runId(env), environment, neededMs: 0, access: 'read' as const };
    return { aws: openSession(session, inputs, ports), memory: new Map() };
  });
  const verifier = openVerifier(
    ports,
    configurations.flatMap(({ secretNames }) => secretNames),
  );
  const probe = inputs.probe ? { probe: verifier.probe } : {};
  const look = () =>
    Promise.all(
      configurations.map(({ shown, others }, index) => {
        const session = sessions[index] as (typeof sessions)[number];
        return readStatus(shown, others, { ...session, clock, ...probe });
      }),
    );
  let code = 0;
  try {
    for (;;) {
      const statuses = await unlessCancelled(look, signal);
      show(statuses, inputs, ports);
      code = exitCode(statuses.flat(), inputs);
      if (!inputs.watch) return code;
      await clock.sleep(watchEvery, signal);
    }
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    // A signal is the only end of a watch, and no failure.
    return inputs.watch ? code : judge([], error.signal).exitCode;
  } finally {
    verifier.close();
    for (const { aws } of sessions) aws.close();
  }
}

function exitCode(statuses: readonly EnvironmentStatus[], { check }: { check: boolean }): number {
  return statuses.some((status) => isUnread(status) || (check && isAmiss(status))) ? 1 : 0;
}

function show(
  statuses: readonly (readonly EnvironmentStatus[])[],
  { json, watch }: InputsOf<'status'>,
  { host, clock }: CommandPorts,
): void {
  if (json) {
    host.result(statusJson(statuses.flat()));
    return;
  }
  const overview = statuses.length > 1 ? [...overviewLines(statuses), ''] : [];
  const lines = [...overview, ...statusLines(statuses.flat())];
  if (!watch) {
    host.print(lines.join('\n'));
    return;
  }
  const time = new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ');
  const text = [`${time} UTC`, '', ...lines].join('\n');
  if (host.draw) host.draw(text);
  else host.print(`\n${text}`);
}
