import { matchesGlob } from '../../config/glob.ts';
import { defined } from '../../defined.ts';
import { S3Error } from './errors.ts';

/** A bucket's policy: as it was put, and as it is judged. */
export type BucketPolicy = { text: string; statements: readonly Statement[] };

type Texts = string | readonly string[];

export type Statement = {
  Effect: 'Allow' | 'Deny';
  Principal: '*' | { AWS: Texts };
  Action: Texts;
  Resource: Texts;
  Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
};

const operators = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'ArnEquals',
  'ArnNotEquals',
  'ArnLike',
  'ArnNotLike',
  'Bool',
  'Null',
] as const;

/** Condition keys that are judged; behind a `/` stands the key of a tag. */
const keys = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:ResourceAccount',
  'aws:SecureTransport',
  's3:ExistingObjectTag/*',
  's3:ObjectCreationOperation',
  's3:RequestObjectTag/*',
  's3:RequestObjectTagKeys',
  's3:if-none-match',
];

/** Refuses what is not a policy, as S3 does, and what it would judge differently than S3: it would let too much be. */
export function readPolicy(text: string, bucket: string): BucketPolicy {
  let found: unknown;
  try {
    // What is written as a number or a truth counts by its text.
    found = JSON.parse(text, (_, value) =>
      /number|boolean/.test(typeof value) ? `${value}` : value,
    );
  } catch {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  const { Statement, ...rest } = (found ?? {}) as Record<string, unknown>;
  const statements = [Statement ?? []].flat() as Statement[];
  if (statements.length === 0) throw malformed('Missing required field Statement');
  refuseOthers(Object.keys(rest), ['Version', 'Id']);
  for (const statement of statements) checkStatement(statement, bucket);
  return { text, statements };
}

function checkStatement(statement: Statement, bucket: string): void {
  if (!isObject(statement)) throw malformed('Invalid policy syntax.');
  const { Effect, Principal, Action, Resource, Condition = {}, ...rest } = statement;
  refuseOthers(Object.keys(rest), ['Sid']);
  for (const [name, value] of Object.entries({ Effect, Principal, Action, Resource }))
    if (value === undefined) throw malformed(`Missing required field ${name}`);
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed(`Invalid effect: ${Effect}`);
  if (Principal !== '*' && !isObject(Principal)) throw malformed('Invalid principal in policy');
  if (Principal !== '*') refuseOthers(Object.keys(Principal), ['AWS']);
  if (!areTexts(Action)) throw malformed('Policy has invalid action');
  const arn = /^arn:[a-z-]+:s3:::([^/]*)/;
  if ([Resource].flat().some((one) => arn.exec(one)?.[1] !== bucket))
    throw malformed('Policy has invalid resource');
  if (!isObject(Condition) || !Object.values(Condition).every(isObject))
    throw malformed('Invalid policy syntax.');
  for (const [operator, values] of Object.entries(Condition)) {
    refuseOthers([partsOf(operator).operator], operators);
    if (!Object.values(values).every(areTexts)) throw malformed('Invalid policy syntax.');
    for (const key of Object.keys(values))
      if (!keys.some((one) => matchesGlob(one.toLowerCase(), key.toLowerCase())))
        throw notJudged(`the condition key ${key}`);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areTexts(value: unknown): boolean {
  return [value].flat().every((one) => typeof one === 'string');
}

/** `ForAnyValue:StringEqualsIfExists` taken apart. */
export function partsOf(text: string): { of?: string; operator: string; ifExists: boolean } {
  const [, of, operator = '', exists] =
    /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(text) ?? [];
  return { ...defined({ of }), operator, ifExists: exists !== undefined };
}

function refuseOthers(names: readonly string[], known: readonly string[]): void {
  const other = names.find((name) => !known.includes(name));
  if (other !== undefined) throw notJudged(other);
}

function malformed(message: string): S3Error {
  return new S3Error('MalformedPolicy', 400, message);
}

function notJudged(what: string): S3Error {
  return new S3Error(
    'NotImplemented',
    501,
    `the emulator does not judge ${what} in bucket policies`,
  );
}
