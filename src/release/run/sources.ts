import type { AwsSession } from '../../aws/session.ts';
import { type Clock, wallTime } from '../../clock.ts';
import { allDestinations, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import type { Emit } from '../events.ts';
import { problemsIn } from '../guard/finding.ts';
import {
  chooseRelease,
  isReleaseDecided,
  type Source,
  type Wanted,
} from '../records/choose-release.ts';
import { historiesReader, readUntil } from '../records/read-history.ts';
import { timing } from '../timing.ts';

type Asked = {
  sources: readonly Environment[];
  /** What it is to come to: it may have to be proven for a while. */
  environment: Pick<Environment, 'soak'>;
  version?: string | undefined;
  force?: string | undefined;
};

/**
 * What the buckets of the environments tell in which a release must be proven, as far back as it decides on the version asked
 * for, or else on the newest; `force` is content with what can be read.
 */
export async function readSources(
  { sources, environment, version, force }: Asked,
  aws: AwsSession,
  { emit, clock }: { emit: Emit; clock: Clock },
): Promise<Source[]> {
  emit({ kind: 'step', text: `looking for what is proven in ${namesOf(sources)}` });
  await aws.identify(sources.flatMap(allDestinations)).catch((error) => {
    if (force === undefined || !(error instanceof RefusedError)) throw error;
    for (const problem of error.problems) emit({ kind: 'notice', level: 'warning', problem });
  });
  const now = wallTime(clock);
  const provenBy = ({ name }: Environment) => {
    const soak = environment.soak?.[name];
    return soak === undefined ? {} : { provenBy: now - soak };
  };
  const wanted: Wanted = {
    ...defined({ version }),
    forced: force !== undefined,
  };
  return readUntil(sourcesReader(sources, provenBy, aws), (read) => isReleaseDecided(read, wanted));
}

function sourcesReader(
  environments: readonly Environment[],
  provenBy: (environment: Environment) => Pick<Source, 'provenBy'>,
  aws: AwsSession,
) {
  const readers = environments.map((environment) => {
    const destinations = allDestinations(environment);
    return { environment, destinations, read: historiesReader(destinations, environment, aws) };
  });
  return async (count: number): Promise<Source[]> => {
    const found = await mapLimited(
      readers,
      timing.atOnce.environments,
      async ({ environment, destinations, read }) => {
        const histories = await read(count);
        return destinations.map((destination) => {
          const history = histories.get(destination.id) ?? [];
          return { environment, destination, history, ...provenBy(environment) };
        });
      },
    );
    return found.flat();
  };
}

/**
 * Rejects what is not proven in all sources, with the content that it has there. `force` stands in for missing
 * proof, which is said, but not for other content than what was proven.
 */
export function refuseUnproven(
  { version, digest }: { version: string; digest: string },
  sources: readonly Source[],
  force: string | undefined,
  emit: Emit,
): void {
  const choice = chooseRelease(sources, { version, forced: force !== undefined });
  for (const problem of choice.unproven) emit({ kind: 'notice', level: 'warning', problem });
  if (choice.digest === undefined || choice.digest === digest) return;
  throw new RefusedError([
    {
      code: 'content-differs',
      message: `version "${version}" was proven with content ${choice.digest}, and this one has ${digest}`,
      hint: `deploy what was proven: --version ${version} without a build, or promote; what was rebuilt needs a version of its own`,
    },
  ]);
}

/** What would be refused for lack of proof; what cannot be read is told as the reason. */
export async function checkProof(
  asked: Asked & { version: string },
  { aws, clock }: { aws: AwsSession; clock: Clock },
): Promise<{ problems: Problem[]; notes: Problem[] }> {
  const { version, force } = asked;
  if (asked.sources.length === 0) return { problems: [], notes: [] };
  const notes: Problem[] = [];
  try {
    const emit: Emit = (event) => {
      if (event.kind === 'notice') notes.push(event.problem);
    };
    const read = await readSources(asked, aws, { emit, clock });
    const { unproven } = chooseRelease(read, { version, forced: force !== undefined });
    return { problems: [], notes: [...notes, ...unproven] };
  } catch (error) {
    return { problems: problemsIn(error), notes };
  }
}

export function namesOf(environments: readonly Environment[]): string {
  return environments.map(({ name }) => name).join(' and ');
}
