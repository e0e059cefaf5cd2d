import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { HostName } from '../../src/ci/host.ts';

const root = join(import.meta.dirname, '../..');

/** A process in which nobody catches an error, as a program of that CI system. */
async function crash(name: HostName, thrown: string): Promise<{ code: number; stdout: string }> {
  const program = `
    const { openHost } = await import('./src/ci/open.ts');
    const { reportCrashes } = await import('./src/cli/report-crashes.ts');
    const { systemClock: clock } = await import('./src/clock.ts');
    const { env, stdout, stderr } = process;
    const host = await openHost('${name}', { env, stdout, stderr, clock, json: false, debug: false, redact: [] });
    reportCrashes(host, { command: 'deploy', json: false });
    ${thrown}
    setTimeout(() => host.print('went on'), 5000);`;
  const loader = ['--no-warnings', '--import', './build/run-typescript.js'];
  const child = spawn(process.execPath, [...loader, '--input-type=module', '-e', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout };
}

const rejected = `void Promise.reject(new TypeError('no socket'));`;
const thrownLater = `setTimeout(() => { throw new TypeError('no socket'); }, 1);`;

test.each<[HostName, RegExp]>([
  ['github', /^::error ?.*::internal error: TypeError: no socket/m],
  ['teamcity', /^##teamcity\[buildProblem description='.*internal error: TypeError: no socket/m],
  ['gitlab', /error: internal error: TypeError: no socket/],
  ['terminal', /^error: internal error: TypeError: no socket/m],
])('what nobody catches on %s is told as its errors are, and ends with 70', async (name, form) => {
  const [fromPromise, fromTimer] = await Promise.all([
    crash(name, rejected),
    crash(name, thrownLater),
  ]);
  for (const { code, stdout } of [fromPromise, fromTimer]) {
    expect(stdout).toMatch(form);
    expect(stdout).not.toContain('went on');
    expect(code).toBe(70);
  }
});
