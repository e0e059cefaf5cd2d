import { expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';

test('nine mistakes in one file are nine problems, each at its place', () => {
  const text = `version: 1
application: orders
bundel: { exclude: [] }
bundle:
  bucket: deploy-\${acount.id}
accounts:
  dev: 111111111111
  retail: { id: "222222222222", rolle: a }
defaults:
  deploymentGroup: orders
  timeout: 45
environments:
  test:
    accounts: [dev]
    regions: [eu-west-1, EU]
    onBusy: waiting
  production:
    after: [tests]
    accounts: [retail, wholesale]
    regions: [eu-west-1]
    verify:
      - http: { url: "https://example.com", status: ok }
`;
  const loaded = loadConfiguration(text, 'fanout.yml');
  expect(loaded.ok || loaded.problems.map((p) => `${p.line}:${p.column} ${p.message}`)).toEqual([
    '3:1 unknown key "bundel"',
    '7:8 accounts.dev must be an account id of twelve digits in quotes, or a mapping with "id", not the number "111111111111"',
    '8:33 accounts.retail: unknown key "rolle"',
    '11:12 defaults.timeout must be a duration such as "45m", "1h30m" or "90s", a week at most, not the number "45"',
    '15:26 environments.test.regions[1] must be a region such as "eu-west-1" or "us-gov-west-1", not "EU"',
    '16:13 environments.test.onBusy must be one of wait, fail, stop, not "waiting"',
    '18:13 environments.production.after[0]: there is no environment "tests"',
    '19:24 environments.production.accounts[1]: there is no account "wholesale"',
    '22:53 environments.production.verify[0].http.status must be a whole number, not "ok"',
  ]);
});

test('one missing pair of quotes is one error, whatever follows from it', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `  # ${index}\n  k${index}: v`).join('\n');
  const text = `version: 1\ndefaults:\n  verify:\n    - http: { url: u, json: { version: \${version} } }\n${lines}\n`;
  const loaded = loadConfiguration(text, 'fanout.yml');
  expect(loaded.ok || loaded.problems).toEqual([
    expect.objectContaining({
      line: 4,
      message: expect.stringContaining('not valid YAML'),
      hint: expect.stringContaining('must stand in quotes'),
    }),
  ]);
});

test('tabs are told line by line, for none follows from another', () => {
  const loaded = loadConfiguration('version: 1\n\ta: b\n\tc: d\n', 'fanout.yml');
  const tabs = loaded.ok ? [] : loaded.problems.filter(({ message }) => message.includes('a tab'));
  expect(tabs.length).toBeGreaterThan(0);
});
