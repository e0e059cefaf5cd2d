import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeScripts } from './content.ts';
import { fanout } from './fanout.ts';
import { type Measured, measure, sideBySide } from './measure.ts';
import { type Bench, megabytes, type Row, seconds } from './row.ts';

export const lint: Bench = {
  name: 'lint',
  about: '`fanout lint` of very large input.',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'bench-lint-'));
    try {
      const scripts = join(folder, 'scripts');
      makeScripts(scripts, 5_000);
      const appspec = join(folder, 'appspec.yml');
      writeFileSync(appspec, largeAppSpec());
      const of = (...args: string[]) => ({
        run: fanout('lint', ...args),
        cwd: folder,
        mayFail: true,
      });
      const taken = await sideBySide({
        appspec: () => measure(of('--appspec', appspec)),
        scripts: () => measure(of('--source', scripts)),
      });
      return [
        row('an AppSpec file of 1 MB', taken.appspec, 0.7),
        row('5,000 scripts, 20 MB', taken.scripts, 5),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function row(what: string, taken: Measured, aim: number): Row {
  return {
    what,
    fanout: `${seconds(taken.seconds)} (${seconds(taken.cpu)} of processor), ${megabytes(taken.peak)}`,
    peers: '',
    aim: `≤ ${seconds(aim)}, ≤ 300 MB`,
    reached: taken.seconds <= aim && taken.peak <= 300,
  };
}

function largeAppSpec(): string {
  const entry = (i: number) =>
    `  - source: /folder-${i}/file\n    destination: /opt/app/folder-${i}\n`;
  let text = 'version: 0.0\nos: linux\nfiles:\n';
  for (let i = 0; text.length < 1_000_000; i++) text += entry(i);
  return text;
}
