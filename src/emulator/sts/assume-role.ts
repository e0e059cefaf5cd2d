import { defined } from '../../defined.ts';
import { ServiceError } from '../service.ts';
import { assumedRoleArn, type Role, roleArn } from './roles.ts';
import type { Session, Sessions } from './sessions.ts';
import { sessionTags, type Tag } from './tags.ts';
import {
  arnConstraint,
  durationConstraint,
  sessionNameConstraint,
  validate,
  wholeNumber,
} from './validation.ts';

/** What the operations of STS work on. */
export type StsState = {
  roles: ReadonlyMap<string, Role>;
  sessions: Sessions;
};

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function assumeRole(
  { roles, sessions }: StsState,
  parameters: URLSearchParams,
  caller: Session,
) {
  refuseUnknown(
    parameters,
    /^(RoleArn|RoleSessionName|DurationSeconds|ExternalId|SourceIdentity|(Tags|TransitiveTagKeys)(\..+)?)$/,
  );
  validate(parameters, {
    RoleArn: arnConstraint,
    RoleSessionName: sessionNameConstraint,
    DurationSeconds: durationConstraint,
    ExternalId: { minLength: 2, maxLength: 1224, pattern: /[\w+=,.@:/-]*/ },
    SourceIdentity: { minLength: 2, maxLength: 64, pattern: /[\w+=,.@-]*/ },
  });
  const arn = parameters.get('RoleArn') ?? '';
  checkArn(arn);
  const tags = sessionTags(parameters);
  const role = roles.get(arn);
  if (!role || !trusts(role, caller, parameters.get('ExternalId'))) {
    throw notAuthorized(caller, 'sts:AssumeRole', arn);
  }
  const passed = passedOn(caller, tags, parameters);
  if (passed.tags.length > 0 && role.sessionTags === false) {
    throw notAuthorized(caller, 'sts:TagSession', arn);
  }
  const sourceIdentity = identityOf(caller, role, parameters, arn);
  if (!meets(role.asks ?? {}, passed.tags, sourceIdentity))
    throw notAuthorized(caller, 'sts:AssumeRole', arn);
  const seconds = wholeNumber(parameters, 'DurationSeconds') ?? 3600;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
  if (caller.sessionToken !== undefined && seconds > 3600) {
    throw new ServiceError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  return {
    ...opened({
      role,
      sessions,
      seconds,
      sessionName: parameters.get('RoleSessionName') ?? '',
      given: { ...passed, ...defined({ sourceIdentity }) },
    }),
    SourceIdentity: sourceIdentity,
  };
}

/** Transitive tags of the caller's session come along, and nothing can replace them. */
function passedOn(caller: Session, tags: Tag[], parameters: URLSearchParams) {
  const inherited = (caller.tags ?? []).filter(({ key }) => caller.transitive?.has(lower(key)));
  const keys = new Set(tags.map(({ key }) => lower(key)));
  for (const { key } of inherited)
    if (keys.has(lower(key)))
      throw new ServiceError(
        'InvalidParameterValue',
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
      );
  const wanted = transitiveKeys(parameters);
  for (const key of wanted)
    if (!keys.has(lower(key)))
      throw new ServiceError(
        'InvalidParameterValue',
        'The specified transitive tag key must be included in the requested tags.',
      );
  const transitive = new Set([...wanted, ...inherited.map(({ key }) => key)].map(lower));
  return { tags: [...inherited, ...tags], transitive };
}

const lower = (text: string) => text.toLowerCase();

function transitiveKeys(parameters: URLSearchParams): string[] {
  const entries = [...parameters].filter(([name]) => /^TransitiveTagKeys\.member\.\d+$/.test(name));
  return entries.map(([, key]) => key);
}

function meets(
  { tags: wanted = {}, sourceIdentity }: NonNullable<Role['asks']>,
  tags: readonly Tag[],
  identity: string | undefined,
): boolean {
  const has = ([key, value]: [string, string]) =>
    tags.some((tag) => lower(tag.key) === lower(key) && tag.value === value);
  return Object.entries(wanted).every(has) && (sourceIdentity ?? identity) === identity;
}

/** Once it is set it stays, in every session that comes of it. */
function identityOf(caller: Session, role: Role, parameters: URLSearchParams, arn: string) {
  const asked = parameters.get('SourceIdentity') ?? undefined;
  const had = caller.sourceIdentity;
  const isAllowed = role.sourceIdentity !== false && (had === undefined || had === (asked ?? had));
  if ((asked ?? had) !== undefined && !isAllowed)
    throw notAuthorized(caller, 'sts:SetSourceIdentity', arn);
  return asked ?? had;
}

/** Mints the credentials, and gives them in the shape of an answer. Throws when the role allows no session so long. */
export function opened({
  role,
  sessions,
  seconds,
  sessionName,
  given = {},
}: {
  role: Role;
  sessions: Sessions;
  seconds: number;
  sessionName: string;
  given?: Pick<Session, 'tags' | 'transitive' | 'sourceIdentity'>;
}) {
  if (seconds > (role.maxSessionDuration ?? 3600)) {
    throw new ServiceError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  const arn = assumedRoleArn(role, sessionName);
  const userId = `${role.id}:${sessionName}`;
  const session = sessions.open({
    account: role.account.id,
    arn,
    role: role.arn,
    userId,
    seconds,
    ...given,
  });
  return {
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    Credentials: {
      AccessKeyId: session.principal.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expires ?? 0).toISOString().replace(/\.\d{3}/, ''),
    },
  };
}

export function checkArn(arn: string): void {
  if (!arn.startsWith('arn:')) throw new ServiceError('ValidationError', `${arn} is invalid`);
  if (!roleArn.test(arn)) throw new ServiceError('ValidationError', 'Request ARN is invalid');
}

/** A parameter that is not understood might restrict the session; leaving it out would grant more than was asked. */
export function refuseUnknown(parameters: URLSearchParams, known: RegExp): void {
  for (const name of parameters.keys()) {
    if (name === 'Action' || name === 'Version' || known.test(name)) continue;
    throw new ServiceError(
      'NotImplemented',
      `the emulator does not know the parameter "${name}"`,
      501,
    );
  }
}

function trusts(role: Role, caller: Session, externalId: string | null): boolean {
  if (role.externalId !== undefined && role.externalId !== externalId) return false;
  return role.trusts === undefined || role.trusts.includes(caller.principal.account);
}

function notAuthorized(caller: Session, action: string, resource: string): ServiceError {
  return new ServiceError(
    'AccessDenied',
    `User: ${caller.principal.arn} is not authorized to perform: ${action} on resource: ${resource}`,
    403,
  );
}
