import { describe, expect, test } from '@jest/globals';
import { complete, expand } from '../../src/config/template.ts';

const values: Record<string, string> = { region: 'eu-west-1', 'vars.a': 'A', 'env.KEY': 'hidden' };
const scope = { value: (name: string) => values[name], open: () => false };
const plain = ['region', 'environment', 'vars.*'] as const;
const check = [...plain, 'version', 'digest', 'env.*'] as const;

describe('plain texts', () => {
  test.each([
    ['nothing to fill in', 'a', 'a'],
    ['a variable', 'a-${region}-b', 'a-eu-west-1-b'],
    ['blanks inside', '${ region }', 'eu-west-1'],
    ['one twice', '${region}${region}', 'eu-west-1eu-west-1'],
    ['an escaped one', '$${region}', '${region}'],
    ['other dollars', '$1 $region $$ {region} $', '$1 $region $$ {region} $'],
    ['a dollar before an escape', '$$${region}', '$${region}'],
    ['of the user', '${vars.a}', 'A'],
  ])('%s', (_, text, expected) => {
    expect(expand(text, plain, scope)).toEqual({
      text: expected,
      missing: [],
      mistakes: [],
      secrets: [],
    });
  });
});

describe('texts that wait for the bundle', () => {
  test.each([
    ['stay as they are', '${region}/${version}/${digest}', 'eu-west-1/1.2/3fa8'],
    ['keep what was escaped', '$${version} ${version} $${region}', '${version} 1.2 ${region}'],
    ['keep other dollars', '$1 $$ ${version}$', '$1 $$ 1.2$'],
  ])('%s', (_, text, expected) => {
    const { text: left, mistakes } = expand(text, check, scope);
    expect(mistakes).toEqual([]);
    expect(complete(left, { version: '1.2', digest: '3fa8' })).toBe(expected);
  });

  test('a dollar of a value cannot change what follows it', () => {
    const dollars = { value: () => '$', open: () => false };
    expect(
      expand('${vars.a}${version}', check, {
        ...dollars,
        value: (name) => (name === 'vars.a' ? '$' : undefined),
      }).mistakes,
    ).toEqual([{ message: 'a "$" cannot stand right before "${version}"' }]);
  });

  test('values are put in as they are', () => {
    expect(complete('${version}', { version: "$&$'${digest}", digest: 'x' })).toBe("$&$'${digest}");
  });
});

test('secrets are told', () => {
  expect(expand('Bearer ${env.KEY}', check, scope)).toMatchObject({
    text: 'Bearer hidden',
    secrets: ['hidden'],
  });
});

describe('mistakes', () => {
  test.each([
    ['${regoin}', 'there is no variable "${regoin}"', 'did you mean "${region}"?'],
    [
      '${}',
      'there is no variable "${}"',
      'allowed here: region, environment, vars.NAME; write $${ for a literal ${',
    ],
    [
      '${vars.*}',
      'there is no variable "${vars.*}"',
      'allowed here: region, environment, vars.NAME; write $${ for a literal ${',
    ],
    [
      '${vars}',
      'there is no variable "${vars}"',
      'allowed here: region, environment, vars.NAME; write $${ for a literal ${',
    ],
    [
      '${commit}',
      '"${commit}" cannot be used here',
      'allowed here: region, environment, vars.NAME; write $${ for a literal ${',
    ],
    [
      '${digest}',
      '"${digest}" cannot be used here',
      'it is known once the bundle is built: in "verify"',
    ],
    [
      '${env.KEY}',
      '"${env.KEY}" cannot be used here',
      'environment variables are for "externalId" and "headers" only',
    ],
    ['${region', '"${region" has no closing "}"', 'write $${ for a literal ${'],
    ['${a${region}', '"${a" has no closing "}"', 'write $${ for a literal ${'],
    ['${vars.b}', 'the variable "b" has no value', 'set it under "vars", or pass --var b=VALUE'],
    ['${environment}', '"${environment}" has no value here', 'only a CI system provides it'],
  ])('%s', (text, message, hint) => {
    expect(expand(text, plain, scope).mistakes).toEqual([{ message, hint }]);
  });

  test('what may yet get a value is none', () => {
    const open = { value: () => undefined, open: (name: string) => name === 'vars.b' };
    expect(expand('${vars.b} ${region}', plain, open)).toMatchObject({
      missing: ['vars.b', 'region'],
      mistakes: [{ message: '"${region}" has no value here' }],
    });
  });
});
