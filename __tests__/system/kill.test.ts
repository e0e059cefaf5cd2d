import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { mapLimited } from '../../src/limit.ts';
import { dist, fanout, plainEnvironment, startEmulator } from './fanout.ts';
import { aProject, observe } from './project.ts';

const seed = 20_261_123;
const moments = 20;

test(`killed at ${moments} moments of a run to six groups, the next run makes one complete release of it`, async () => {
  const random = generator(seed);
  const drawn = Array.from({ length: moments }, (_, index) => ({ index, part: random() }));
  const perWorld = [drawn.slice(0, moments / 2), drawn.slice(moments / 2)];
  const policies = ['leave', 'stop-and-rollback'] as const;
  const killed = await mapLimited(policies, 2, (onCancel, index) =>
    killAgainAndAgain(onCancel, perWorld[index] ?? []),
  );
  // Moments after the end of a run would show nothing.
  expect(killed.flat().filter(Boolean).length).toBeGreaterThan(moments * 0.7);
}, 600_000);

/** Gives for each moment whether the run was still at work. */
async function killAgainAndAgain(
  onCancel: 'leave' | 'stop-and-rollback',
  drawn: readonly { index: number; part: number }[],
): Promise<boolean[]> {
  const { folder, remove } = aProject(onCancel);
  const args = ['--speed', '20', '--hooks', 'none', '--scenario', 'scenario.yml'];
  const emulator = await startEmulator(args, folder);
  const options = { cwd: folder, env: emulator.variables };
  try {
    const began = Date.now();
    await succeeds(['deploy', 'production', '--version', '1.0']);
    const whole = Date.now() - began;
    const killed: boolean[] = [];
    for (const { index, part } of drawn) {
      const version = `2.${index}`;
      const moment = Math.round(part * whole);
      const child = start(['deploy', 'production', '--version', version], options);
      killed.push(await killAfter(moment, child));
      await succeeds(['finish']);
      await succeeds(['deploy', 'production', '--version', version]);
      const { deployments, running } = await observe(emulator.variables);
      const successes = deployments.filter(
        (one) => one.version === version && one.status === 'Succeeded' && one.creator === 'user',
      );
      const twice = successes.map(({ group }) => group);
      const where = { onCancel, version, moment, seed };
      expect({ ...where, running }).toEqual({ ...where, running: Array(6).fill(version) });
      expect({ ...where, successes: twice.length, groups: new Set(twice).size }).toEqual({
        ...where,
        successes: 6,
        groups: 6,
      });
    }
    return killed;
  } finally {
    await emulator.stop();
    remove();
  }

  async function succeeds(command: string[]) {
    const { code, stdout, stderr } = await fanout(command, options);
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  }
}

function start(args: string[], { cwd, env }: { cwd: string; env: Record<string, string> }) {
  return spawn(process.execPath, [dist, ...args], {
    cwd,
    env: { ...plainEnvironment, ...env },
    stdio: 'ignore',
  });
}

async function killAfter(ms: number, child: ChildProcess): Promise<boolean> {
  const ended = once(child, 'exit');
  await Promise.race([ended, delay(ms)]);
  child.kill('SIGKILL');
  const [, signal] = (await ended) as [number | null, string | null];
  return signal === 'SIGKILL';
}

/** mulberry32: the same moments in every run. */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
