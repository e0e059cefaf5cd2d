import type { Role } from '../config/destination.ts';

/** What a session of a role takes: tags unless it is told to have none, who started the run where that is asked for. */
export function assumeActions({
  sessionTags,
  sourceIdentity,
}: Pick<Role, 'sessionTags' | 'sourceIdentity'>): string[] {
  return [
    'sts:AssumeRole',
    ...(sessionTags === false ? [] : ['sts:TagSession']),
    ...(sourceIdentity ? ['sts:SetSourceIdentity'] : []),
  ];
}
