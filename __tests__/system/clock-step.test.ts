import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { dist, plainEnvironment, startEmulator } from './fanout.ts';
import { aProject } from './project.ts';

/** Sets the clock that a process of Node sees, once it gets SIGUSR2. */
const steps = (hours: number) => `
const RealDate = Date;
let step = 0;
globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length > 0) super(...args);
    else super(RealDate.now() + step);
  }
  static now() {
    return RealDate.now() + step;
  }
};
process.on('SIGUSR2', () => {
  step = ${hours} * 3_600_000;
});`;

describe('a run whose machine’s clock is set while deployments go on, by', () => {
  test.each([[2], [-2]])('%s hours, ends as any other', async (hours) => {
    const { folder, remove } = aProject('stop-and-rollback', []);
    const preload = join(folder, 'steps.cjs');
    writeFileSync(preload, steps(hours));
    const preloaded = ['--require', preload];
    const emulator = await startEmulator(['--speed', '5', '--hooks', 'none'], folder);
    try {
      const child = spawn(process.execPath, [...preloaded, dist, 'deploy', 'production'], {
        cwd: folder,
        env: { ...plainEnvironment, ...emulator.variables },
      });
      let printed = '';
      let isSet = false;
      child.stdout.setEncoding('utf8').on('data', (more: string) => {
        printed += more;
        if (!isSet && /d-[A-Z0-9]{9}/.test(printed)) isSet = child.kill('SIGUSR2');
      });
      const stderr = text(child.stderr);
      const [code] = await once(child, 'close');
      expect({ code, isSet, printed, stderr: await stderr }).toEqual({
        code: 0,
        isSet: true,
        printed: expect.stringMatching(/production succeeded: .* \((?:\dm \d\ds|[1-9]\d?s)\)/),
        stderr: '',
      });
    } finally {
      await emulator.stop();
      remove();
    }
  });
});
