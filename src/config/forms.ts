import { defined } from '../defined.ts';
import { partitionOf } from './partition.ts';

/** What a value must be like, as a phrase after "must be"; undefined where it is as it should be. */
export type Form = (value: string, place: Place) => string | undefined;

/** Where a value is for, as far as it bears on the value. */
export type Place = { region?: string; accountId?: string };

export const accountIdPattern = /^\d{12}$/;
/** A version is a part of S3 keys and of descriptions. */
const versionPattern = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/;

const arnPattern = /^arn:([a-z-]+):(iam|kms):([a-z0-9-]*):(\d{12}):(.+)$/;

/**
 * Forms by what they are for. Names: `applicationName` and its like in CodeDeploy's API model. Role and external id:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html. Buckets:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const forms = {
  name: pattern(
    /^[A-Za-z0-9+=,.@_-]{1,100}$/,
    'at most 100 letters, digits and any of + = , . @ _ -',
  ),
  version: pattern(
    versionPattern,
    'at most 64 letters, digits and any of . _ + -, with a letter or digit first',
  ),
  bucket(value) {
    const fine =
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value) &&
      !/\.\.|^(?:\d+\.){3}\d+$|^xn--|^sthree-|-s3alias$/.test(value);
    return fine
      ? undefined
      : 'a bucket name: 3 to 63 small letters, digits, "-" or ".", with a letter or digit at both ends';
  },
  accountId: pattern(accountIdPattern, 'an account id of twelve digits'),
  externalId: pattern(
    /^[\w+=,.@:/-]{2,1224}$/,
    '2 to 1224 letters, digits and any of + = , . @ : / _ -',
  ),
  sessionName: pattern(/^[\w+=,.@-]{2,64}$/, '2 to 64 letters, digits and any of + = , . @ _ -'),
  tagValue: pattern(
    /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u,
    'at most 256 letters, digits, spaces and any of _ . : / = + - @',
  ),
  role: roleArn,
  /** A role that may be in any account, but for the partition. */
  roleAnywhere: (value, { region }) => roleArn(value, defined({ region })),
  key(value, { region }) {
    const arn = arnPattern.exec(value);
    if (arn?.[2] !== 'kms' || !/^key\/[\w-]+$/.test(arn[5] ?? ''))
      return 'the full ARN of a key, not an alias, such as "arn:aws:kms:eu-west-1:111111111111:key/…"';
    if (region !== undefined && arn[3] !== region) return `a key in ${region}`;
    return inPartition(arn[1], defined({ region }));
  },
  url(value) {
    // What is left to fill in cannot end what it stands in: the form of a version allows no such character.
    const sample = value.replaceAll(/\$\{(?:version|digest)\}/g, '1');
    const url = URL.canParse(sample) ? new URL(sample) : undefined;
    const fine = /^https?:$/.test(url?.protocol ?? '') && !url?.username && !url?.password;
    return fine ? undefined : 'an address that begins with "http://" or "https://", without a user';
  },
  statsd(value) {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const isFine = url?.protocol === 'udp:' && url.hostname !== '' && /^\/?$/.test(url.pathname);
    return isFine ? undefined : 'an address such as "udp://127.0.0.1:8125"';
  },
  headerValue: pattern(
    /^[\t\x20-\x7e\x80-\xff]*$/,
    'text without line breaks or control characters',
  ),
  alarm: pattern(/^[^\p{Cc}]{1,255}$/u, 'the name of an alarm, at most 255 characters'),
  metric: pattern(/^[\x20-\x7e]{1,1024}$/, 'at most 1024 printable ASCII characters'),
  text: () => undefined,
} satisfies Record<string, Form>;

function roleArn(value: string, place: Place): string | undefined {
  const arn = arnPattern.exec(value);
  if (arn?.[2] !== 'iam' || !/^role\/[\w+=,.@/-]{1,576}$/.test(arn[5] ?? ''))
    return 'the ARN of a role such as "arn:aws:iam::111111111111:role/deploy"';
  return inPartition(arn[1], place) ?? inAccount(arn[4], place);
}

function pattern(expression: RegExp, phrase: string): Form {
  return (value) => (expression.test(value) ? undefined : phrase);
}

function inPartition(partition: string | undefined, { region }: Place): string | undefined {
  if (region === undefined || partition === partitionOf(region)) return undefined;
  return `in the partition "${partitionOf(region)}", as ${region} is`;
}

function inAccount(account: string | undefined, { accountId }: Place): string | undefined {
  if (accountId === undefined || account === accountId) return undefined;
  return `in the account ${accountId} that it is for`;
}
