import { expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { openVerifier } from '../../src/cli/verifier.ts';
import { systemClock } from '../../src/clock.ts';
import type { Check } from '../../src/config/destination.ts';
import { aDestination } from '../release/makers.ts';

/** Fails with the names of its environment in its output. */
const names: Check = {
  kind: 'command',
  name: 'names',
  command: [
    process.execPath,
    '-e',
    'console.log(JSON.stringify(Object.keys(process.env))); process.exit(1)',
  ],
  timeout: 60_000,
  interval: 120_000,
  consecutive: 1,
  failures: 3,
};

test('a command gets no credential of the job, but what is needed to run it', async () => {
  const ports = {
    env: {
      PATH: process.env.PATH,
      HOME: '/home/ci',
      AWS_ACCESS_KEY_ID: 'AKIA',
      AWS_SESSION_TOKEN: 't',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.2/',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't',
      GITHUB_TOKEN: 't',
      INPUT_CONFIG: 'fanout.yml',
      GITHUB_SHA: '3fa85f64',
      NPM_TOKEN: 't',
      STATUS_PAGE: 'a secret of the configuration',
    },
    cwd: process.cwd(),
    host: {} as Host,
    clock: systemClock,
    signal: new AbortController().signal,
  };
  const verifier = openVerifier(ports, ['STATUS_PAGE']);
  try {
    const release = { version: '1.214', digest: 'ab' };
    const [cause] = await verifier.verify(aDestination({ verify: [names] }), release);
    expect(JSON.parse(cause?.log ?? '[]').toSorted()).toEqual(
      [
        'ACCOUNT_ID',
        'ACCOUNT_NAME',
        'APPLICATION',
        'DEPLOYMENT_GROUP',
        'DIGEST',
        'GITHUB_SHA',
        'HOME',
        'PATH',
        'REGION',
        'VERSION',
      ].toSorted(),
    );
  } finally {
    verifier.close();
  }
});
