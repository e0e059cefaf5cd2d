import { expect, test } from '@jest/globals';
import { plainSecrets } from '../../src/cli/plain-secrets.ts';
import type { Check } from '../../src/config/destination.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { anHttpCheck } from '../verify/a-check.ts';

const warned = (check: Check) => {
  const destination = aDestination({ verify: [check] });
  return plainSecrets(
    anEnvironment({ waves: [aWave({ destinations: [destination] })] }),
    ['STATUS_TOKEN'],
    { STATUS_TOKEN: 'geheim' },
  );
};
const secret = { authorization: 'Bearer geheim' };

test('a secret in a header without https is warned of', () => {
  const [problem] = warned(anHttpCheck('http://orders.example.com/status', { headers: secret }));
  expect(problem?.message).toMatch(/^the check ".*" sends a secret in its headers without https$/);
});

test.each([
  ['by https', 'https://orders.example.com', secret],
  ['to this machine', 'http://127.0.0.1:8080', secret],
  ['that is none', 'http://orders.example.com', { accept: 'text/plain' }],
])('one %s is not', (_, url, headers) => {
  expect(warned(anHttpCheck(url, { headers }))).toEqual([]);
});
