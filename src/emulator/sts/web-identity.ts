import { matchesGlob } from '../../config/glob.ts';
import { ServiceError } from '../service.ts';
import { checkArn, opened, refuseUnknown, type StsState } from './assume-role.ts';
import {
  arnConstraint,
  durationConstraint,
  sessionNameConstraint,
  validate,
  wholeNumber,
} from './validation.ts';

/**
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 * The token's signature is not checked; its times are compared with the machine's clock, by which it was issued.
 */
export function assumeRoleWithWebIdentity(
  { roles, sessions }: StsState,
  parameters: URLSearchParams,
) {
  refuseUnknown(parameters, /^(RoleArn|RoleSessionName|DurationSeconds|WebIdentityToken)$/);
  validate(parameters, {
    RoleArn: arnConstraint,
    RoleSessionName: sessionNameConstraint,
    DurationSeconds: durationConstraint,
    WebIdentityToken: { required: true, minLength: 4, maxLength: 20_000 },
  });
  const arn = parameters.get('RoleArn') ?? '';
  checkArn(arn);
  const claims = claimsOf(parameters.get('WebIdentityToken') ?? '');
  const role = roles.get(arn);
  if (!role) throw notAuthorized();
  const provider = role.account.identityProviders ?? [];
  const trusted = provider.filter(({ issuer }) => bare(issuer) === bare(claims.issuer));
  if (role.account.identityProviders && trusted.length === 0) {
    throw invalidToken(`No OpenIDConnect provider found in your account for ${claims.issuer}`);
  }
  const usual = role.partition === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com';
  const allowed = trusted.length > 0 ? trusted.map(({ audience }) => audience) : [usual];
  const audience = claims.audiences.find((candidate) => allowed.includes(candidate));
  if (audience === undefined) throw invalidToken('Incorrect token audience');
  checkTimes(claims);
  if (role.subjects && !role.subjects.some((glob) => matchesGlob(glob, claims.subject))) {
    throw notAuthorized();
  }
  const seconds = wholeNumber(parameters, 'DurationSeconds') ?? 3600;
  return {
    SubjectFromWebIdentityToken: claims.subject,
    Audience: audience,
    ...opened({ role, sessions, seconds, sessionName: parameters.get('RoleSessionName') ?? '' }),
    Provider: `arn:${role.partition}:iam::${role.account.id}:oidc-provider/${bare(claims.issuer)}`,
  };
}

type Claims = {
  issuer: string;
  subject: string;
  audiences: string[];
  /** Seconds since the epoch. */
  expires: number;
  notBefore: number;
};

function claimsOf(token: string): Claims {
  const [, payload, signature] = token.split('.');
  const json = payload === undefined || signature === undefined ? undefined : parsed(payload);
  if (json === undefined) {
    throw invalidToken(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
  const { iss, sub, aud, exp, iat, nbf } = json;
  const audiences = (Array.isArray(aud) ? aud : [aud]).filter((entry) => typeof entry === 'string');
  for (const [name, present] of Object.entries({
    iss: typeof iss === 'string',
    sub: typeof sub === 'string',
    aud: audiences.length > 0,
    exp: typeof exp === 'number',
    iat: typeof iat === 'number',
  })) {
    if (!present) throw invalidToken(`Missing a required claim: ${name}`);
  }
  return {
    issuer: String(iss),
    subject: String(sub),
    audiences,
    expires: Number(exp),
    notBefore: typeof nbf === 'number' ? nbf : 0,
  };
}

function parsed(payload: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof json === 'object' && json !== null
      ? (json as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function checkTimes({ expires, notBefore }: Claims): void {
  const now = Math.floor(Date.now() / 1000);
  if (now >= expires) {
    throw new ServiceError(
      'ExpiredTokenException',
      `Token expired: current date/time ${now} must be before the expiration date/time${expires}`,
    );
  }
  if (now + 300 < notBefore) throw invalidToken('The token is not yet valid');
}

function bare(issuer: string): string {
  return issuer.replace(/^https:\/\//, '').replace(/\/$/, '');
}

function invalidToken(message: string): ServiceError {
  return new ServiceError('InvalidIdentityToken', message);
}

function notAuthorized(): ServiceError {
  return new ServiceError(
    'AccessDenied',
    'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    403,
  );
}
