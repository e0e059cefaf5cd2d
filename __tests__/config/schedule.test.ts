import { expect, test } from '@jest/globals';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';

const file = (schedule: string) => `version: 1
application: orders
bundle: { source: build, bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults: { deploymentGroup: orders, role: "arn:aws:iam::\${account.id}:role/codedeploy-fanout" }
environments:
  production:
    accounts: [retail]
    regions: [eu-west-1, us-east-1]
${schedule}
`;

const problemsOf = (schedule: string) => {
  const loaded = loadConfiguration(file(schedule), 'fanout.yml');
  return loaded.ok ? [] : loaded.problems.map(({ line, message }) => `${line} ${message}`);
};

test('windows and freezes are read, with the zone of each', () => {
  const loaded = loadConfiguration(
    file(`    windows:
      - { days: mon-fri, from: "09:00", to: "16:00", zone: Europe/London }
      - { match: "*/us-*", days: "fri-sun", from: "22:00", to: "02:00", zone: America/New_York }
    freezes: [{ from: "2026-12-20", to: "2027-01-04T09:00", zone: Europe/London, reason: Christmas }]`),
    'fanout.yml',
  );
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const resolved = resolveEnvironment(loaded.configuration, 'production', { env: {}, vars: {} });
  expect(resolved.ok && resolved.environment.schedule).toEqual({
    windows: [
      { match: ['*'], days: [1, 2, 3, 4, 5], from: 540, length: 420, zone: 'Europe/London' },
      { match: ['*/us-*'], days: [5, 6, 0], from: 1320, length: 240, zone: 'America/New_York' },
    ],
    freezes: [
      {
        from: Date.parse('2026-12-20T00:00Z'),
        to: Date.parse('2027-01-04T09:00Z'),
        reason: 'Christmas',
      },
    ],
  });
});

test('every mistake in them is told at its place', () => {
  expect(
    problemsOf(`    windows:
      - { days: mon-fry, from: "09:00", to: "25:00", zone: Europe/Lundon }
    freezes: [{ from: "2026-02-30", to: "2026-03-01", reason: "" }]`),
  ).toEqual([
    expect.stringContaining(
      '11 environments.production.windows[0].days must be days such as "mon-fri"',
    ),
    expect.stringContaining(
      '11 environments.production.windows[0].to must be a time such as "09:00"',
    ),
    expect.stringContaining('11 environments.production.windows[0].zone must be a time zone'),
    expect.stringContaining('12 environments.production.freezes[0].from must be a date such as'),
    expect.stringContaining('12 environments.production.freezes[0].reason'),
  ]);
});

test('a destination that no window is for is a mistake: nothing could be deployed there', () => {
  expect(
    problemsOf(
      '    windows: [{ match: "*/us-*", days: mon-fri, from: "09:00", to: "16:00", zone: UTC }]',
    ),
  ).toEqual([
    expect.stringContaining(
      'no window covers retail/eu-west-1, so nothing could ever be deployed there',
    ),
  ]);
});
