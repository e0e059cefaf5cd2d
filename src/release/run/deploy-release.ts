import { describeFault } from '../../aws/advice.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Bundle } from '../../bundle/bundle.ts';
import type { Clock } from '../../clock.ts';
import {
  allDestinations,
  type Destination,
  type Environment,
  wholeOf,
} from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { RefusedError } from '../../problem.ts';
import type { Snapshot } from '../deployment/group-state.ts';
import type { Emit } from '../events.ts';
import { checkContent, refuseOther } from '../records/check-content.ts';
import { type Claim, differentContent, doubtsOf, mayTake } from '../records/earlier-bytes.ts';
import { findRelease } from '../records/find-release.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { publishBundle, publishKnown } from '../records/publish.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import type { Origin, ReleaseRecord } from '../release-record.ts';
import { movedSince, type SavedPlan } from '../saved-plan.ts';
import { type Prepared, preparedFrom } from './prepared.ts';
import type { RunPorts, RunRequest } from './run-ports.ts';
import { type RunResult, runRelease } from './run-release.ts';
import { readSources, refuseUnproven } from './sources.ts';
import { verifyAgain } from './verify-again.ts';

export type DeployRequest = Omit<RunRequest, 'command' | 'reason'> & {
  version: string;
  /** The version was asked for by name, so it may well be an earlier build's. */
  versionGiven: boolean;
  /** So was what to make the bundle of. */
  sourceGiven?: boolean | undefined;
  commit?: string | undefined;
  /** What the job that built it gave; any other content is refused. */
  digest?: string | undefined;
  /** Where a bundle that is built now comes from. */
  origin?: Partial<Origin> | undefined;
  /** The CI system says that this step may have run before. */
  repeated: boolean;
  /** The environments that this one comes after: all of them, or nothing is deployed. */
  sources?: readonly Environment[] | undefined;
  /** The plan that the run is held to. */
  plan?: SavedPlan | undefined;
  /** Why it is deployed without their proof. */
  force?: string | undefined;
};

export type DeployPorts = RunPorts & {
  /** Builds, lints and zips. Never called where the version's release is known beforehand. */
  makeBundle(): Promise<Bundle>;
  /** It runs nothing that somebody wrote: credentials may be held meanwhile. */
  buildsNothing?: boolean | undefined;
  /** Reads from the sources; needed where there are any. */
  openSources?(): AwsSession;
  /** Asked once there is a bundle; a rehearsal knows only then why it goes on without proof. */
  withoutProof?(): string | undefined;
  /** Called once the proof is there, before anything else is asked of AWS; a rehearsal's faults begin here. */
  onProven?(): void;
};

/**
 * Deploys one version to an environment. The bundle is built before credentials are asked for, except
 * where an earlier release may be taken: then it is looked for first, and nothing is built if it is there.
 * What was built is what is deployed, or the run is refused. Into an environment that comes after others nothing
 * gets that is not proven there, as when it is promoted.
 */
export async function deploy(request: DeployRequest, ports: DeployPorts): Promise<RunResult> {
  const { force: reason, ...rest } = request;
  const sources = openSources(request, ports);
  const session = oneSession(ports);
  const prepare = async () => {
    const claim = claimOf(request);
    const mayExist = claim.versionGiven || claim.repeated || claim.isLaterPart;
    const found = mayExist ? await lookFirst(request, session.first(), ports) : undefined;
    const earlier = found && mayTake(found.record, claim) ? found : undefined;
    if (!earlier) session.beforeBuild();
    const bundle = earlier ? undefined : await ports.makeBundle();
    if (bundle) refuseOther(request.version, bundle.digest, request.digest);
    const digest = bundle?.digest ?? earlier?.record.digest ?? '';
    const proven = await sources?.refuseUnproven(digest);
    ports.onProven?.();
    let known = Promise.resolve(earlier);
    const look = async (aws: AwsSession) => {
      if (!earlier) known = lookUnderLease(request, aws, ports);
      await known.catch(() => undefined);
    };
    const release = async (aws: AwsSession, { snapshot }: { snapshot: Snapshot }) => {
      if (request.plan) refuseMoved(request.plan, request, digest, snapshot);
      await proven?.verifyAgain();
      return publishRelease(request, { known: await known, bundle }, aws, ports);
    };
    return { version: request.version, look, release };
  };
  const run = { ...rest, command: 'deploy', reason };
  try {
    return await runRelease(run, prepare, { ...ports, openAws: session.last });
  } finally {
    session.close();
    sources?.close();
  }
}

/** One session for looking and for the run, so that roles are assumed once; two where something is built between. */
function oneSession({ openAws, buildsNothing }: DeployPorts) {
  let aws: AwsSession | undefined;
  const close = () => {
    aws?.close();
    aws = undefined;
  };
  return {
    first: () => {
      aws = openAws();
      return aws;
    },
    beforeBuild: () => {
      if (!buildsNothing) close();
    },
    last: () => aws ?? openAws(),
    close,
  };
}

/** Throws a {@link RefusedError} where anything differs from the plan that was approved. */
function refuseMoved(
  plan: SavedPlan,
  { environment, version }: DeployRequest,
  digest: string,
  snapshot: Snapshot,
): void {
  const deployments = new Map(
    [...snapshot].map(([id, { running, attempted }]) => [
      id,
      { running: running?.deploymentId ?? null, attempted: attempted?.deploymentId ?? null },
    ]),
  );
  const problems = movedSince(plan, { environment, version, digest, deployments });
  if (problems.length > 0) throw new RefusedError(problems);
}

/** The environments in which the version must be proven; asked only once everything is built. */
function openSources(request: DeployRequest, ports: DeployPorts) {
  const { environment, version, sources = [] } = request;
  if (environment.after.length === 0) return undefined;
  if (sources.length === 0 || !ports.openSources)
    throw new Error(`what ${environment.name} comes after is asked before it is deployed to`);
  let aws: AwsSession | undefined;
  return {
    async refuseUnproven(digest: string) {
      const session = ports.openSources?.() as AwsSession;
      aws = session;
      const force = request.force ?? ports.withoutProof?.();
      const read = await readSources({ sources, environment, version, force }, session, ports);
      refuseUnproven({ version, digest }, read, force, ports.emit);
      const known = { version, digest };
      return {
        verifyAgain: async () => {
          if (force === undefined) await verifyAgain(known, read, session, ports);
        },
      };
    },
    close: () => aws?.close(),
  };
}

/** Looks for the version's release with credentials that are dropped again before anything is built. */
async function lookFirst(
  { environment, version }: DeployRequest,
  aws: AwsSession,
  { emit }: DeployPorts,
): Promise<KnownRelease | undefined> {
  emit({ kind: 'step', text: `looking for a release of version ${version}` });
  const destinations = wholeOf(environment);
  await aws.identify(allDestinations(environment));
  const recordBuckets = recordBucketsOf(destinations, aws);
  return findRelease(environment, version, recordBuckets, leavingOut(environment, emit));
}

/** Another run may have brought the version since. */
function lookUnderLease(
  { environment, version }: DeployRequest,
  aws: AwsSession,
  { emit }: DeployPorts,
): Promise<KnownRelease | undefined> {
  const everywhere = recordBucketsOf(wholeOf(environment), aws);
  return findRelease(environment, version, everywhere, leavingOut(environment, emit));
}

async function publishRelease(
  request: DeployRequest,
  { known, bundle }: { known: KnownRelease | undefined; bundle: Bundle | undefined },
  aws: AwsSession,
  ports: DeployPorts,
): Promise<Prepared> {
  const { environment } = request;
  const recordBuckets = recordBucketsOf(allDestinations(environment), aws);
  if (known) {
    tellKnown(known.record, bundle, request, ports.emit);
    // A record with the right digest may name another zip: only the very bytes of this build need no second look.
    const isKnown = bundle?.sha256 === known.record.sha256 && bundle.size === known.record.size;
    if (!isKnown) await checkContent(known, bundle?.digest ?? request.digest, ports);
    const published = await publishKnown(environment, known, recordBuckets, ports);
    return preparedFrom(known.record, environment, published);
  }
  if (!bundle) throw new Error('a bundle is made wherever no release was found');
  const record = newRecord(request, bundle, ports.clock);
  const published = await publishBundle(environment, bundle, record, recordBuckets, ports);
  return preparedFrom(record, environment, published);
}

/** What the run is not for may be down: a release that is there alone is not found, and that is said. */
function leavingOut(environment: Environment, emit: Emit) {
  const taking = new Set(allDestinations(environment).map(({ bucket }) => bucket));
  return {
    mayLack(destination: Destination, error: unknown): boolean {
      if (taking.has(destination.bucket)) return false;
      const { message, ...rest } = describeFault(error, { destination, operation: 's3:GetObject' });
      const said = `not checked: whether there is a release of that version in s3://${destination.bucket}, which is left out: ${message}`;
      emit({ kind: 'notice', level: 'info', problem: { ...rest, message: said } });
      return true;
    },
  };
}

/** Says what becomes of an earlier build's bundle; throws where what was built now is something else. */
function tellKnown(
  record: ReleaseRecord,
  built: Bundle | undefined,
  request: DeployRequest,
  emit: Emit,
): void {
  const claim = claimOf(request);
  const { version, digest, size, build } = record;
  if (!built) {
    for (const problem of doubtsOf(record, claim))
      emit({ kind: 'notice', level: 'warning', problem });
    emit({ kind: 'bundle-ready', version, digest, size, reused: true, seconds: 0 });
    return;
  }
  if (built.digest !== digest) throw differentContent(record, built, claim);
  const message = `version "${version}" was built before, by ${build}, with the same content; the zip of that build is deployed`;
  emit({ kind: 'notice', level: 'info', problem: { code: 'release-reused', message } });
}

function claimOf({ environment, ...request }: DeployRequest): Claim {
  // A source that was given by name is what is meant, whatever has its version already.
  const versionGiven = request.versionGiven && !request.sourceGiven;
  const isLaterPart = (environment.part?.earlier ?? []).length > 0;
  const { bundleName } = environment;
  const named = defined({ bundleName });
  return { ...request, ...named, versionGiven, isLaterPart };
}

function newRecord(
  { version, run, commit, origin }: DeployRequest,
  { digest, sha256, size }: Bundle,
  clock: Clock,
): ReleaseRecord {
  const time = new Date(clock.now()).toISOString();
  const built = { build: run, time, ...defined({ commit }), ...origin };
  return { version, digest, sha256, size, ...built };
}
