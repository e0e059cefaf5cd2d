import type { S3Location } from '@aws-sdk/client-codedeploy';
import { expect, test } from '@jest/globals';
import type { Artifact } from '../../../src/release/deployment/deployment-input.ts';
import { undo } from '../../../src/release/run/undo.ts';
import { aDestination, aResult } from '../makers.ts';

test('what others had deployed is handed back as it was read, be it no zip', async () => {
  const location: S3Location = { bucket: 'theirs', key: 'app.tgz', bundleType: 'tgz', eTag: 'e' };
  const running = { deploymentId: 'd-BEFORE123', location };
  const given: Artifact[] = [];
  await undo(
    [aDestination()],
    [aResult({ deploymentId: 'd-ABCDEF123' })],
    new Map([['retail/eu-west-1', { group: {}, running }]]),
    {
      emit: () => undefined,
      signal: new AbortController().signal,
      deployedSince: async () => undefined,
      deploy: async (_, artifact) => {
        given.push(artifact);
        return aResult();
      },
    },
  );
  expect(given).toMatchObject([{ bucket: 'theirs', key: 'app.tgz', bundleType: 'tgz', eTag: 'e' }]);
});
