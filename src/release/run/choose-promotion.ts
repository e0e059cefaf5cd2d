import type { AwsSession } from '../../aws/session.ts';
import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import { chooseRelease, type ReleaseChoice, type Source } from '../records/choose-release.ts';
import { findProven } from '../records/find-proven.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { namesOf } from './sources.ts';

export type Promotion = {
  /** The environments in all of whose destinations the release must be proven. */
  sources: readonly Environment[];
  /** The newest that is proven unless told otherwise. */
  version?: string | undefined;
  /** Why it is promoted without proof. */
  force?: string | undefined;
};

/** What is to be promoted, and its release. Rejects with a {@link RefusedError} where there is none, or it is not proven. */
export async function choosePromotion(
  promotion: Promotion,
  read: readonly Source[],
  aws: AwsSession,
): Promise<{ choice: ReleaseChoice; known: KnownRelease }> {
  const { version, force } = promotion;
  const choice = chooseRelease(read, {
    ...defined({ version }),
    forced: force !== undefined,
  });
  return { choice, known: await findProven(choice, promotion, aws) };
}

/** `1.214 is the newest release that is proven in test`. */
export function howChosen(
  { version, unproven }: ReleaseChoice,
  { sources, version: wanted }: Promotion,
): string {
  const which = wanted === undefined ? 'the newest release that is ' : '';
  const how = unproven.length > 0 ? 'taken without proof' : `${which}proven in ${namesOf(sources)}`;
  return `${version} is ${how}`;
}

/** What is to be said of a choice, though it stands. */
export function promotionDoubts({ unproven, passedOver, doubts }: ReleaseChoice): Problem[] {
  return [...unproven, ...passedOver, ...doubts];
}

/** What was built since is not proven, and what is proven runs already: to go on would look like success. */
export function nothingNew(
  { version, passedOver }: ReleaseChoice,
  environment: Environment,
  isThere: (destination: Destination) => boolean,
): Problem[] {
  if (passedOver.length === 0 || !allDestinations(environment).every(isThere)) return [];
  const first: Problem = {
    code: 'nothing-to-promote',
    message: `nothing new can be promoted: ${environment.name} runs ${version} already, the newest release that is proven`,
    hint: `--version ${version} deploys it again`,
  };
  return [first, ...passedOver];
}
