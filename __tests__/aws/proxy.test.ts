import { describe, expect, test } from '@jest/globals';
import { isDirect, isLoopback, proxyFor } from '../../src/aws/proxy.ts';

const host = 'codedeploy.eu-west-1.amazonaws.com';

describe('NO_PROXY', () => {
  test.each([
    ['', false],
    ['*', true],
    ['amazonaws.com', true],
    ['.amazonaws.com', true],
    ['*.amazonaws.com', true],
    ['AmazonAWS.com.', true],
    ['zonaws.com', false],
    [host, true],
    ['example.com, eu-west-1.amazonaws.com', true],
    ['example.com eu-west-1.amazonaws.com', true],
    ['amazonaws.com:443', true],
    ['amazonaws.com:8443', false],
    ['.', false],
    ['10.0.0.0/8', false],
  ])('"%s" leaves the host out: %p', (list, direct) => {
    expect(isDirect(host, 443, { NO_PROXY: list })).toBe(direct);
  });

  test.each([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.3:443', true],
    ['fd00::1', '[fd00::1]', true],
    ['fd00::1', '[fd00::1]:443', true],
    ['[fd00::1]', 'fd00::1', true],
    ['10.1.2.3', '2.3', false],
  ])('%s is left out by "%s": %p', (address, list, direct) => {
    expect(isDirect(address, 443, { NO_PROXY: list })).toBe(direct);
  });

  test('in lower case wins over upper case', () => {
    expect(isDirect(host, 443, { no_proxy: 'example.com', NO_PROXY: '*' })).toBe(false);
  });
});

test.each(['localhost', 'LOCALHOST', 'bucket.localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]'])(
  '%s is this machine and never proxied',
  (name) => {
    expect(isLoopback(name)).toBe(true);
    expect(isDirect(name, 80, {})).toBe(true);
  },
);

test.each(['127.example.com', '128.0.0.1', 'localhost.example.com', '::2'])(
  '%s is another machine',
  (name) => {
    expect(isLoopback(name)).toBe(false);
  },
);

test.each([
  ['https', { HTTPS_PROXY: 'http://a:1' }, 'http://a:1'],
  ['https', { https_proxy: 'http://b:1', HTTPS_PROXY: 'http://a:1' }, 'http://b:1'],
  ['https', { HTTP_PROXY: 'http://a:1' }, undefined],
  ['http', { HTTP_PROXY: 'http://a:1' }, 'http://a:1'],
  ['https', { HTTPS_PROXY: '' }, undefined],
  ['https', {}, undefined],
] as const)('the proxy for %s with %j is %s', (scheme, env, proxy) => {
  expect(proxyFor(scheme, env)).toBe(proxy);
});
