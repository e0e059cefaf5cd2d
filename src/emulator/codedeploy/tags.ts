import { ServiceError } from '../service.ts';
import { applicationNamed, groupNamed, type Handler, toMap } from './context.ts';
import type { Scope } from './state.ts';

export const tagResource: Handler<'TagResource'> = ({ scope }, { ResourceArn, Tags }) => {
  const tags = tagsOf(scope, ResourceArn);
  for (const [key, value] of toMap(Tags)) tags.set(key, value);
  return {};
};

export const untagResource: Handler<'UntagResource'> = ({ scope }, { ResourceArn, TagKeys }) => {
  const tags = tagsOf(scope, ResourceArn);
  for (const key of TagKeys) tags.delete(key);
  return {};
};

/** All of them at once: the operation has no error for a token of another list, nor for what does not exist. */
export const listTagsForResource: Handler<'ListTagsForResource'> = (
  { scope },
  { ResourceArn },
) => ({
  Tags: [...known(scope, ResourceArn)].map(([Key, Value]) => ({ Key, Value })),
});

function known(scope: Scope, arn: string): Map<string, string> {
  try {
    return tagsOf(scope, arn);
  } catch (error) {
    if (error instanceof ServiceError && error.code.endsWith('DoesNotExistException'))
      return new Map();
    throw error;
  }
}

/** Applications and deployment groups have tags: `arn:aws:codedeploy:REGION:ACCOUNT:application:NAME`, `…:deploymentgroup:APPLICATION/GROUP`. */
function tagsOf(scope: Scope, arn: string): Map<string, string> {
  const [prefix, partition, service, region, account, kind, ...rest] = arn.split(':');
  const name = rest.join(':');
  const isHere =
    prefix === 'arn' &&
    service === 'codedeploy' &&
    partition === scope.partition &&
    region === scope.region &&
    account === scope.account;
  if (!isHere || name === '') {
    const message = `"${arn}" is not an ARN of CodeDeploy in ${scope.account}/${scope.region}`;
    throw new ServiceError('InvalidArnException', message);
  }
  if (kind === 'application') return applicationNamed(scope, name).tags;
  if (kind === 'deploymentgroup') {
    const [application = '', group = ''] = name.split('/');
    return groupNamed(scope, application, group).tags;
  }
  throw new ServiceError('ArnNotSupportedException', `A ${kind} has no tags: "${arn}"`);
}
