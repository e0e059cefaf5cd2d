import type { AwsSession } from '../../aws/session.ts';
import type { Bundle } from '../../bundle/bundle.ts';
import type { Clock } from '../../clock.ts';
import { allDestinations, wholeOf } from '../../config/destination.ts';
import type { Emit } from '../events.ts';
import { checkContent, refuseOther } from '../records/check-content.ts';
import { type Claim, differentContent, doubtsOf, mayTake } from '../records/earlier-bytes.ts';
import { findRelease } from '../records/find-release.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { publishBundle, publishKnown } from '../records/publish.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import type { Origin, ReleaseRecord } from '../release-record.ts';
import { type Prepared, preparedFrom } from './prepared.ts';
import { type RunPorts, type RunRequest, type RunResult, runRelease } from './run-release.ts';

export type DeployRequest = Omit<RunRequest, 'command'> & {
  version: string;
  /** The version was asked for by name, so it may well be an earlier build's. */
  versionGiven: boolean;
  /** So was what to make the bundle of. */
  sourceGiven?: boolean;
  commit?: string;
  /** What the job that built it gave; any other content is refused. */
  digest?: string;
  /** Where a bundle that is built now comes from. */
  origin?: Partial<Origin>;
  /** The CI system says that this step may have run before. */
  repeated: boolean;
};

export type DeployPorts = RunPorts & {
  /** Builds, lints and zips. Never called where the version's release is known beforehand. */
  makeBundle(): Promise<Bundle>;
};

/**
 * Deploys one version to an environment. The bundle is built before credentials are asked for, except
 * where an earlier release may be taken: then it is looked for first, and nothing is built if it is there.
 * What was built is what is deployed, or the run is refused.
 */
export function deploy(request: DeployRequest, ports: DeployPorts): Promise<RunResult> {
  const prepare = async () => {
    const claim = claimOf(request);
    const mayExist = claim.versionGiven || claim.repeated || claim.isLaterPart;
    const found = mayExist ? await lookFirst(request, ports) : undefined;
    const earlier = found && mayTake(found.record, claim) ? found : undefined;
    const bundle = earlier ? undefined : await ports.makeBundle();
    if (bundle) refuseOther(request.version, bundle.digest, request.digest);
    const release = (aws: AwsSession) => publishRelease(request, { earlier, bundle }, aws, ports);
    return { version: request.version, release };
  };
  return runRelease({ ...request, command: 'deploy' }, prepare, ports);
}

/** Looks for the version's release with credentials that are dropped again before anything is built. */
async function lookFirst(
  { environment, version }: DeployRequest,
  { openAws, emit }: DeployPorts,
): Promise<KnownRelease | undefined> {
  const aws = openAws();
  emit({ kind: 'step', text: `looking for a release of version ${version}` });
  try {
    const destinations = wholeOf(environment);
    await aws.identify(destinations);
    return await findRelease(environment, version, recordBucketsOf(destinations, aws));
  } finally {
    aws.close();
  }
}

async function publishRelease(
  request: DeployRequest,
  { earlier, bundle }: { earlier: KnownRelease | undefined; bundle: Bundle | undefined },
  aws: AwsSession,
  ports: DeployPorts,
): Promise<Prepared> {
  const { environment, version } = request;
  const recordBuckets = recordBucketsOf(allDestinations(environment), aws);
  const everywhere = recordBucketsOf(wholeOf(environment), aws);
  const known = earlier ?? (await findRelease(environment, version, everywhere));
  if (known) {
    tellKnown(known.record, bundle, request, ports.emit);
    // A record with the right digest may name another zip: only the very bytes of this build need no second look.
    const isKnown = bundle?.sha256 === known.record.sha256 && bundle.size === known.record.size;
    if (!isKnown) await checkContent(known, bundle?.digest ?? request.digest, ports.signal);
    const published = await publishKnown(environment, known, recordBuckets, ports);
    return preparedFrom(known.record, environment, published);
  }
  if (!bundle) throw new Error('a bundle is made wherever no release was found');
  const record = newRecord(request, bundle, ports.clock);
  const published = await publishBundle(environment, bundle, record, recordBuckets, ports);
  return preparedFrom(record, environment, published);
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
  emit({ kind: 'notice', level: 'info', problem: { message } });
}

function claimOf({ environment, ...request }: DeployRequest): Claim {
  // A source that was given by name is what is meant, whatever has its version already.
  const versionGiven = request.versionGiven && !request.sourceGiven;
  const isLaterPart = (environment.part?.earlier ?? []).length > 0;
  const { bundleName } = environment;
  const named = bundleName === undefined ? {} : { bundleName };
  return { ...request, ...named, versionGiven, isLaterPart };
}

function newRecord(
  { version, run, commit, origin }: DeployRequest,
  { digest, sha256, size }: Bundle,
  clock: Clock,
): ReleaseRecord {
  const time = new Date(clock.now()).toISOString();
  const built = { build: run, time, ...(commit ? { commit } : {}), ...origin };
  return { version, digest, sha256, size, ...built };
}
