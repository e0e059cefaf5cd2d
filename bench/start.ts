import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fanout, repository } from './fanout.ts';
import { median } from './measure.ts';
import { type Bench, milliseconds, type Row } from './row.ts';

export const start: Bench = {
  name: 'start',
  about: 'What a command takes over an empty Node script; medians of 21 turns.',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
    writeFileSync(join(folder, 'empty.cjs'), '');
    writeFileSync(join(folder, 'fanout.yml'), 'version: 1\napplication: 7\n');
    const quickstart = join(folder, 'quickstart');
    cpSync(join(repository, 'examples/quickstart'), quickstart, { recursive: true });
    // What is linted is what a build leaves.
    spawnSync(process.execPath, ['build.mjs'], { cwd: quickstart, env: { VERSION: '1' } });
    const cases: Record<string, { run: string[]; cwd: string; aim: number }> = {
      empty: { run: [process.execPath, 'empty.cjs'], cwd: folder, aim: 0 },
      '`--version`': { run: fanout('--version'), cwd: folder, aim: 45 },
      'a flag that does not exist': { run: fanout('deploy', '--nope'), cwd: folder, aim: 45 },
      'a wrong `fanout.yml`': { run: fanout('deploy', 'test'), cwd: folder, aim: 50 },
      '`lint` of the quickstart': { run: fanout('lint'), cwd: quickstart, aim: 50 },
      '`plan --offline`': {
        run: fanout('plan', 'test', '--offline', '--version', '1'),
        cwd: quickstart,
        aim: 50,
      },
    };
    const taken = takeTurns(cases, 21);
    rmSync(folder, { recursive: true });
    const empty = taken.empty ?? 0;
    return Object.entries(cases)
      .slice(1)
      .map(([what, { aim }]): Row => {
        const over = (taken[what] ?? 0) - empty;
        return {
          what,
          fanout: `+ ${milliseconds(over)}`,
          peers: `empty script ${milliseconds(empty)}`,
          aim: `+ ${aim} ms`,
          reached: over <= aim,
        };
      });
  },
};

function takeTurns(cases: Record<string, { run: string[]; cwd: string }>, rounds: number) {
  const times: Record<string, number[]> = {};
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/' };
  for (let round = 0; round < rounds; round++)
    for (const [name, { run, cwd }] of Object.entries(cases)) {
      const began = performance.now();
      spawnSync(run[0] ?? '', run.slice(1), { cwd, env });
      times[name] = [...(times[name] ?? []), performance.now() - began];
    }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}
