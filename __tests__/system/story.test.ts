import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openAws } from '../../src/aws/session.ts';
import { systemClock } from '../../src/clock.ts';
import { aDestination } from '../release/makers.ts';
import { fanout, type RunningEmulator, startEmulator } from './fanout.ts';

/** In test the application has another name, and 1.2 does not pass its check. */
const configuration = `version: 1
application: orders
bundle: { source: src, bucket: "deploy-\${account.id}-\${region}" }
accounts:
  dev: "111111111111"
  retail: "222222222222"
  wholesale: "333333333333"
defaults:
  role: arn:\${partition}:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
  deploymentConfig: CodeDeployDefault.AllAtOnce
  verify:
    - { name: smoke, command: [node, smoke.mjs], timeout: 1s, interval: 1s, consecutive: 1 }
environments:
  test:
    application: test-orders
    accounts: [dev]
    regions: [eu-west-1, us-east-1]
  production:
    after: [test]
    accounts: [retail, wholesale]
    regions: [eu-west-1, us-east-1]
    waves:
      - { name: canary, match: { account: retail, region: us-east-1 } }
      - { name: rest, match: "*" }
rehearsal: { instances: 1, hookSeconds: 1 }
`;

const places = [
  ['test', 'dev', '111111111111', 'eu-west-1'],
  ['test', 'dev', '111111111111', 'us-east-1'],
  ['production', 'retail', '222222222222', 'eu-west-1'],
  ['production', 'retail', '222222222222', 'us-east-1'],
  ['production', 'wholesale', '333333333333', 'eu-west-1'],
  ['production', 'wholesale', '333333333333', 'us-east-1'],
] as const;

let folder: string;
let emulator: RunningEmulator;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'story-'));
  mkdirSync(join(folder, 'src'));
  const appspec =
    'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /opt/orders\n';
  writeFileSync(join(folder, 'src/appspec.yml'), appspec);
  writeFileSync(join(folder, 'fanout.yml'), configuration);
  const smoke = "if (process.env.VERSION === '1.2') { console.log('HTTP 500'); process.exit(1); }";
  writeFileSync(join(folder, 'smoke.mjs'), smoke);
  emulator = await startEmulator(['--speed', '20', '--hooks', 'none'], folder);
});
afterAll(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Report = {
  version: string | null;
  digest: string | null;
  verdict: string;
  problems: { message: string }[];
  destinations: { outcome: string; version: string | null }[];
};

/** The command's JSON object, with its exit code and its log. */
async function runs(...args: string[]) {
  const { code, stdout, stderr } = await fanout([...args, '--json'], {
    cwd: folder,
    env: emulator.variables,
  });
  return { code, report: JSON.parse(stdout) as Report, log: stderr };
}

function build(version: string): Promise<Awaited<ReturnType<typeof runs>>> {
  writeFileSync(join(folder, 'src/app.txt'), `this is ${version}`);
  return runs('deploy', 'test', '--version', version);
}

type Shown = {
  environment: string;
  held: { reason: string } | null;
  behind: { environment: string; version: string | null }[];
  destinations: { current: { version: string; proven: boolean } | null }[];
};

/** What `fanout status` says of an environment, as `1.1 proven, 1.1 proven`. */
async function status(): Promise<Record<string, string>> {
  const { stdout } = await fanout(['status', '--json'], { cwd: folder, env: emulator.variables });
  const { environments } = JSON.parse(stdout) as { environments: Shown[] };
  return Object.fromEntries(
    environments.map(({ environment, held, behind, destinations }) => [
      environment,
      [
        ...new Set(
          destinations.map(({ current }) =>
            current ? `${current.version} ${current.proven ? 'proven' : 'unproven'}` : 'nothing',
          ),
        ),
        ...behind.map((one) => `behind ${one.environment}: ${one.version}`),
        ...(held ? [`held: ${held.reason}`] : []),
      ].join(', '),
    ]),
  );
}

/** What CodeDeploy has deployed last to each group, and the bytes that are there, asked by someone else. */
async function truth(environment: string) {
  const aws = openAws({
    clock: systemClock,
    env: emulator.variables,
    mask: () => undefined,
    run: { application: 'observer', environment: 'all', id: '1', tags: {} },
    access: 'deploy',
    signal: new AbortController().signal,
  });
  try {
    const found = places.filter(([name]) => name === environment);
    return await Promise.all(
      found.map(async ([, account, id, region]) => {
        const destination = aDestination({
          id: `${account}/${region}`,
          account: { name: account, id },
          region,
          application: environment === 'test' ? 'test-orders' : 'orders',
          deploymentGroup: `orders-${environment}`,
          role: { arn: `arn:aws:iam::${id}:role/codedeploy-fanout`, sessionTags: false },
          bucket: `deploy-${id}-${region}`,
          bucketOwner: id,
        });
        const calls = aws.codedeploy(destination);
        const last = (await calls.getGroup()).lastSuccessfulDeployment?.deploymentId ?? '';
        const [info] = await calls.getDeployments([last]);
        const { key = '' } = info?.revision?.s3Location ?? {};
        const hash = createHash('sha256');
        for await (const chunk of aws
          .artifacts(destination)
          .read(key, new AbortController().signal))
          hash.update(chunk);
        return { key: key.replace('test-', ''), sha256: hash.digest('hex') };
      }),
    );
  } finally {
    aws.close();
  }
}

test('a release is proven in test, promoted, taken back and held', async () => {
  const messages = ({ report }: { report: Report }) =>
    report.problems.map(({ message }) => message);
  const outcomes = ({ report }: { report: Report }) => [
    ...new Set(report.destinations.map(({ version, outcome }) => `${version} ${outcome}`)),
  ];
  const first = await build('1.1');
  expect({ code: first.code, outcomes: outcomes(first) }).toEqual({
    code: 0,
    outcomes: ['1.1 succeeded'],
  });
  expect(await status()).toEqual({ test: '1.1 proven', production: 'nothing' });

  const promoted = await runs('promote', 'production');
  expect({ code: promoted.code, outcomes: outcomes(promoted) }).toEqual({
    code: 0,
    outcomes: ['1.1 succeeded'],
  });
  expect(promoted.report.digest).toBe(first.report.digest);
  expect(await status()).toEqual({ test: '1.1 proven', production: '1.1 proven' });
  const [tested, ...others] = [...(await truth('test')), ...(await truth('production'))];
  expect(tested?.key).toBe(`orders/1.1-${first.report.digest?.slice(0, 16)}.zip`);
  for (const other of others) expect(other).toEqual(tested);

  const second = await build('1.2');
  expect({ code: second.code, outcomes: outcomes(second) }).toEqual({
    code: 1,
    outcomes: ['1.2 not-verified'],
  });
  const behind = { test: '1.2 unproven', production: '1.1 proven, behind test: 1.2' };
  expect(await status()).toEqual(behind);

  const nothingNew = await runs('promote', 'production');
  expect(nothingNew.code).toBe(3);
  expect(nothingNew.report.verdict).toBe('refused');
  expect(messages(nothingNew)).toEqual([
    'nothing new can be promoted: production runs 1.1 already, the newest release that is proven',
    expect.stringMatching(
      /^1\.2 is not proven in test: not verified in run local:\w+ \(dev\/eu-west-1, dev\/us-east-1\)$/,
    ),
  ]);
  expect(await status()).toEqual(behind);

  const third = await build('1.3');
  expect(third.code).toBe(0);
  expect((await runs('promote', 'production')).report.digest).toBe(third.report.digest);
  expect(await status()).toEqual({ test: '1.3 proven', production: '1.3 proven' });

  const back = await runs('rollback', 'production', '--reason', 'orders are lost');
  expect({ code: back.code, outcomes: outcomes(back) }).toEqual({
    code: 0,
    outcomes: ['1.1 succeeded'],
  });
  expect(back.log).toMatch(/^goes back from 1\.3 to 1\.1: /m);
  expect(back.report.digest).toBe(first.report.digest);
  for (const one of await truth('production')) expect(one).toEqual(tested);
  const held = 'held: rolled back to 1.1: orders are lost';
  expect(await status()).toEqual({
    test: '1.3 proven',
    production: `1.1 proven, behind test: 1.3, ${held}`,
  });

  for (const command of ['promote', 'deploy']) {
    const refused = await runs(command, 'production', '--version', '1.3');
    expect(refused.code).toBe(3);
    expect(messages(refused)).toEqual([
      expect.stringMatching(
        /^production has been held since .*: rolled back to 1\.1: orders are lost$/,
      ),
    ]);
  }

  const lifted = await runs('unhold', 'production');
  expect(lifted).toMatchObject({ code: 0, report: { held: false } });
  expect(await status()).toEqual({
    test: '1.3 proven',
    production: '1.1 proven, behind test: 1.3',
  });
  expect((await runs('promote', 'production')).code).toBe(0);
  expect(await status()).toEqual({ test: '1.3 proven', production: '1.3 proven' });
}, 300_000);
