import type { S3Location } from '@aws-sdk/client-codedeploy';
import { expect, test } from '@jest/globals';
import {
  type Artifact,
  deploymentInput,
} from '../../../src/release/deployment/deployment-input.ts';
import { undo } from '../../../src/release/run/undo.ts';
import { aDestination, aResult, aWave } from '../makers.ts';

test('what others had deployed is handed back as it was read, be it no zip', async () => {
  const location: S3Location = { bucket: 'theirs', key: 'app.tgz', bundleType: 'tgz', eTag: 'e' };
  const running = { deploymentId: 'd-BEFORE123', location };
  const given: Artifact[] = [];
  await undo(
    [aWave({ destinations: [aDestination()] })],
    [aResult({ deploymentId: 'd-ABCDEF123' })],
    new Map([['retail/eu-west-1', { group: {}, running }]]),
    {
      emit: () => undefined,
      signal: new AbortController().signal,
      deployedSince: async () => undefined,
      withdraw: async (_, result) => result,
      deploy: async (_, artifact) => {
        given.push(artifact);
        return aResult();
      },
    },
  );
  expect(given).toMatchObject([{ bucket: 'theirs', key: 'app.tgz', bundleType: 'tgz', eTag: 'e' }]);
});

test('CodeDeploy is asked for the bundle that it is', () => {
  const artifact = { version: 'app.tgz', bucket: 'theirs', key: 'app.tgz' };
  const kindOf = (more: Partial<Artifact>) =>
    deploymentInput(aDestination(), { ...artifact, ...more }, '').revision?.s3Location?.bundleType;
  expect([kindOf({ bundleType: 'tgz' }), kindOf({})]).toEqual(['tgz', 'zip']);
});

test('no more of a wave go back at once than may be deployed to at once', async () => {
  const ids = Array.from({ length: 6 }, (_, index) => `retail/${index}`);
  const destinations = ids.map((id) => aDestination({ id }));
  const running = { deploymentId: 'd-BEFORE123', location: { bucket: 'b', key: 'k' } };
  let [now, most] = [0, 0];
  await undo(
    [aWave({ destinations, maxParallel: 2 })],
    ids.map((destination) => aResult({ destination, deploymentId: 'd-ABCDEF123' })),
    new Map(ids.map((id) => [id, { group: {}, running }])),
    {
      emit: () => undefined,
      signal: new AbortController().signal,
      deployedSince: async () => undefined,
      withdraw: async (_, result) => result,
      deploy: async ({ id }) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise(setImmediate);
        now -= 1;
        return aResult({ destination: id });
      },
    },
  );
  expect(most).toBe(2);
});
