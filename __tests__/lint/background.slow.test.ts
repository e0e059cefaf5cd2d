import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { aBundle, anAppSpec } from './a-bundle.ts';

/** `x` runs on; what it holds open, the agent waits for after the script has ended. */
const lines = [
  'x &',
  'nohup x > log 2>&1 &',
  'x > log &',
  'x 2>&1 > log &',
  'cd . && nohup x > log 2>&1 &',
  '( x > log 2>&1 & )',
  '(cd . && nohup x > log 2>&1 &)',
  'exec 3>&1; x > log 2>&1 &',
  'exec > log 2>&1; x &',
  'bash -c "x &"',
  'bash -c "x > log 2>&1 &"',
  'true |& cat > log',
  'y=$(( 5 & 3 ))',
  '{ x; } > log 2>&1 &',
  'run() { x; }; run &',
  'if true; then x & fi > log 2>&1',
];

const hasBash = existsSync('/bin/bash');
const title = hasBash ? 'a line with a &' : 'a line with a & (skipped: there is no bash)';

(hasBash ? describe : describe.skip)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'background-'));
  writeFileSync(join(folder, 'x'), '#!/bin/sh\nexec sleep 30\n', { mode: 0o755 });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.concurrent.each(lines)('%s', async (line) => {
    const appspec = anAppSpec('hooks: {AfterInstall: [{location: start.sh, timeout: 60}]}');
    const script = `#!/bin/bash\n${line}\n`;
    const found = await lintBundle(aBundle({ 'appspec.yml': appspec, 'start.sh': script }));
    const isSaid = found.some(({ rule }) => rule === 'script/background');
    expect(isSaid).toBe(await keepsOutputOpen(script));
  });

  /** As the agent sees it: the script has ended, and the end of its output has not come. */
  function keepsOutputOpen(script: string): Promise<boolean> {
    const child = spawn('/bin/bash', ['-c', script], {
      cwd: folder,
      env: { PATH: `${folder}:/usr/bin:/bin` },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.resume();
    child.stderr.resume();
    return new Promise((resolve) => {
      child.on('exit', () => {
        const timer = setTimeout(() => end(true), 3000);
        child.on('close', () => end(false));
        function end(isOpen: boolean) {
          clearTimeout(timer);
          try {
            if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
          } catch {
            // Nothing is left of it.
          }
          resolve(isOpen);
        }
      });
    });
  }
});
