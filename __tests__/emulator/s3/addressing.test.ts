import { describe, expect, test } from '@jest/globals';
import { addressed } from '../../../src/emulator/s3/addressing.ts';

describe('Buckets are addressed in the path, or in front of `localhost`, `s3.localhost` or `s3.REGION.localhost`.', () => {
  test.each([
    ['127.0.0.1:4566', '/b/k', 'b', 'k'],
    ['localhost:4566', '/b/a/b%20c', 'b', 'a/b c'],
    ['localhost', '/b', 'b', ''],
    ['localhost', '/b/', 'b', ''],
    ['localhost', '/', '', ''],
    ['localhost', '/b//k', 'b', '/k'],
    ['localhost', '/b/../k', 'b', '../k'],
    ['b.localhost:4566', '/k', 'b', 'k'],
    ['my.dotted.bucket.localhost', '/k', 'my.dotted.bucket', 'k'],
    ['s3.localhost:4566', '/b/k', 'b', 'k'],
    ['s3.eu-west-1.localhost', '/b/k', 'b', 'k'],
    ['s3.us-gov-west-1.localhost', '/b/k', 'b', 'k'],
    ['b.s3.localhost', '/k', 'b', 'k'],
    ['b.s3.eu-west-1.localhost:4566', '/a/k', 'b', 'a/k'],
    ['b.c.s3.eu-west-1.localhost', '/', 'b.c', ''],
  ])('at %s%s as %j with the key %j', (host, path, bucketName, key) => {
    const headers = [['host', host]] as const;
    const request = { method: 'GET', path, rawQuery: '', query: [], headers };
    expect(addressed(request)).toEqual({ bucketName, key });
  });
});
