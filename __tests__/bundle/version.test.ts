import { describe, expect, test } from '@jest/globals';
import { compareVersions, versionProblems } from '../../src/bundle/version.ts';
import fc from '../fast-check.ts';

describe('a version', () => {
  test.each(['1', '1.214', 'local', '2026-11-23_a+b', 'x'.repeat(64)])('%s is fine', (version) => {
    expect(versionProblems(version)).toEqual([]);
  });
  test.each([
    ['', 'the version is empty'],
    ['1 2/3', 'version "1 2/3" has " ", "/" in it'],
    ['1.2\n', 'version "1.2\\n" has "\\n" in it'],
    ['é😀', 'version "é😀" has "é", "😀" in it'],
    ['..', 'version ".." begins with "."'],
    ['x'.repeat(65), `version "${'x'.repeat(65)}" has 65 characters`],
  ])('%j is not', (version, message) => {
    expect(versionProblems(version)).toEqual([
      { code: 'bad-version', message, hint: expect.stringContaining('1 to 64 letters') },
    ]);
  });
});

describe('versions compare', () => {
  test.each([
    ['1.214', '1.99', 1],
    ['1.99', '1.214', -1],
    ['1.2', '1.2.0', 0],
    ['1.2', '1.2.1', -1],
    ['1.2.1', '1.2', 1],
    ['1.2.0', '1.2', 0],
    ['01', '1', 0],
    ['9007199254740993', '9007199254740992', 1],
    ['1.2', '1.2-rc1', undefined],
    ['local', '1', undefined],
    ['v1', 'v2', undefined],
    ['v1.2.2', '1.2.3', -1],
    ['1.3.0-rc.1', '1.3.0', -1],
    ['1.3.0-rc.1', 'v1.2.9', 1],
    ['1.0.0+a', 'v1.0.0+b', 0],
    ['01.0.0-a', '1.0.0', undefined],
    ['1.0.0-01', '1.0.0', undefined],
    ['1.0.0-9007199254740993', '1.0.0-9007199254740992', 1],
    ['1.', '1', undefined],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(compareVersions(a, b)).toBe(expected);
  });

  test('as an order does', () => {
    const version = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }).map((n) => n.join('.'));
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [ab, ba, bc, ac] = [
          compareVersions(a, b) ?? NaN,
          compareVersions(b, a) ?? NaN,
          compareVersions(b, c) ?? NaN,
          compareVersions(a, c) ?? NaN,
        ];
        expect(ab + ba).toBe(0);
        if (ab <= 0 && bc <= 0) expect(ac).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('by precedence, as the example of SemVer has it', () => {
    // https://semver.org/#spec-item-11
    const ascending = ['alpha', 'alpha.1', 'alpha.beta', 'beta', 'beta.2', 'beta.11', 'rc.1'];
    const versions = [
      ...ascending.map((pre) => `1.0.0-${pre}`),
      '1.0.0',
      '2.0.0',
      'v2.1.0',
      '2.1.1',
    ];
    for (const [i, a] of versions.entries())
      for (const [j, b] of versions.entries())
        expect([a, b, compareVersions(a, b)]).toEqual([a, b, Math.sign(i - j)]);
  });
});
