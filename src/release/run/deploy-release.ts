import type { AwsSession } from '../../aws/session.ts';
import type { Bundle } from '../../bundle/bundle.ts';
import type { Clock } from '../../clock.ts';
import { allDestinations, wholeOf } from '../../config/destination.ts';
import { RefusedError } from '../../problem.ts';
import type { Emit } from '../events.ts';
import { findRelease } from '../records/find-release.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { publishBundle, publishKnown } from '../records/publish.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import type { ReleaseRecord } from '../release-record.ts';
import { type Prepared, preparedFrom } from './prepared.ts';
import { type RunPorts, type RunRequest, type RunResult, runRelease } from './run-release.ts';

export type DeployRequest = Omit<RunRequest, 'command'> & {
  version: string;
  /** The version was asked for by name, so it may well be an earlier build's. */
  versionGiven: boolean;
  commit?: string;
  /** This job ran before, so its version may have a release already. */
  repeated: boolean;
};

export type DeployPorts = RunPorts & {
  /** Builds, lints and zips. Never called where the version's release is known beforehand. */
  makeBundle(): Promise<Bundle>;
};

/**
 * Deploys one version to an environment. The bundle is built before credentials are asked for, except
 * where an earlier release is to be expected: then it is looked for first, and nothing is built if it
 * is there.
 */
export function deploy(request: DeployRequest, ports: DeployPorts): Promise<RunResult> {
  const prepare = async () => {
    const { earlier: wavesBefore = [] } = request.environment.part ?? {};
    const mayExist = request.versionGiven || request.repeated || wavesBefore.length > 0;
    const earlier = mayExist ? await lookFirst(request, ports) : undefined;
    const bundle = earlier ? undefined : await ports.makeBundle();
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
    return await findRelease(environment.application, version, recordBucketsOf(destinations, aws));
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
  const { application } = environment;
  const recordBuckets = recordBucketsOf(allDestinations(environment), aws);
  const everywhere = recordBucketsOf(wholeOf(environment), aws);
  const known = earlier ?? (await findRelease(application, version, everywhere));
  if (known) {
    checkCommit(known.record, request, ports.emit);
    const { digest, size } = known.record;
    ports.emit({ kind: 'bundle-ready', version, digest, size, reused: true, seconds: 0 });
    if (bundle) tellDropped(bundle, known.record, ports.emit);
    const published = await publishKnown(application, known, recordBuckets, ports);
    return preparedFrom(known.record, environment, published);
  }
  if (!bundle) throw new Error('a bundle is made wherever no release was found');
  const record = newRecord(request, bundle, ports.clock);
  const published = await publishBundle(application, bundle, record, recordBuckets, ports);
  return preparedFrom(record, environment, published);
}

/** Not every CI tells a retry from a first run. What was built may differ, and is not what is deployed. */
function tellDropped({ digest }: Bundle, { version, build, ...record }: ReleaseRecord, emit: Emit) {
  const content = digest === record.digest ? 'has the same content' : 'has other content';
  const message = `version "${version}" was built before, by ${build}, and that bundle is deployed; the one built now ${content} and is dropped`;
  emit({ kind: 'notice', level: 'info', problem: { message } });
}

/** One version has one content, so a build number that started again from 1 must not pick up old bytes. */
function checkCommit(record: ReleaseRecord, request: DeployRequest, emit: Emit): void {
  const { version, commit, versionGiven } = request;
  if (!commit || !record.commit || commit === record.commit) return;
  const message = `version "${version}" was built from commit ${record.commit}, not from ${commit}`;
  if (versionGiven) {
    const hint = 'that release is deployed, not this checkout';
    emit({ kind: 'notice', level: 'warning', problem: { message, hint } });
    return;
  }
  throw new RefusedError([
    { message, hint: 'a version is built once; give this build a version of its own' },
  ]);
}

function newRecord({ version, run, commit }: DeployRequest, bundle: Bundle, clock: Clock) {
  const { digest, sha256, size } = bundle;
  const time = new Date(clock.now()).toISOString();
  return { version, digest, sha256, size, ...(commit ? { commit } : {}), build: run, time };
}
