import { runId } from '../ci/run-id.ts';
import type { Environment } from '../config/destination.ts';
import { longestRun } from '../release/guard/guard.ts';
import type { Plan } from '../release/plan.ts';
import { planPromotion } from '../release/run/plan-promotion.ts';
import { planRollback } from '../release/run/plan-rollback.ts';
import { planDeployment } from '../release/run/plan-run.ts';
import type { CommandPorts } from './command-ports.ts';
import { digestFrom } from './digest-from.ts';
import type { InputsOf } from './inputs.ts';
import { lintFinishedBundle } from './lint-bundle.ts';
import { openSession } from './open-session.ts';
import { plannedZip } from './planned-zip.ts';
import type { Project } from './project.ts';
import { sourceNames } from './source-names.ts';

/** What is planned, before AWS is asked. */
export type Occasion = {
  project: Project;
  environment: Environment;
  /** What all destinations would get, where it was asked for or is known. */
  version: string | undefined;
  named(name: string): Environment;
};

/** Asks AWS for everything that the command would, and changes nothing. */
export async function planOnline(
  occasion: Occasion,
  inputs: InputsOf<'plan'>,
  ports: CommandPorts,
): Promise<Plan> {
  const { environment, version } = occasion;
  const session = {
    run: runId(ports.env),
    environment,
    version,
    neededMs: longestRun(environment),
  };
  const aws = openSession({ ...session, access: 'read' }, inputs, ports);
  const planPorts = { aws, clock: ports.clock, signal: ports.signal };
  try {
    if (inputs.of === 'deploy')
      return await planDeployment(await deployRequest(occasion, inputs, ports), planPorts);
    if (inputs.of === 'rollback')
      return await planRollback({ environment, to: version }, planPorts);
    return await planPromotion(promoteRequest(occasion, inputs), {
      ...planPorts,
      lint: (bundle) => lintFinishedBundle(bundle, occasion.project, ports),
    });
  } finally {
    aws.close();
  }
}

async function deployRequest(
  { project, environment, named }: Occasion,
  { allowOlder, digest, force, source }: InputsOf<'plan'>,
  ports: CommandPorts,
) {
  const asked = digest && digestFrom(digest);
  const zip = source === undefined ? undefined : await plannedZip(source, asked, ports);
  return {
    environment,
    version: project.version,
    versionGiven: project.versionGiven,
    allowOlder,
    sources: environment.after.map(named),
    commit: project.variables.commit || undefined,
    force,
    digest: asked ?? zip?.digest,
    listing: zip?.listing,
  };
}

function promoteRequest(
  { environment, version, named }: Occasion,
  { allowOlder, digest, force, from }: InputsOf<'plan'>,
) {
  return {
    environment,
    sources: sourceNames(environment, from).map(named),
    allowOlder,
    version,
    force,
    digest: digest && digestFrom(digest),
  };
}
