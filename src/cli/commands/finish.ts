import { readFileSync } from 'node:fs';
import { runId } from '../../ci/run-id.ts';
import type { Environment } from '../../config/destination.ts';
import { singleDestination } from '../../config/single.ts';
import { RefusedError, UsageError } from '../../problem.ts';
import type { RunEvent } from '../../release/events.ts';
import { mayBeAtWork } from '../../release/finish/at-work.ts';
import { finish } from '../../release/finish/finish-runs.ts';
import type { LeftOver } from '../../release/finish/interrupted-run.ts';
import { readLeftOvers } from '../../release/finish/read-notes.ts';
import { openNotes } from '../../release/finish/run-notes.ts';
import { noFacts } from '../../report/facts.ts';
import { jsonText } from '../../report/json.ts';
import { readEvents } from '../../report/read-events.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { openSession } from '../open-session.ts';
import { environmentOf, loadConfigured } from '../project.ts';
import { notesPaths, openRecorder, type Recorder } from '../recorder.ts';

/** Completes what runs in this folder have left behind, the oldest first; where none has, says so. */
export async function finishCommand(
  inputs: InputsOf<'finish'>,
  ports: CommandPorts,
): Promise<number> {
  const { env, host } = ports;
  const found = notesPaths(inputs, ports).flatMap(readLeftOvers);
  const unfinished = found.filter(({ leftOver }) => !reasonToLeave(leftOver, env)).reverse();
  if (unfinished.length === 0) {
    const why = reasonToLeave(found[0]?.leftOver, env);
    host.print(`nothing to finish: ${why}`);
    if (inputs.json) host.result(jsonText(noFacts));
    return 0;
  }
  const recorder = openRecorder(inputs, ports, { notes: false });
  const codes: number[] = [];
  const failures: unknown[] = [];
  try {
    for (const { path, leftOver } of unfinished) {
      // One run's trouble keeps none of the others from being finished.
      await finishOne(path, leftOver, { inputs, ports, recorder }).then(
        (code) => codes.push(code),
        (error) => failures.push(error),
      );
    }
    if (failures.length > 0) throw together(failures);
    if (inputs.json) host.result(jsonText(ports.host.facts));
    return Math.max(...codes);
  } finally {
    await recorder.close();
  }
}

type Occasion = { inputs: InputsOf<'finish'>; ports: CommandPorts; recorder: Recorder };

async function finishOne(
  path: string,
  leftOver: LeftOver,
  { inputs, ports, recorder }: Occasion,
): Promise<number> {
  const { clock, host, random, signal } = ports;
  const environment = await chooseEnvironment(leftOver, inputs, ports);
  refuseOtherBundle(leftOver, environment);
  recorder.goOnWith(host.scrub(eventsIn(path)));
  const session = { run: leftOver.run, environment, neededMs: 0 };
  const { exitCode } = await finish(
    { leftOver, environment },
    {
      clock,
      random,
      emit: recorder.emit,
      signal,
      openAws: () => openSession(session, inputs, ports),
    },
  );
  if (exitCode === 0) noteEnd(path, host.facts.finished);
  return exitCode;
}

/** What the run said about itself; nothing where its notes cannot be read, which is for its page alone. */
function eventsIn(path: string): RunEvent[] {
  try {
    return readEvents(readFileSync(path, 'utf8')).events;
  } catch {
    return [];
  }
}

/** A bug is told before refusals, and of these all. */
function together(failures: readonly unknown[]): unknown {
  const bug = failures.find((one) => !(one instanceof RefusedError || one instanceof UsageError));
  if (bug || failures.length === 1) return bug ?? failures[0];
  const problems = failures.flatMap((one) => (one as RefusedError | UsageError).problems);
  return new RefusedError(problems);
}

/** Where a CI names its runs, those of others are none of this job's business. */
function reasonToLeave(leftOver: LeftOver | undefined, env: CommandPorts['env']): string {
  if (!leftOver) return 'no run left notes here';
  const { run, finished, leased, begun } = leftOver;
  if (finished) return `run ${run} has ended`;
  const isLeaseLeft = leased && !mayBeAtWork(leftOver);
  if (!isLeaseLeft && begun.size === 0) return `run ${run} had not started a deployment`;
  const ours = runId(env);
  if (ours.startsWith('local:') || ours === run) return '';
  return `run ${run} is not this one, ${ours}`;
}

async function chooseEnvironment(
  { environment: name }: LeftOver,
  inputs: InputsOf<'finish'>,
  ports: CommandPorts,
): Promise<Environment> {
  if (inputs.deploymentGroup === undefined) {
    const project = await loadConfigured(inputs, ports, { canDescribe: true });
    return environmentOf(project, name, (secret) => ports.host.mask(secret));
  }
  const single = singleDestination(inputs);
  if (!single.ok) throw new UsageError(single.problems);
  return single.environment;
}

/** Its lease, its records and its deployments are not where those of another bundle are. */
function refuseOtherBundle({ run, bundleName: theirs }: LeftOver, environment: Environment): void {
  const ours = environment.bundleName;
  if (theirs === ours) return;
  const named = (name: string | undefined) =>
    name === undefined ? 'no bundle.name' : `the bundle "${name}"`;
  throw new UsageError([
    {
      code: 'other-bundle',
      message: `run ${run} deployed ${named(theirs)}, but this configuration has ${named(ours)}`,
      hint: 'run finish with the configuration of that run (--config)',
    },
  ]);
}

/** So that it is not finished a second time. */
function noteEnd(
  path: string,
  event: Parameters<ReturnType<typeof openNotes>['write']>[0] | undefined,
) {
  if (!event) return;
  const notes = openNotes(path, 'append');
  notes.write(event);
  notes.close();
}
