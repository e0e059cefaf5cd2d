import { ServiceError } from '../service.ts';
import {
  applicationNamed,
  assertBatch,
  assertDescription,
  type Handler,
  seconds,
} from './context.ts';
import type { Structures } from './model.generated.ts';
import { page } from './paging.ts';
import { type Application, type Revision, revisionKey, type S3Revision } from './state.ts';
import { missing } from './validate-input.ts';

export const registerApplicationRevision: Handler<'RegisterApplicationRevision'> = (
  { engine, scope },
  input,
) => {
  const { revisions } = applicationNamed(scope, input.applicationName);
  assertDescription(input.description);
  assertRevision(input.revision);
  const key = revisionKey(input.revision);
  const known = revisions.get(key) ?? {
    location: input.revision,
    registerTime: engine.clock.now(),
  };
  revisions.set(key, { ...known, description: input.description ?? known.description });
  return undefined;
};

export const getApplicationRevision: Handler<'GetApplicationRevision'> = ({ scope }, input) => {
  const application = applicationNamed(scope, input.applicationName);
  assertRevision(input.revision);
  const found = application.revisions.get(revisionKey(input.revision));
  if (!found) {
    const message = `The revision ${describe(input.revision)} is not registered with the application ${application.name}`;
    throw new ServiceError('RevisionDoesNotExistException', message);
  }
  const revisionInfo = infoOf(application, found);
  return { applicationName: application.name, revision: found.location, revisionInfo };
};

export const batchGetApplicationRevisions: Handler<'BatchGetApplicationRevisions'> = (
  { scope },
  input,
) => {
  const application = applicationNamed(scope, input.applicationName);
  if (input.revisions.length === 0) throw missing('revisions');
  assertBatch(input.revisions, 25);
  for (const revision of input.revisions) assertRevision(revision);
  const asked = input.revisions.map((location) => ({
    location,
    found: application.revisions.get(revisionKey(location)),
  }));
  const unknown = asked.filter(({ found }) => !found).map(({ location }) => describe(location));
  return {
    applicationName: application.name,
    errorMessage:
      unknown.length > 0 ? `These revisions are not registered: ${unknown.join(', ')}` : '',
    revisions: asked.flatMap(({ found }) =>
      found
        ? [{ revisionLocation: found.location, genericRevisionInfo: infoOf(application, found) }]
        : [],
    ),
  };
};

export const listApplicationRevisions: Handler<'ListApplicationRevisions'> = (
  { scope, pageSize },
  input,
) => {
  const application = applicationNamed(scope, input.applicationName);
  const { s3Bucket, s3KeyPrefix, deployed = 'ignore', sortBy, sortOrder } = input;
  if (s3KeyPrefix !== undefined && s3Bucket === undefined) {
    throw new ServiceError('BucketNameFilterRequiredException', 's3KeyPrefix needs an s3Bucket');
  }
  const found = [...application.revisions.values()].filter(({ location }) => {
    if (s3Bucket !== undefined && location.s3Location?.bucket !== s3Bucket) return false;
    if (s3KeyPrefix !== undefined && !location.s3Location?.key?.startsWith(s3KeyPrefix))
      return false;
    const isTarget = targetedBy(application, location).length > 0;
    return deployed === 'ignore' || isTarget === (deployed === 'include');
  });
  if (sortBy) found.sort((a, b) => (a[sortBy] ?? 0) - (b[sortBy] ?? 0));
  if (sortOrder === 'descending') found.reverse();
  const { items, nextToken } = page(found, ({ location }) => revisionKey(location), {
    token: input.nextToken,
    size: pageSize,
  });
  return { revisions: items.map(({ location }) => location), nextToken };
};

/** The bundle of a revision that can be deployed here. */
export function bundleOf(revision: Structures['RevisionLocation']): S3Revision {
  assertRevision(revision);
  const { bucket, key, bundleType, version, eTag } = revision.s3Location ?? {};
  if (bucket === undefined || key === undefined || bundleType === undefined) {
    throw invalid('This emulator deploys revisions in S3 only, not from GitHub');
  }
  return { bucket, key, bundleType, ...(version && { version }), ...(eTag && { eTag }) };
}

function assertRevision({
  revisionType,
  s3Location,
  gitHubLocation,
}: Structures['RevisionLocation']): void {
  if (revisionType === 'S3') {
    const { bucket, key, bundleType } = s3Location ?? {};
    if (!bucket || !key || !bundleType)
      throw invalid('An S3 revision needs a bucket, a key and a bundleType');
    if (bundleType === 'YAML' || bundleType === 'JSON') {
      throw invalid(
        `The bundle type ${bundleType} is for ECS and Lambda; the platform Server takes tar, tgz and zip`,
      );
    }
  } else if (revisionType === 'GitHub') {
    const { repository, commitId } = gitHubLocation ?? {};
    if (!repository || !commitId)
      throw invalid('A GitHub revision needs a repository and a commitId');
  } else if (revisionType) {
    throw invalid(
      `The revision type ${revisionType} is for ECS and Lambda; this emulator offers the platform Server only`,
    );
  } else {
    throw invalid('The revision has no revisionType');
  }
}

function infoOf(application: Application, revision: Revision): Structures['GenericRevisionInfo'] {
  const { description, registerTime, firstUsedTime, lastUsedTime } = revision;
  return {
    description,
    deploymentGroups: targetedBy(application, revision.location),
    registerTime: seconds(registerTime),
    firstUsedTime: firstUsedTime === undefined ? undefined : seconds(firstUsedTime),
    lastUsedTime: lastUsedTime === undefined ? undefined : seconds(lastUsedTime),
  };
}

/** The groups of which it is the target revision. */
function targetedBy({ groups }: Application, location: Structures['RevisionLocation']): string[] {
  const key = revisionKey(location);
  return [...groups.values()]
    .filter(({ targetRevision }) => targetRevision && revisionKey(targetRevision) === key)
    .map(({ name }) => name);
}

function describe({ s3Location, gitHubLocation }: Structures['RevisionLocation']): string {
  if (gitHubLocation) return `${gitHubLocation.repository}@${gitHubLocation.commitId}`;
  return `s3://${s3Location?.bucket}/${s3Location?.key}`;
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidRevisionException', message);
}
