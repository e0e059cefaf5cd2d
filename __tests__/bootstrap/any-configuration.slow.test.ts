import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { templateText } from '../../src/bootstrap/template-text.ts';
import type { Made } from '../../src/bootstrap/templates.ts';
import { defined } from '../../src/defined.ts';
import fc from '../fast-check.ts';
import { templatesFor } from './configured.ts';

describe('whatever accounts, regions and names there are', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9+=,.@_-]{0,12}$/);
  const region = fc.constantFrom('eu-west-1', 'us-east-1', 'ap-southeast-1', 'eu-west-3');
  const configuration = fc.record({
    application: name,
    groups: fc.uniqueArray(name, { minLength: 2, maxLength: 2 }),
    accounts: fc.integer({ min: 1, max: 3 }),
    regions: fc.uniqueArray(region, { minLength: 1 }),
    deploymentConfig: fc.option(name, { nil: undefined }),
    via: fc.constantFrom(undefined, '999999999999:role/hub', '111111111111:role/fan'),
  });
  type Drawn = typeof configuration extends fc.Arbitrary<infer One> ? One : never;
  const textOf = (one: Drawn) => {
    const ids = Array.from({ length: one.accounts }, (_, index) => String(index + 1).repeat(12));
    const via = one.via ? `, via: "arn:aws:iam::${one.via}"` : '';
    return JSON.stringify({
      version: 1,
      application: one.application,
      bundle: { source: 'build', bucket: 'deploy-${account.id}-${region}' },
      accounts: Object.fromEntries(ids.map((id, index) => [`a${index}`, id])),
      defaults: {
        role: parse(`{ arn: "arn:aws:iam::\${account.id}:role/fan"${via} }`),
        ...defined({ deploymentConfig: one.deploymentConfig }),
      },
      environments: {
        test: { accounts: ['a0'], regions: one.regions, deploymentGroup: one.groups[0] },
        production: {
          after: ['test'],
          accounts: ids.map((_, index) => `a${index}`),
          regions: one.regions,
          deploymentGroup: one.groups[1],
        },
      },
    });
  };

  test('each role is made once, each reference in a template leads to what is in it, and both forms say the same', () => {
    fc.assert(
      fc.property(configuration, (one) => {
        const all = [...templatesFor(textOf(one)).values()];
        const roles = all.flatMap(rolesIn);
        expect(roles).toEqual([...new Set(roles)]);
        for (const made of all) {
          expect(danglingIn(made)).toEqual([]);
          expect(parse(templateText(made, 'yaml'), { version: '1.1' })).toEqual(
            JSON.parse(templateText(made, 'json')),
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});

function rolesIn({ accountId, template }: Made): string[] {
  return Object.values(template.Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::IAM::Role' && Properties.RoleName ? [`${accountId} ${Properties.RoleName}`] : [],
  );
}

/** References that lead nowhere, and declarations that nothing refers to. */
function danglingIn({ template }: Made): string[] {
  const { Parameters = {}, Conditions = {}, Resources } = template;
  const targets = new Set([...Object.keys(Parameters), ...Object.keys(Resources), 'AWS::Region']);
  const found: string[] = [];
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const names =
        key === 'Ref'
          ? [inner]
          : key === 'Fn::GetAtt'
            ? [inner[0]]
            : key === 'DependsOn'
              ? inner
              : [];
      for (const one of names) if (!targets.has(used.add(one) && one)) found.push(`${key} ${one}`);
      const conditions = key === 'Fn::If' ? [inner[0]] : key === 'Condition' ? [inner] : [];
      for (const one of conditions.filter((each: unknown) => typeof each === 'string'))
        if (!(used.add(one) && one in Conditions)) found.push(`${key} ${one}`);
      visit(inner);
    }
  };
  visit(template);
  const declared = [...Object.keys(Parameters), ...Object.keys(Conditions)];
  return [...found, ...declared.filter((one) => !used.has(one)).map((one) => `unused ${one}`)];
}
