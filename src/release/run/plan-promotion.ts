import type { Bundle } from '../../bundle/bundle.ts';
import { wallTime } from '../../clock.ts';
import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Problem } from '../../problem.ts';
import type { Emit } from '../events.ts';
import { problemsIn } from '../guard/finding.ts';
import { releaseKey } from '../object-keys.ts';
import type { Plan } from '../plan.ts';
import { checkContent } from '../records/check-content.ts';
import type { ReleaseChoice } from '../records/choose-release.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { closedProblem } from '../schedule.ts';
import {
  choosePromotion,
  howChosen,
  nothingNew,
  type Promotion,
  promotionDoubts,
} from './choose-promotion.ts';
import { laidOut } from './laid-out.ts';
import { comingFrom, plannedFiles } from './plan-files.ts';
import { byDestination, checkRows, checkWaves, type PlanPorts } from './plan-rows.ts';
import { readSources } from './sources.ts';

export type PromotionPlanRequest = Promotion & {
  environment: Environment;
  /** What the job that built it gave; any other content is refused. */
  digest?: string | undefined;
  allowOlder: boolean;
};

type PromotionPorts = PlanPorts & {
  /** Gives what lint has to say of the bundle; rejects where there are errors. */
  lint(bundle: Bundle): Promise<Problem[]>;
};

/** What a promotion would bring and why, or why it would be refused. Changes nothing, and never rejects for what AWS answers. */
export async function planPromotion(
  request: PromotionPlanRequest,
  ports: PromotionPorts,
): Promise<Plan> {
  const { environment, sources } = request;
  ports.aws.announce([environment, ...sources].flatMap(allDestinations));
  const closed = closedProblem(environment, wallTime(ports.clock));
  const chosen = await choose(request, ports);
  const version = chosen.choice?.version ?? request.version;
  const [checked, ahead] = await Promise.all([
    checkRows({ ...request, version }, ports),
    checkWaves(environment, version, ports),
  ]);
  const row = byDestination(checked.rows);
  const told = nothingTold(request, chosen, (destination) => {
    const { current, lastAttempt } = row(destination);
    const isHere = current?.bucket === destination.bucket && lastAttempt === undefined;
    return isHere ? current.key : undefined;
  });
  const coming = chosen.known && comingFrom(chosen.known);
  return {
    ...laidOut('promote', environment, row),
    files: await plannedFiles(checked.rows, () => coming, ports),
    ...defined({ version, how: chosen.choice && howChosen(chosen.choice, request) }),
    inTheWay: [
      ...(closed ? [closed] : []),
      ...checked.inTheWay,
      ...chosen.problems,
      ...ahead.problems,
      ...told,
    ],
    notes: [...chosen.notes, ...checked.notes, ...ahead.unchecked],
  };
}

type Chosen = {
  choice?: ReleaseChoice;
  known?: KnownRelease;
  problems: Problem[];
  notes: Problem[];
};

async function choose(
  request: PromotionPlanRequest,
  { aws, clock, signal, lint }: PromotionPorts,
): Promise<Chosen> {
  const notes: Problem[] = [];
  try {
    const emit: Emit = (event) => {
      if (event.kind === 'notice') notes.push(event.problem);
    };
    const read = await readSources(request, aws, { emit, clock });
    const { choice, known } = await choosePromotion(request, read, aws);
    notes.push(...promotionDoubts(choice));
    const problems = await checkContent(
      known,
      request.digest,
      { signal, clock },
      async (bundle) => {
        notes.push(...(await lint(bundle)));
      },
    ).then(
      () => [],
      (error: unknown) => problemsIn(error),
    );
    return { choice, known, problems, notes };
  } catch (error) {
    signal.throwIfAborted();
    return { problems: problemsIn(error), notes };
  }
}

function nothingTold(
  { environment, version, force }: PromotionPlanRequest,
  { choice, known }: Chosen,
  keyIn: (destination: Destination) => string | undefined,
): Problem[] {
  if (!choice || !known || version !== undefined || force !== undefined) return [];
  const key = releaseKey(environment, choice.version, known.record.digest);
  return nothingNew(choice, environment, (destination) => keyIn(destination) === key);
}
