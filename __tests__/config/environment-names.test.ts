import { expect, test } from '@jest/globals';
import { environmentNames } from '../../src/config/environment-names.ts';

test('the names of all secrets are found, wherever they stand, but none that is escaped', () => {
  const definition = {
    accounts: { a: { role: { externalId: '${env.ONE}-${ env.TWO }' } } },
    environments: { x: { verify: [{ http: { headers: { a: 'Bearer ${env.THREE}' } } }] } },
    other: ['$${env.NOT_THIS}', '${version}', 7, null],
  };
  expect(environmentNames(definition)).toEqual(['ONE', 'TWO', 'THREE']);
});
