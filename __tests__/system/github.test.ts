import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyQuickstart, fanout, startEmulator } from './fanout.ts';

let quickstart: ReturnType<typeof copyQuickstart>;
let temp: string;
beforeAll(() => {
  quickstart = copyQuickstart();
  const config = join(quickstart.folder, 'fanout.yml');
  writeFileSync(config, readFileSync(config, 'utf8').replace('bake: 1m', 'bake: 2s'));
  temp = mkdtempSync(join(tmpdir(), 'runner-'));
});
afterAll(() => {
  quickstart.remove();
  rmSync(temp, { recursive: true, force: true });
});

/** Exactly what the runner sets for a step of a JavaScript action that matters here. */
function stepEnvironment(inputs: Record<string, string>): Record<string, string> {
  const files = [
    'GITHUB_OUTPUT',
    'GITHUB_STATE',
    'GITHUB_STEP_SUMMARY',
    'GITHUB_ENV',
    'GITHUB_PATH',
  ];
  const paths = files.map((name) => [name, join(temp, name.toLowerCase())] as const);
  for (const [, path] of paths) writeFileSync(path, '');
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_NUMBER: '214',
    GITHUB_RUN_ID: '9876543',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: '3fa85f6412345678901234567890123456789012',
    GITHUB_REPOSITORY: 'example/orders',
    RUNNER_TEMP: temp,
    ...Object.fromEntries(paths),
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
}

function outputs(): Record<string, string> {
  const text = readFileSync(join(temp, 'github_output'), 'utf8');
  const found = text.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries([...found].map(([, name = '', , value = '']) => [name, value]));
}

test('a step that is driven by its inputs alone deploys, and hands on outputs and a summary', async () => {
  const emulator = await startEmulator(['--speed', '60'], quickstart.folder);
  try {
    const env = stepEnvironment({
      command: 'deploy',
      environment: 'production',
      'allow-older': '',
      config: '',
    });
    const { code, stdout } = await fanout([], {
      cwd: quickstart.folder,
      env: { ...env, ...emulator.variables },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('production succeeded: orders 1.214 runs in all 6 destinations');
    expect(outputs()).toMatchObject({
      version: '1.214',
      verdict: 'succeeded',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const deployments = JSON.parse(outputs()['deployment-ids'] ?? '{}');
    expect(Object.keys(deployments)).toHaveLength(6);
    const summary = readFileSync(join(temp, 'github_step_summary'), 'utf8');
    expect(summary).toContain('retail/eu-west-1');
    // The runner takes these lines for itself and shows none of them.
    const shown = stdout.replace(/^::add-mask::.*$/gm, '');
    expect(shown).not.toContain(emulator.variables.AWS_SECRET_ACCESS_KEY ?? 'unset');
  } finally {
    await emulator.stop();
  }
});
