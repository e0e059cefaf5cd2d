import { describe, expect, test } from '@jest/globals';
import { checkHost, checkProxied } from '../../src/verify/address.ts';

describe('a host', () => {
  test.each([
    '169.254.169.254',
    '0.0.0.0',
    '[::]',
    '[::169.254.169.254]',
    '[::a9fe:a9fe]',
    '[2002:a9fe:a9fe::1]',
    '[64:ff9b::169.254.169.254]',
    '[64:ff9b:1::a9fe:a9fe]',
    '[64:ff9b:1:2:3:4:a9fe:0]',
    '[64:ff9b:1:a9fe:a9:fe00::]',
    '[fd00:ec2::254]',
  ])('%s is never asked', (host) => {
    expect(() => checkHost(host)).toThrow('link-local or metadata address');
  });

  test.each([
    '127.0.0.1',
    '[::1]',
    '10.0.0.1',
    '[64:ff9b::a00:1]',
    '[64:ff9b:1::a00:1]',
    'a.example',
  ])('%s may be', (host) => {
    expect(() => checkHost(host)).not.toThrow();
  });
});

describe('behind a proxy', () => {
  test.each([
    ['a metadata address', async () => [{ address: '10.0.0.1' }, { address: '169.254.169.254' }]],
  ])('a name that resolves to %s is not asked', async (_, resolve) => {
    await expect(checkProxied('a.example', resolve)).rejects.toThrow(
      '"a.example" (169.254.169.254)',
    );
  });

  test('a name that only the proxy can resolve is left to it', async () => {
    const unknown = async () => Promise.reject(new Error('ENOTFOUND'));
    await expect(checkProxied('a.example', unknown)).resolves.toBeUndefined();
  });
});
