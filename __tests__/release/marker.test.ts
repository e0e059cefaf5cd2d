import { describe, expect, test } from '@jest/globals';
import { describeDeployment, isSameRun, readMarker } from '../../src/release/marker.ts';

const marker = {
  version: '1.214',
  environment: 'production',
  run: 'github:9876543.1',
  sha: '3fa85f6412345678',
};

describe('the marker in a deployment’s description', () => {
  test('is the one that everybody can look for', () => {
    expect(describeDeployment(marker)).toBe(
      'fanout/1 v=1.214 env=production run=github:9876543.1 sha=3fa85f64',
    );
  });

  test('keeps to 256 characters whatever the reason', () => {
    const description = describeDeployment(marker, 'because '.repeat(100));
    expect(description).toHaveLength(256);
    expect(readMarker(description)).toEqual({ ...marker, sha: '3fa85f64' });
  });

  test.each([
    undefined,
    '',
    'deployed by hand',
    'fanout/2 v=1 env=e run=r',
    'fanout/1 v=1 env=production',
    'fanout/1 v= env=production run=x',
    'not fanout/1 v=1 env=e run=r',
  ])('is not seen in %j', (description) => {
    expect(readMarker(description)).toBeUndefined();
  });

  test('tells the bundles of one application apart, however little room there is for their names', () => {
    const theirs = readMarker(describeDeployment({ ...marker, bundle: 'api' }));
    expect(theirs?.bundle).toBe('api');
    expect(isSameRun(theirs, { ...marker, bundle: 'api' })).toBe(true);
    expect(isSameRun(theirs, { ...marker, bundle: 'worker' })).toBe(false);
    expect(isSameRun(theirs, marker)).toBe(false);
    const [version, environment] = ['1'.repeat(64), 'e'.repeat(64)];
    const long = {
      version,
      environment,
      run: 'r'.repeat(80),
      sha: marker.sha,
      bundle: 'api-of-old',
    };
    expect(
      isSameRun(readMarker(describeDeployment({ ...long, back: true })), { ...long, back: true }),
    ).toBe(true);
  });

  test('tells runs apart', () => {
    const theirs = readMarker(describeDeployment(marker));
    expect(isSameRun(theirs, marker)).toBe(true);
    expect(isSameRun(theirs, { ...marker, run: 'github:9876543.2' })).toBe(false);
    expect(isSameRun(theirs, { ...marker, version: '1.213' })).toBe(false);
    expect(isSameRun(undefined, marker)).toBe(false);
  });

  test.each([
    'v=1.6 leaks memory',
    'back=1',
    'sha=00000000 run=github:1.1 env=test',
    'leaks run=github:1.1 v=1.6',
  ])('is what it was made of, whatever the reason: %j', (reason) => {
    const { sha: _, ...bare } = marker;
    expect(readMarker(describeDeployment(bare, reason))).toEqual(bare);
    expect(readMarker(describeDeployment({ ...bare, back: true }, reason))).toEqual({
      ...bare,
      back: true,
    });
  });

  test.each(['by hand/orders 7.zip', `${'folder/'.repeat(60)}orders.tgz`])(
    'can be read where a revision of others has the key %j',
    (version) => {
      const theirs = readMarker(describeDeployment({ ...marker, version, back: true }, 'because'));
      expect(isSameRun(theirs, { ...marker, version })).toBe(true);
      expect(theirs).toMatchObject({ sha: '3fa85f64', back: true });
    },
  );
});
