import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { allDestinations, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Artifact } from '../deployment/deployment-input.ts';
import type { Published } from '../records/publish.ts';
import type { ReleaseRecord } from '../release-record.ts';
import type { LeftOut } from './carry-out.ts';

/** A release as one bucket holds it, with its content digest. */
export type ReleaseArtifact = Artifact & { digest: string };

/** What each destination gets, by its id; those that get nothing are in `leftOut`. */
export type Prepared = {
  artifacts: ReadonlyMap<string, ReleaseArtifact>;
  leftOut?: ReadonlyMap<string, LeftOut>;
  /** Deployments of earlier runs that are taken up, by destination; there nothing is created. */
  waiting?: ReadonlyMap<string, DeploymentInfo>;
  /** Where all get the same. */
  release?: { version: string; digest: string };
  /** That the release was built from. */
  commit?: string;
};

/** One release for all destinations of an environment. */
export function preparedFrom(
  { version, digest, commit }: ReleaseRecord,
  environment: Environment,
  published: ReadonlyMap<string, Published>,
): Prepared {
  const artifacts = allDestinations(environment).map(({ id, bucket }) => {
    const artifact = published.get(bucket);
    if (!artifact) throw new Error(`nothing was published to ${bucket}`);
    return [id, { ...artifact, version, digest, bucket }] as const;
  });
  return {
    artifacts: new Map(artifacts),
    release: { version, digest },
    ...defined({ commit }),
  };
}
