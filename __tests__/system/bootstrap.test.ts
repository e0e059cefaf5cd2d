import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openAws } from '../../src/aws/session.ts';
import type { Template } from '../../src/bootstrap/cloudformation-template.ts';
import type { Look } from '../../src/bootstrap/looks.ts';
import { systemClock } from '../../src/clock.ts';
import { aBundle } from '../aws/makers.ts';
import { aDestination } from '../release/makers.ts';
import { fanout, repository, run, startEmulator } from './fanout.ts';
import { isMotoInstalled, startMoto } from './moto.ts';
import { openStacks, type Stacks } from './stacks.ts';

const quickstart = ['--config', 'examples/quickstart/fanout.yml'];
const github = ['--github', 'acme/orders', '--github', 'acme@1/orders@2'];
const isLintInstalled = spawnSync('cfn-lint', ['--version']).status === 0;

(isLintInstalled ? describe : describe.skip)('cfn-lint (skipped where it is missing)', () => {
  test.each([
    ['yaml', [...quickstart, ...github]],
    ['json', [...quickstart, ...github]],
    [
      'yaml',
      [
        ...quickstart,
        '--gitlab',
        'https://gitlab.example.com/acme/orders',
        '--principal',
        'production=arn:aws:iam::999999999999:role/teamcity',
        '--also',
        'promote',
        '--object-lock',
        '30',
      ],
    ],
    ['yaml', ['--config', '__tests__/bootstrap/everything.yml', ...github]],
  ])(
    'finds nothing in templates of %s: %j',
    async (format, args) => {
      const folder = mkdtempSync(join(tmpdir(), 'templates-'));
      try {
        const made = await fanout(['bootstrap', ...args, '--format', format, '--out', folder]);
        expect(made).toMatchObject({ code: 0, stderr: '' });
        const linted = await run('bash', ['-c', 'cfn-lint "$0"/*', folder]);
        expect(linted).toEqual({ code: 0, stdout: '', stderr: '' });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});

test('--check says what the emulator has, and what its buckets lack', async () => {
  const emulator = await startEmulator([], join(repository, 'examples/quickstart'));
  try {
    const env = emulator.variables;
    const { code, stdout } = await fanout(['bootstrap', ...quickstart, '--check'], { env });
    expect(code).toBe(1);
    expect(stdout).toContain('  there           deployment group orders/orders-production');
    expect(stdout).toContain(
      '  differs         bucket settings deploy-222222222222-us-east-1: it keeps no versions; it has no policy',
    );
    expect(stdout).toMatch(/\nnot looked at: identity providers.*\n\d+ there, 7 differs\n$/);
  } finally {
    await emulator.stop();
  }
}, 60_000);

(isMotoInstalled ? describe : describe.skip)('moto (skipped where it is missing)', () => {
  let moto: Awaited<ReturnType<typeof startMoto>>;
  let stacks: Stacks;
  let templates: { accountId: string; regions: string[]; template: Template }[];

  beforeAll(async () => {
    moto = await startMoto();
    stacks = await openStacks(moto.url);
    const made = await fanout(['bootstrap', ...quickstart, ...github, '--json']);
    templates = JSON.parse(made.stdout).templates;
    for (const { accountId, regions, template } of templates)
      for (const region of regions) await stacks.create({ accountId, region, template });
  }, 120_000);

  afterAll(() => {
    stacks.close();
    moto.stop();
  });

  test('has every resource of every template afterwards', async () => {
    const missing: string[] = [];
    let count = 0;
    for (const { accountId, regions, template } of templates)
      for (const region of regions) {
        const found = await stacks.look({ accountId, region, template });
        count += found.length;
        missing.push(...found.filter(({ there }) => !there).map(({ id }) => `${accountId} ${id}`));
      }
    expect(missing).toEqual([]);
    const declared = templates.flatMap(({ template }) => Object.keys(template.Resources));
    expect(count).toBe(declared.length);
    expect(count).toBeGreaterThan(40);
  }, 120_000);

  test('is what --check finds, policies and versions of buckets too', async () => {
    const env = { AWS_ENDPOINT_URL: moto.url, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'a' };
    const folder = mkdtempSync(join(tmpdir(), 'checked-'));
    const file = join(folder, 'fanout.yml');
    // It knows no deployment configurations, and fails as a server does that is to be asked again.
    const text = readFileSync(join(repository, 'examples/quickstart/fanout.yml'), 'utf8');
    writeFileSync(file, text.replace(/\n *deploymentConfig:.*/, ''));
    const checked = await fanout(['bootstrap', '--config', file, '--check', '--json'], { env });
    rmSync(folder, { recursive: true });
    const { looks } = JSON.parse(checked.stdout) as { looks: Look[] };
    const found = new Set(looks.map(({ what, is }) => `${what}: ${is}`));
    for (const what of ['role', 'bucket', 'bucket settings', 'deployment group'])
      expect([...found].filter((one) => one.startsWith(`${what}: `))).toEqual([`${what}: there`]);
    expect(looks.filter(({ what }) => what === 'bucket settings')).toHaveLength(7);
  }, 60_000);

  test('takes a release by the roles of the templates: bundle, records, lease and deployment', async () => {
    const accountId = '222222222222';
    const bucket = `deploy-${accountId}-eu-west-1`;
    const destination = aDestination({ bucket });
    // It reads no conditions, and would take what is refused in some cases for refused in all.
    const place = { accountId, region: 'eu-west-1', bucket };
    const policy = await stacks.takePolicy(place);
    const role = { arn: `arn:aws:iam::${accountId}:role/codedeploy-fanout`, sessionTags: false };
    const aws = openAws({
      clock: systemClock,
      env: {
        AWS_ENDPOINT_URL: moto.url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
      mask: () => undefined,
      run: { application: 'orders', environment: 'production', id: '1', tags: {} },
      access: 'deploy',
      signal: new AbortController().signal,
    });
    const ours = { ...destination, role };
    expect(await aws.identify([ours])).toMatchObject([{ account: accountId }]);
    const key = 'orders/1.1-0123456789abcdef.zip';
    const bundle = await aBundle(Buffer.from('bundle'));
    const artifacts = aws.artifacts(ours);
    const signal = new AbortController().signal;
    const stored = await artifacts.upload(key, bundle, signal);
    expect(stored).toMatchObject({ how: 'uploaded', versionId: expect.any(String) });
    for (const record of ['releases/1.1', 'runs/production/1', 'locks/production'])
      expect(
        await artifacts.writeJson(`orders/${record}.json`, { a: 1 }, { ifNoneMatch: true }),
      ).toMatchObject({ written: true });
    const codedeploy = aws.codedeploy({ ...ours, deploymentGroup: 'orders-production' });
    expect(await codedeploy.getGroup()).toMatchObject({
      deploymentGroupName: 'orders-production',
      serviceRoleArn: `arn:aws:iam::${accountId}:role/orders-codedeploy`,
    });
    const id = await codedeploy.create({
      applicationName: 'orders',
      deploymentGroupName: 'orders-production',
      revision: {
        revisionType: 'S3',
        s3Location: { bucket, key, bundleType: 'zip' },
      },
    });
    // Times in its answers to what asks for a deployment are none that the SDK reads.
    expect(id).toMatch(/^[\w-]{8,}$/);
    await stacks.putPolicy(place, policy);
    aws.close();
  }, 60_000);
});
