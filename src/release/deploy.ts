import type { AwsSession } from '../aws/session.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { versionOfKey } from '../bundle/version.ts';
import type { Clock } from '../clock.ts';
import { allDestinations, type Destination, type Environment } from '../config/destination.ts';
import { RefusedError } from '../problem.ts';
import { cancellationOf } from './cancel.ts';
import { deployDestination } from './destination.ts';
import type { Emit } from './events.ts';
import type { Marker } from './marker.ts';
import { type DestinationResult, noInstances, type Verdict } from './outcome.ts';
import { pollDeployments, type Read } from './poll.ts';
import { type Preflight, preflight } from './preflight.ts';
import {
  findRelease,
  type KnownRelease,
  type Published,
  publishBundle,
  publishKnown,
  type ReleaseRecord,
  type Shelf,
} from './publish.ts';
import { judge } from './verdict.ts';
import { runWaves } from './waves.ts';

export type DeployRequest = {
  environment: Environment;
  version: string;
  /** The version was asked for by name, so it may well be an earlier build's. */
  versionGiven: boolean;
  /** This job ran before, so its version may have a release already. */
  repeated: boolean;
  run: string;
  commit?: string;
};

export type DeployPorts = {
  /** Builds, lints and zips. Never called where the version has a release that is known beforehand. */
  makeBundle(): Promise<Bundle>;
  openAws(): AwsSession;
  clock: Clock;
  emit: Emit;
  signal: AbortSignal;
};

export type RunResult = { verdict: Verdict; exitCode: number; results: DestinationResult[] };

/**
 * Deploys one version to an environment. The bundle is built before credentials are asked for, except
 * where an earlier release is to be expected: then it is looked for first, and nothing is built if it
 * is there. Rejects with {@link UsageError} or {@link RefusedError} before the first deployment;
 * from then on failures are results.
 */
export async function deploy(request: DeployRequest, ports: DeployPorts): Promise<RunResult> {
  const { environment } = request;
  const { clock, emit, signal } = ports;
  const began = clock.now();
  emit(runStarted(request));

  let results: DestinationResult[];
  try {
    results = await attempt(request, ports);
  } catch (error) {
    if (!signal.aborted) throw error;
    results = allDestinations(environment).map((destination) => untouched(destination, request));
  }
  const judged = judge(results, cancellationOf(signal));
  emit({ kind: 'run-finished', ...judged, seconds: (clock.now() - began) / 1000, results });
  return { ...judged, results };
}

async function attempt(request: DeployRequest, ports: DeployPorts): Promise<DestinationResult[]> {
  const earlier =
    request.versionGiven || request.repeated ? await lookFirst(request, ports) : undefined;
  const bundle = earlier ? undefined : await ports.makeBundle();
  ports.signal.throwIfAborted();

  const aws = ports.openAws();
  try {
    const checked = await checkAll(request, aws, ports);
    const published = await publishRelease(request, earlier, bundle, aws, ports);
    return await deployWaves(request, published, checked, aws, ports);
  } finally {
    aws.close();
  }
}

/** Looks for the version's release with credentials that are dropped again before anything is built. */
async function lookFirst(
  { environment, version }: DeployRequest,
  { openAws, emit }: DeployPorts,
): Promise<KnownRelease | undefined> {
  const aws = openAws();
  emit({ kind: 'step', text: `looking for a release of version ${version}` });
  try {
    const destinations = allDestinations(environment);
    await aws.identify(destinations);
    return await findRelease(environment.application, version, shelvesOf(destinations, aws));
  } finally {
    aws.close();
  }
}

async function checkAll(
  { environment }: DeployRequest,
  aws: AwsSession,
  { emit }: DeployPorts,
): Promise<Preflight> {
  const destinations = allDestinations(environment);
  const count = destinations.length;
  emit({ kind: 'step', text: `checking ${count} ${count === 1 ? 'destination' : 'destinations'}` });
  await aws.identify(destinations);
  const checked = await preflight(destinations, aws);
  for (const problem of aws.lifetime(destinations, longest(environment)))
    emit({ kind: 'notice', level: 'warning', problem });
  for (const problem of checked.warnings) emit({ kind: 'notice', level: 'warning', problem });
  if (checked.problems.length > 0) throw new RefusedError(checked.problems);
  return checked;
}

/** How long the run may take at most, in ms: the waves after one another, each with its time-out and bake. */
function longest({ waves }: Environment): number {
  return waves.reduce((sum, wave) => {
    const rounds = Math.ceil(wave.destinations.length / wave.maxParallel);
    const timeout = Math.max(0, ...wave.destinations.map((destination) => destination.timeout));
    return sum + rounds * timeout + wave.bake;
  }, 0);
}

async function publishRelease(
  request: DeployRequest,
  earlier: KnownRelease | undefined,
  bundle: Bundle | undefined,
  aws: AwsSession,
  ports: DeployPorts,
): Promise<Map<string, Published>> {
  const { environment, version } = request;
  const { application } = environment;
  const shelves = shelvesOf(allDestinations(environment), aws);
  const known = earlier ?? (await findRelease(application, version, shelves));
  if (known) {
    checkCommit(known.record, request, ports.emit);
    const { digest, size } = known.record;
    ports.emit({ kind: 'bundle-ready', version, digest, size, reused: true, seconds: 0 });
    return publishKnown(application, known, shelves, ports);
  }
  if (!bundle) throw new Error('a bundle is made wherever no release was found');
  return publishBundle(
    application,
    bundle,
    newRecord(request, bundle, ports.clock),
    shelves,
    ports,
  );
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

function newRecord(
  { version, run, commit }: DeployRequest,
  bundle: Bundle,
  clock: Clock,
): ReleaseRecord {
  const { digest, sha256, size } = bundle;
  const time = new Date(clock.now()).toISOString();
  return { version, digest, sha256, size, ...(commit ? { commit } : {}), build: run, time };
}

/** Each bucket once, however many destinations share it. */
function shelvesOf(destinations: readonly Destination[], aws: AwsSession): Shelf[] {
  const byBucket = new Map(destinations.map((destination) => [destination.bucket, destination]));
  return [...byBucket.values()].map((destination) => ({
    region: destination.region,
    artifacts: aws.artifacts(destination),
  }));
}

async function deployWaves(
  request: DeployRequest,
  published: ReadonlyMap<string, Published>,
  { groups }: Preflight,
  aws: AwsSession,
  { clock, emit, signal }: DeployPorts,
): Promise<DestinationResult[]> {
  const { environment, version, run, commit } = request;
  const marker: Marker = {
    version,
    environment: environment.name,
    run,
    ...(commit ? { sha: commit } : {}),
  };
  const readers = readersByRegion(aws, { clock, signal });
  return runWaves(environment, {
    version,
    clock,
    emit,
    signal,
    deploy: (destination) => {
      const artifact = published.get(destination.bucket);
      if (!artifact) throw new Error(`nothing was published to ${destination.bucket}`);
      const groupRollback = groups.get(destination.id)?.autoRollbackConfiguration;
      return deployDestination({ ...artifact, version, bucket: destination.bucket }, marker, {
        destination,
        calls: aws.codedeploy(destination),
        read: readers(destination),
        clock,
        emit,
        signal,
        onCancel: environment.onCancel,
        ...(groupRollback ? { groupRollback } : {}),
        versionOf: versionOfKey,
      });
    },
  });
}

/** One poller for each account and region, which all its destinations share. */
function readersByRegion(
  aws: AwsSession,
  ports: { clock: Clock; signal: AbortSignal },
): (destination: Destination) => Read {
  const readers = new Map<string, Read>();
  return (destination) => {
    const key = `${destination.account.name}/${destination.region}/${destination.role?.arn ?? ''}`;
    const known = readers.get(key);
    if (known) return known;
    const calls = aws.codedeploy(destination);
    const read = pollDeployments((ids) => calls.getDeployments(ids), ports);
    readers.set(key, read);
    return read;
  };
}

function runStarted({ environment, run }: DeployRequest) {
  return {
    kind: 'run-started' as const,
    command: 'deploy',
    environment: environment.name,
    application: environment.application,
    run,
    destinations: allDestinations(environment).map((destination) => ({
      id: destination.id,
      account: destination.account.name,
      ...(destination.account.id ? { accountId: destination.account.id } : {}),
      region: destination.region,
      application: destination.application,
      deploymentGroup: destination.deploymentGroup,
    })),
    waves: environment.waves.map(({ name, destinations }) => ({
      name,
      destinations: destinations.map(({ id }) => id),
    })),
  };
}

function untouched({ id }: Destination, { version }: DeployRequest): DestinationResult {
  return {
    destination: id,
    outcome: 'never-started',
    version,
    seconds: 0,
    instances: noInstances,
    causes: [],
    reason: 'the run was cancelled before anything was deployed',
  };
}
