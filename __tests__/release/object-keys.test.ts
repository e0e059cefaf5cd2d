import { expect, test } from '@jest/globals';
import { defined } from '../../src/defined.ts';
import {
  holdKey,
  isSameOwner,
  leaseKey,
  ownerOfKey,
  releaseKey,
  releaseRecordKey,
  releasesPrefix,
  runsPrefix,
  versionOfKey,
} from '../../src/release/object-keys.ts';
import fc from '../fast-check.ts';

const digest = 'abcdef0123456789ffff';

test('where a release is', () => {
  const key = releaseKey({ application: 'orders' }, '1.2-rc-3', digest);
  expect(key).toBe('orders/1.2-rc-3-abcdef0123456789.zip');
  expect(versionOfKey(key)).toBe('1.2-rc-3');
  expect(versionOfKey('orders/by-hand.zip')).toBeUndefined();
  expect(versionOfKey(undefined)).toBeUndefined();
  expect(releaseRecordKey({ application: 'orders' }, '1.2')).toBe('orders/releases/1.2.json');
});

test('a bundle with a name has everything of its own', () => {
  const api = { application: 'shop', bundleName: 'api', name: 'production' };
  const keys = [
    releaseKey(api, '7', digest),
    releaseRecordKey(api, '7'),
    runsPrefix(api, 'production'),
    leaseKey(api),
    holdKey(api),
  ];
  expect(keys).toEqual([
    'shop/bundles/api/7-abcdef0123456789.zip',
    'shop/bundles/api/releases/7.json',
    'shop/bundles/api/runs/production/',
    'shop/bundles/api/locks/production.json',
    'shop/bundles/api/holds/production.json',
  ]);
});

test('no two bundles share a key, and a key tells whose it is', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,9}$/);
  const free = name.filter(
    (one) => !['bundles', 'releases', 'runs', 'locks', 'holds'].includes(one),
  );
  const owner = fc.record({
    application: free,
    bundleName: fc.option(name, { nil: undefined }),
    prefix: fc.option(
      fc.array(free, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
      { nil: undefined },
    ),
  });
  fc.assert(
    fc.property(owner, owner, name, ({ application, bundleName, prefix }, theirs, version) => {
      const ours = { application, ...defined({ bundleName, prefix }) };
      expect(ownerOfKey(releaseKey(ours, version, digest))).toEqual(ours);
      const isSame =
        theirs.application === application &&
        theirs.bundleName === bundleName &&
        theirs.prefix === prefix;
      expect(isSameOwner(ours, defined(theirs) as typeof ours)).toBe(isSame);
      if (isSame) return;
      const other = theirs as typeof ours;
      expect(releaseKey(ours, version, digest)).not.toBe(releaseKey(other, version, digest));
      for (const below of [releasesPrefix, (one: typeof ours) => runsPrefix(one, 'test')])
        expect(below(ours).startsWith(below(other))).toBe(false);
    }),
  );
});
