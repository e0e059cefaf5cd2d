import { expect, test } from '@jest/globals';
import { needsOf } from '../../src/bootstrap/needs.ts';
import { matchesGlob } from '../../src/config/glob.ts';
import { homeDestinations } from '../../src/release/guard/home-choice.ts';
import { leaseKey } from '../../src/release/object-keys.ts';
import { aDestination } from '../release/makers.ts';
import { aGrid } from '../release/world.ts';

const elsewhere = aDestination({ region: 'us-east-1', bucket: 'records-of-orders' });

test.each([
  ['in the buckets of the environment', aGrid()],
  ['with a bucket of its own', aGrid({ recordsDestination: elsewhere })],
])('wherever the lease of an environment is kept (%s), its role may write it there', (_, grid) => {
  const homes = homeDestinations(grid);
  expect(homes.length).toBeGreaterThan(2);
  const { accounts } = needsOf([grid], { regions: ['eu-west-1', 'us-east-1'] });
  for (const { account, bucket, role } of homes) {
    const need = accounts
      .find(({ id }) => id === account.id)
      ?.roles.find((one) => one.arn === role?.arn);
    const resources = need?.statements
      .filter(({ Sid }) => /^Lock\d*$/.test(Sid))
      .flatMap(({ Resource }) => Resource);
    const object = `arn:aws:s3:::${bucket}/${leaseKey(grid)}`;
    expect(resources?.some((pattern) => matchesGlob(pattern, object))).toBe(true);
  }
});
