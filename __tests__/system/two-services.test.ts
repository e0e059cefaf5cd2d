import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fanout, type RunningEmulator, startEmulator } from './fanout.ts';

const services = ['api', 'worker'] as const;
type Service = (typeof services)[number];

const common = `version: 1
application: shop
accounts: { retail: "222222222222" }
defaults:
  role: arn:\${partition}:iam::\${account.id}:role/codedeploy-fanout
  bucket: deploy-\${account.id}-\${region}
  deploymentConfig: CodeDeployDefault.AllAtOnce
rehearsal: { instances: 1, hookSeconds: 1 }
environments:
`;

const stages = (
  service: Service,
  prefix = '',
) => `  ${prefix}test: { accounts: [retail], regions: [eu-west-1], deploymentGroup: ${service}-test }
  ${prefix}production: { accounts: [retail], regions: [eu-west-1], deploymentGroup: ${service}-production, after: [${prefix}test] }
`;

const github = {
  GITHUB_ACTIONS: 'true',
  GITHUB_RUN_ID: '9',
  GITHUB_SHA: '3fa85f64',
  GITHUB_JOB: 'deploy',
};

let folder: string;
let emulator: RunningEmulator;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'services-'));
  for (const service of services) {
    mkdirSync(join(folder, service));
    const bundle = `bundle: { name: ${service}, source: ${service} }\n`;
    writeFileSync(join(folder, `${service}.yml`), bundle + common + stages(service));
  }
  const all = services.map((service) => stages(service, `${service}-`)).join('');
  writeFileSync(join(folder, 'all.yml'), common + all);
  emulator = await startEmulator(
    ['--config', 'all.yml', '--hooks', 'none', '--speed', '50'],
    folder,
  );
});

afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

function write(service: Service, text: string) {
  const appspec =
    'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /opt/app\n';
  writeFileSync(join(folder, service, 'appspec.yml'), appspec);
  writeFileSync(join(folder, service, 'app.txt'), text);
}

async function run(service: Service, args: readonly string[], build: string) {
  const env = { ...emulator.variables, ...github, GITHUB_RUN_NUMBER: build };
  const ran = await fanout([...args, '--config', `${service}.yml`, '--json'], { cwd: folder, env });
  expect([args, ran.code, ran.stderr]).toEqual([args, 0, ran.stderr]);
  return JSON.parse(ran.stdout);
}

/** What CodeDeploy says that a service runs, and whether that is proven. */
async function running(service: Service) {
  const { environments } = await run(service, ['status'], '1');
  return environments.map(
    (one: { bundle: string; held: unknown; destinations: { current?: Running }[] }) => {
      const { key, proven } = one.destinations[0]?.current ?? {};
      return { bundle: one.bundle, held: one.held !== null, key, proven };
    },
  );
}

type Running = { key: string; proven: boolean };

test('two services of one application and one run get each their own bytes, and go their own ways', async () => {
  const digests: Record<string, string> = {};
  for (const build of ['214', '215'])
    for (const service of services) {
      write(service, `${service} ${build}`);
      const deployed = await run(service, ['deploy', 'test'], build);
      expect(deployed).toMatchObject({ verdict: 'succeeded', version: build });
      digests[`${service} ${build}`] = deployed.digest;
      if (build === '214') await run(service, ['promote', 'production'], build);
    }
  expect(new Set(Object.values(digests)).size).toBe(4);
  const before = await running('worker');
  const keyOf = (service: Service, build: string) =>
    `shop/bundles/${service}/${build}-${digests[`${service} ${build}`]?.slice(0, 16)}.zip`;
  expect(before).toEqual([
    { bundle: 'worker', held: false, key: keyOf('worker', '215'), proven: true },
    { bundle: 'worker', held: false, key: keyOf('worker', '214'), proven: true },
  ]);

  const promoted = await run('api', ['promote', 'production'], '216');
  expect(promoted).toMatchObject({ version: '215', digest: digests['api 215'] });
  const back = await run('api', ['rollback', 'production', '--reason', 'a test'], '216');
  expect(back).toMatchObject({ version: '214', digest: digests['api 214'] });

  expect((await running('api'))[1]).toMatchObject({
    key: keyOf('api', '214'),
    held: true,
    proven: true,
  });
  expect(await running('worker')).toEqual(before);
});
