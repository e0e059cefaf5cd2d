import type { AwsSession } from '../../aws/session.ts';
import type { Bundle } from '../../bundle/bundle.ts';
import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { RefusedError } from '../../problem.ts';
import { runsNow, type Snapshot } from '../deployment/group-state.ts';
import { releaseKey } from '../object-keys.ts';
import { checkContent } from '../records/check-content.ts';
import type { ReleaseChoice, Source } from '../records/choose-release.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { publishKnown } from '../records/publish.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { choosePromotion, howChosen, nothingNew, promotionDoubts } from './choose-promotion.ts';
import { type Prepared, preparedFrom } from './prepared.ts';
import type { RunPorts, RunRequest } from './run-ports.ts';
import { type RunResult, runRelease } from './run-release.ts';
import { readSources } from './sources.ts';
import { verifyAgain } from './verify-again.ts';

export type PromoteRequest = Omit<RunRequest, 'command' | 'reason'> & {
  /** The environments in all of whose destinations the release must be proven. */
  sources: readonly Environment[];
  /** What the job that built it gave; any other content is refused. */
  digest?: string | undefined;
  /** Why it is promoted without proof. */
  force?: string | undefined;
};

export type PromotePorts = RunPorts & {
  /** Reads from the sources. */
  openSources(): AwsSession;
  /** Lints the bundle; rejects where there are errors. */
  lint(bundle: Bundle): Promise<void>;
};

/**
 * Promotes the newest release that is proven in all sources, or the given version: the very bytes that were
 * proven, copied from their buckets, hashed and compared. The sources are verified once more wherever they
 * still run the release. `force` stands in for missing proof, and for nothing else.
 */
export async function promote(request: PromoteRequest, ports: PromotePorts): Promise<RunResult> {
  const { force: reason, ...rest } = request;
  const aws = ports.openSources();
  const prepare = async () => {
    const sources = await readSources(request, aws, ports);
    const { choice, known } = await choosePromotion(request, sources, aws);
    await checkContent(known, request.digest, ports, ports.lint);
    tellChoice(choice, request, ports);
    return {
      version: choice.version,
      release: (target: AwsSession, { snapshot }: { snapshot: Snapshot }) =>
        bring({ choice, known, sources }, request, { aws, target, snapshot }, ports),
    };
  };
  const run = { ...rest, command: 'promote', ...defined({ reason }) };
  try {
    return await runRelease(run, prepare, ports);
  } finally {
    aws.close();
  }
}

function tellChoice(choice: ReleaseChoice, request: PromoteRequest, { emit }: PromotePorts) {
  for (const problem of promotionDoubts(choice))
    emit({ kind: 'notice', level: 'warning', problem });
  emit({ kind: 'step', text: howChosen(choice, request) });
}

type Chosen = { choice: ReleaseChoice; known: KnownRelease; sources: readonly Source[] };
type Reach = { aws: AwsSession; target: AwsSession; snapshot: Snapshot };

async function bring(
  { choice, known, sources }: Chosen,
  request: PromoteRequest,
  { aws, target, snapshot }: Reach,
  ports: PromotePorts,
): Promise<Prepared> {
  const { environment, force, version: wanted } = request;
  const { record } = known;
  if (wanted === undefined && force === undefined) {
    const key = releaseKey(environment, choice.version, record.digest);
    const isThere = ({ id, bucket }: Destination) => runsNow(snapshot.get(id), { bucket, key });
    const problems = nothingNew(choice, environment, isThere);
    if (problems.length > 0) throw new RefusedError(problems);
  }
  if (force === undefined) await verifyAgain(record, sources, aws, ports);
  const { version, digest, size } = record;
  ports.emit({ kind: 'bundle-ready', version, digest, size, reused: true, seconds: 0 });
  const recordBuckets = recordBucketsOf(allDestinations(environment), target);
  const copying = { ...ports, acrossAccounts: true };
  const published = await publishKnown(environment, known, recordBuckets, copying);
  return preparedFrom(record, environment, published);
}
