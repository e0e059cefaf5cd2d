import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { knownRegions, regionDoubt } from '../../src/config/regions.ts';

test('every region of the SDK is known', () => {
  const theirFile = '../../node_modules/@aws-sdk/core/dist-cjs/submodules/client/index.js';
  const text = readFileSync(new URL(theirFile, import.meta.url), 'utf8');
  const theirs = text.match(/\b[a-z]{2,4}(?:-[a-z]+)+-\d\b/g) ?? [];
  expect(theirs.length).toBeGreaterThan(30);
  expect([...new Set(theirs)].filter((one) => !knownRegions.includes(one))).toEqual([]);
});

test.each([
  ['eu-west-1', undefined],
  ['us-gov-east-1', undefined],
  ['eu-wset-1', { wrong: true, hint: 'did you mean "eu-west-1"?' }],
  ['eu-wes-1', { wrong: true, hint: 'did you mean "eu-west-1"?' }],
  ['eu-wst-1', { wrong: true, hint: 'did you mean "eu-west-1"?' }],
  ['us-esat-2', { wrong: true, hint: 'did you mean "us-east-2"?' }],
  ['ap-southest-2', { wrong: true, hint: 'did you mean "ap-southeast-2"?' }],
  ['ue-west-1', { wrong: false, hint: 'did you mean "eu-west-1"?' }],
  ['nz-central-1', { wrong: false, hint: expect.stringContaining('did you mean') }],
])('%s: %j', (region, doubt) => {
  expect(regionDoubt(region)).toEqual(doubt);
});
