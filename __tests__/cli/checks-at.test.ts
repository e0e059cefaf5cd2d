import { expect, test } from '@jest/globals';
import { checksAt } from '../../src/cli/checks-at.ts';

const here = 'http://127.0.0.1:4566';

test('checks are answered by the emulator that is deployed to', () => {
  expect(checksAt(here, { AWS_ENDPOINT_URL: `${here}/` })).toBeInstanceOf(Function);
});

test.each([
  ['nothing leads there', {}],
  ['another one is deployed to', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4567' }],
  [
    'the endpoint that is named is ignored',
    { AWS_ENDPOINT_URL: here, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
  ],
  [
    'CodeDeploy is asked elsewhere',
    {
      AWS_ENDPOINT_URL: here,
      AWS_ENDPOINT_URL_CODEDEPLOY: 'https://codedeploy.eu-west-1.amazonaws.com',
    },
  ],
  [
    'records go elsewhere',
    { AWS_ENDPOINT_URL: here, AWS_ENDPOINT_URL_S3: 'https://s3.eu-west-1.amazonaws.com' },
  ],
])('but not where %s', (_, env) => {
  expect(() => checksAt(here, env)).toThrow('the checks would not look at what is deployed');
});

test('nor on another machine', () => {
  const there = 'https://emulator.example.com';
  expect(() => checksAt(there, { AWS_ENDPOINT_URL: there })).toThrow(
    'would not look at what is deployed',
  );
});
