import { join } from 'node:path';
import type { Bundle } from '../bundle/bundle.ts';
import { ciBuild } from '../ci/systems.ts';
import type { Environment } from '../config/destination.ts';
import type { Emit } from '../release/events.ts';
import { longestRun } from '../release/guard/guard.ts';
import { type DeployRequest, deploy } from '../release/run/deploy-release.ts';
import type { CommandPorts } from './command-ports.ts';
import { conclude } from './conclude.ts';
import { countRun } from './count-run.ts';
import { digestFrom } from './digest-from.ts';
import { forgetZips } from './forget-zips.ts';
import type { InputsOf } from './inputs.ts';
import { makeBundle } from './make-bundle.ts';
import { openRun } from './open-run.ts';
import { openSession } from './open-session.ts';
import { originOf } from './origin.ts';
import { readPlan } from './plan-file.ts';
import { environmentOf, type Project } from './project.ts';
import { inOneLine } from './run-on-environment.ts';

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

type Place = { project: Project; environment: Environment };

/** Deploys a project to one of its environments, recorded and shown, and gives the exit code. */
export async function runDeploy(
  place: Place,
  inputs: InputsOf<'deploy'>,
  ports: CommandPorts,
  { onBundle, makeBundle: given, ...hooks }: DeployHooks,
): Promise<number> {
  const { project, environment } = place;
  const { version } = project;
  const sources = environment.after.map((name) =>
    environmentOf(project, name, (secret) => ports.host.mask(secret)),
  );
  const { run, folder, onRequest, ports: common, close } = openRun(place, inputs, ports);
  const { emit } = common;
  forgetZips(folder);
  const session = { run, version, environment, neededMs: longestRun(environment), onRequest };
  const build = () =>
    makeBundle(project, join(folder, `${version}.zip`), {
      ...ports,
      emit,
      notes: folder,
      needsAws: true,
    });
  try {
    const running = deploy(requestOf(place, inputs, ports, { run, folder, sources }), {
      ...common,
      ...hooks,
      makeBundle: async () => {
        const bundle = given ? noted(await given(), version, emit) : await build();
        await onBundle?.(bundle, (text) => emit({ kind: 'step', text }));
        return bundle;
      },
      buildsNothing: given === undefined && project.bundle.build === undefined,
      openAws: () => openSession(session, inputs, ports),
      openSources: () => openSession({ ...session, neededMs: 0, access: 'read' }, inputs, ports),
    });
    return await conclude(running, inputs, ports.host);
  } finally {
    await close();
  }
}

/** What is asked for, and by which step of which build. */
function requestOf(
  { project, environment }: Place,
  inputs: InputsOf<'deploy'>,
  ports: CommandPorts,
  { run, folder, sources }: { run: string; folder: string; sources: Environment[] },
): DeployRequest {
  const { env, cwd } = ports;
  const { version, versionGiven, variables } = project;
  const sourceGiven = inputs.source !== undefined;
  const countBefore = (what: string) => countRun(folder, `${run} ${what.replace(/\s+/g, ' ')}`);
  const step = { leg: inputs.leg, sourceGiven, countBefore };
  const origin = originOf(project, environment, step, ports);
  return {
    environment,
    version,
    versionGiven,
    sourceGiven,
    repeated: origin.step !== undefined && ciBuild(env).isRetry,
    origin,
    allowOlder: inputs.allowOlder,
    run,
    commit: variables.commit || undefined,
    digest: inputs.digest && digestFrom(inputs.digest),
    plan: inputs.plan ? readPlan(inputs.plan, cwd) : undefined,
    sources,
    force: inputs.force && inOneLine(inputs.force),
  };
}

/** As the build notes it. */
function noted(bundle: Bundle, version: string, emit: Emit): Bundle {
  const { digest, size } = bundle;
  emit({ kind: 'bundle-ready', version, digest, size, reused: false, seconds: 0 });
  return bundle;
}
