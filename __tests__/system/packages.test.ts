import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import AdmZip from 'adm-zip';
import { packageTool } from '../../build/wrappers/teamcity-tool.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { scripts } from '../wrappers/meta-runner.ts';
import { copyQuickstart, repository, run } from './fanout.ts';

let folder: string;
let quickstart: ReturnType<typeof copyQuickstart>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  quickstart = copyQuickstart();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  quickstart.remove();
});

const plan = { INPUT_COMMAND: 'plan', INPUT_ENVIRONMENT: 'production', INPUT_OFFLINE: 'true' };

test('the agent tool of TeamCity, unpacked, is what the recipe runs', async () => {
  const { path } = await packageTool(repository, join(folder, 'codedeploy-fanout.zip'));
  const tool = join(folder, 'tools/codedeploy-fanout');
  new AdmZip(path).extractAllTo(tool);
  const [step] = scripts();
  const { code, stdout } = await run('sh', ['-c', step?.script ?? ''], {
    cwd: quickstart.folder,
    env: { ...plan, FANOUT_TOOL_DIR: tool, TEAMCITY_VERSION: '2025.11' },
  });
  expect(stdout).toContain('retail/ap-southeast-1     222222222222  orders-production');
  expect(code).toBe(0);
});

test('the npm package is installed by itself, without any other, and npx runs it', async () => {
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    env: { npm_config_cache: join(folder, 'cache') },
  });
  const [{ filename, files }] = JSON.parse(packed.stdout);
  expect(files.map(({ path }: { path: string }) => path)).toEqual(
    expect.arrayContaining(['dist/index.cjs', 'dist/THIRD-PARTY-LICENSES', 'LICENSE']),
  );
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{}');
  // An empty cache and no network: whatever else it needed could not be had.
  const npm = { npm_config_cache: join(folder, 'cache'), npm_config_offline: 'true' };
  const installed = await run('npm', ['install', '--no-audit', join(folder, filename)], {
    cwd: project,
    env: npm,
  });
  expect(installed).toMatchObject({ code: 0, stdout: expect.stringContaining('added 1 package') });
  const { stdout } = await run('npx', ['--no', '--', 'fanout', '--version'], {
    cwd: project,
    env: npm,
  });
  expect(stdout).toBe(`${packageJson.version}\n`);
});
