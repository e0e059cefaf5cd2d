import { runId } from '../ci/run-id.ts';
import type { Environment } from '../config/destination.ts';
import { environmentNames } from '../config/environment-names.ts';
import { actorOf } from './actor.ts';
import type { CommandPorts } from './command-ports.ts';
import { compilingLess } from './compile-less.ts';
import { growHeapSlowly } from './heap-growth.ts';
import { mayBeEmulated, otherEndpoint } from './other-endpoint.ts';
import { plainSecrets } from './plain-secrets.ts';
import type { Project } from './project.ts';
import { openRecorder } from './recorder.ts';
import { openVerifier } from './verifier.ts';

/** What records, shows and verifies a run, and what is to be said before it begins. */
export function openRun(
  { project, environment }: { project: Project; environment: Environment },
  inputs: Parameters<typeof openRecorder>[0],
  ports: CommandPorts,
) {
  const { env, clock, random, signal, isStrict, terminal } = ports;
  growHeapSlowly(environment);
  const run = runId(env, random);
  const recorder = openRecorder(inputs, ports, { environment });
  const { folder, noteRequest: onRequest } = recorder;
  // In a rehearsal AWS and its hosts are in this process as well.
  const compiling = ports.isRehearsal ? undefined : compilingLess(recorder.emit);
  const { emit } = compiling ?? recorder;
  const secretNames = environmentNames(project.configuration?.definition);
  const verifier = openVerifier(ports, secretNames);
  for (const notice of otherEndpoint(environment, ports)) emit(notice);
  for (const problem of plainSecrets(environment, secretNames, env))
    emit({ kind: 'notice', level: 'warning', problem });
  return {
    run,
    /** Where its notes are. */
    folder,
    onRequest,
    ports: {
      clock,
      random,
      emit,
      signal,
      by: actorOf(env, run),
      verify: verifier.verify,
      ask: verifier.ask,
      isStrict,
      emulated: mayBeEmulated(ports),
      isAttended: terminal !== undefined,
    },
    async close(): Promise<void> {
      verifier.close();
      compiling?.end();
      await recorder.close();
    },
  };
}
