import { expect, test } from '@jest/globals';
import { countRequests } from '../../src/release/request-counts.ts';
import { aManualClock, anEmulator, aSession, inRegions } from './makers.ts';

const [destination] = inRegions(['eu-west-1']);
if (!destination) throw new Error('there is no destination');

const timeless = (texts: readonly string[]) =>
  texts.map((text) => text.replace(/after \d+ ms, request [\w-]+$/, 'after T, request R'));

test('every request can be followed, by its place, its end and its id, also one that is repeated', async () => {
  const emulator = await anEmulator([destination], {
    clock: aManualClock(),
    faults: [
      { service: 'codedeploy', operation: ['GetDeploymentGroup'], times: 1, then: 'throttle' },
    ],
  });
  const texts: string[] = [];
  const session = aSession(emulator, { debug: (text) => texts.push(text) });
  await session.codedeploy(destination).getGroup();
  expect(await session.artifacts(destination).find('no/such.zip')).toBeUndefined();
  expect(timeless(texts)).toEqual([
    'STS AssumeRole (eu-west-1): 200 after T, request R',
    'CodeDeploy GetDeploymentGroup (222222222222/eu-west-1): ThrottlingException after T, request R',
    'CodeDeploy GetDeploymentGroup (222222222222/eu-west-1): 200 after T, request R',
    'S3 HeadObject (222222222222/eu-west-1): NotFound after T, request R',
  ]);
});

test('what was repeated or refused for its rate is counted, by service, account and region', async () => {
  const emulator = await anEmulator([destination], {
    clock: aManualClock(),
    faults: [
      { service: 'codedeploy', operation: ['GetDeploymentGroup'], times: 2, then: 'throttle' },
      { service: 's3', operation: ['HeadObject'], times: 1, then: { status: 500 } },
    ],
  });
  const counts = countRequests();
  const session = aSession(emulator, { onRequest: counts.note });
  await session.codedeploy(destination).getGroup();
  await session.artifacts(destination).find('no/such.zip');
  const place = { account: '222222222222', region: 'eu-west-1' };
  expect(counts.take()).toEqual([
    { service: 'codedeploy', ...place, retries: 2, throttles: 2 },
    { service: 's3', ...place, retries: 1, throttles: 0 },
  ]);
  await session.codedeploy(destination).getGroup();
  expect(counts.take()).toEqual([]);
});

test('nothing of what is sent or answered is told', async () => {
  const emulator = await anEmulator([destination]);
  const texts: string[] = [];
  const session = aSession(emulator, { debug: (text) => texts.push(text) });
  await session.codedeploy(destination).getGroup();
  expect(emulator.secrets).not.toEqual([]);
  for (const secret of emulator.secrets) expect(texts.join('\n')).not.toContain(secret);
});
