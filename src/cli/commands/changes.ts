import { resolve } from 'node:path';
import { writeReportFile } from '../../ci/report-file.ts';
import { runId } from '../../ci/run-id.ts';
import { defined } from '../../defined.ts';
import { type Problem, UsageError } from '../../problem.ts';
import { CancelledError, unlessCancelled } from '../../release/cancel.ts';
import { type Changes, isUntold } from '../../release/changes.ts';
import { readChanges } from '../../release/status/read-changes.ts';
import { readStatus } from '../../release/status/read-status.ts';
import { judge } from '../../release/verdict.ts';
import { changesJson } from '../../report/changes-json.ts';
import { changesMarkdown } from '../../report/changes-markdown.ts';
import { changesLines } from '../../report/changes-text.ts';
import type { CommandPorts } from '../command-ports.ts';
import { commitsBetween } from '../commits-between.ts';
import type { InputsOf } from '../inputs.ts';
import { openSession } from '../open-session.ts';
import { environmentOf, loadProject } from '../project.ts';
import { sourceNames } from '../source-names.ts';

/** Tells what a promotion into an environment would bring. */
export async function changesCommand(
  inputs: InputsOf<'changes'>,
  ports: CommandPorts,
): Promise<number> {
  const { host, signal } = ports;
  try {
    const changes = host.scrub(await unlessCancelled(() => lookAt(inputs, ports), signal));
    if (inputs.out !== undefined) keep(inputs.out, changes, ports);
    if (inputs.json) host.result(changesJson(changes));
    else host.print(changesLines(changes).join('\n'));
    return isUntold(changes) ? 1 : 0;
  } catch (error) {
    if (error instanceof CancelledError) return judge([], error.signal).exitCode;
    throw error;
  }
}

/** The notes of the release that a promotion would make, for whoever makes it. */
function keep(out: string, changes: Changes, { cwd }: CommandPorts): void {
  try {
    writeReportFile(resolve(cwd, out), changesMarkdown(changes), 'chosen');
  } catch (error) {
    const message = `cannot write the notes "${out}": ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unwritable', message }]);
  }
}

async function lookAt(inputs: InputsOf<'changes'>, ports: CommandPorts): Promise<Changes> {
  const { host, env, clock, signal } = ports;
  // What a release of this checkout would be called is of no interest here.
  const settings = { ...inputs, version: '0', appspec: [], exclude: [] };
  const project = await loadProject(settings, ports, { required: true });
  if (inputs.environment === undefined) throw new UsageError([noEnvironment]);
  const named = (name: string) => environmentOf(project, name, (secret) => host.mask(secret));
  const environment = named(inputs.environment);
  const sources = sourceNames(environment, inputs.from).map(named);
  const session = { run: runId(env), environment, neededMs: 0, access: 'read' as const };
  const aws = openSession(session, inputs, ports);
  try {
    const [status] = await readStatus([environment], [], { aws, clock, memory: new Map() });
    const { version } = inputs;
    return await readChanges(
      { environment, sources, ...defined({ version }) },
      status?.destinations ?? [],
      {
        aws,
        clock,
        signal,
        listings: new Map(),
        commits: (before, after) => commitsBetween({ folder: project.folder, env }, before, after),
      },
    );
  } finally {
    aws.close();
  }
}

const noEnvironment: Problem = { code: 'no-environment', message: 'no environment is given' };
