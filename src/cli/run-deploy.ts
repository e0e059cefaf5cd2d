import { join } from 'node:path';
import type { Bundle } from '../bundle/bundle.ts';
import { runId } from '../ci/run-id.ts';
import { ciBuild } from '../ci/systems.ts';
import type { Environment } from '../config/destination.ts';
import { environmentNames } from '../config/environment-names.ts';
import type { Emit } from '../release/events.ts';
import { longestRun } from '../release/guard/guard.ts';
import { deploy } from '../release/run/deploy-release.ts';
import { actorOf } from './actor.ts';
import type { CommandPorts } from './command-ports.ts';
import { conclude } from './conclude.ts';
import { countRun } from './count-run.ts';
import { digestFrom } from './digest-from.ts';
import { forgetZips } from './forget-zips.ts';
import { growHeapSlowly } from './heap-growth.ts';
import type { InputsOf } from './inputs.ts';
import { makeBundle } from './make-bundle.ts';
import { openSession } from './open-session.ts';
import { originOf } from './origin.ts';
import { mayBeEmulated, otherEndpoint } from './other-endpoint.ts';
import { plainSecrets } from './plain-secrets.ts';
import { readPlan } from './plan-file.ts';
import { environmentOf, type Project } from './project.ts';
import { openRecorder } from './recorder.ts';
import { inOneLine } from './run-on-environment.ts';
import { openVerifier } from './verifier.ts';

export type DeployHooks = {
  /**
   * Called with the bundle before credentials are asked for; a rehearsal prepares its world with it, and says in `tell` what
   * it is at.
   */
  onBundle?(bundle: Bundle, tell: (step: string) => void): Promise<void>;
  /** Gives the bundle instead of building it. */
  makeBundle?(): Promise<Bundle>;
  /** Why to go on without proof, asked once there is a bundle. */
  withoutProof?(): string | undefined;
  /** Called once what is deployed is proven, before anything else is asked of AWS. */
  onProven?(): void;
};

/** Deploys a project to one of its environments, recorded and shown, and gives the exit code. */
export async function runDeploy(
  { project, environment }: { project: Project; environment: Environment },
  inputs: InputsOf<'deploy'>,
  ports: CommandPorts,
  { onBundle, makeBundle: given, ...hooks }: DeployHooks,
): Promise<number> {
  const { env, host, clock, random, signal } = ports;
  growHeapSlowly(environment);
  const run = runId(env, random);
  const { version, versionGiven, variables } = project;
  const { commit } = variables;
  const sources = environment.after.map((name) =>
    environmentOf(project, name, (secret) => host.mask(secret)),
  );

  const recorder = openRecorder(inputs, ports, { environment });
  const out = join(recorder.folder, `${version}.zip`);
  forgetZips(recorder.folder);
  const secretNames = environmentNames(project.configuration?.definition);
  const verifier = openVerifier(ports, secretNames);
  for (const notice of otherEndpoint(environment, ports)) recorder.emit(notice);
  for (const problem of plainSecrets(environment, secretNames, env))
    recorder.emit({ kind: 'notice', level: 'warning', problem });
  const countBefore = (what: string) =>
    countRun(recorder.folder, `${run} ${what.replace(/\s+/g, ' ')}`);
  const sourceGiven = inputs.source !== undefined;
  const step = { leg: inputs.leg, sourceGiven, countBefore };
  const origin = originOf(project, environment, step, ports);
  const { noteRequest: onRequest } = recorder;
  const session = { run, version, environment, neededMs: longestRun(environment), onRequest };
  try {
    const running = deploy(
      {
        environment,
        version,
        versionGiven,
        sourceGiven,
        repeated: origin.step !== undefined && ciBuild(env).isRetry,
        origin,
        allowOlder: inputs.allowOlder,
        run,
        commit: commit || undefined,
        digest: inputs.digest && digestFrom(inputs.digest),
        plan: inputs.plan ? readPlan(inputs.plan, ports.cwd) : undefined,
        sources,
        force: inputs.force && inOneLine(inputs.force),
      },
      {
        clock,
        random,
        emit: recorder.emit,
        signal,
        by: actorOf(env, run),
        makeBundle: async () => {
          const bundle = given
            ? noted(await given(), version, recorder.emit)
            : await makeBundle(project, out, {
                ...ports,
                emit: recorder.emit,
                notes: recorder.folder,
                needsAws: true,
              });
          await onBundle?.(bundle, (text) => recorder.emit({ kind: 'step', text }));
          return bundle;
        },
        buildsNothing: given === undefined && project.bundle.build === undefined,
        openAws: () => openSession(session, inputs, ports),
        openSources: () => openSession({ ...session, neededMs: 0, access: 'read' }, inputs, ports),
        ...hooks,
        verify: verifier.verify,
        ask: verifier.ask,
        isStrict: ports.isStrict,
        emulated: mayBeEmulated(ports),
        isAttended: ports.terminal !== undefined,
      },
    );
    return await conclude(running, inputs, host);
  } finally {
    verifier.close();
    await recorder.close();
  }
}

/** As the build notes it. */
function noted(bundle: Bundle, version: string, emit: Emit): Bundle {
  const { digest, size } = bundle;
  emit({ kind: 'bundle-ready', version, digest, size, reused: false, seconds: 0 });
  return bundle;
}
