import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Clock } from '../../src/clock.ts';
import type { Unstamped } from '../../src/release/events.ts';
import { aLabel, START } from '../report/makers.ts';
import { printed } from './printed.ts';

/** A clock that is put forward by hand, waking what sleeps. */
class ManualClock implements Clock {
  #now = START;
  #sleepers: { at: number; wake: () => void }[] = [];
  now(): number {
    return this.#now;
  }
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  }
  async forward(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      this.#now += 1000;
      const due = this.#sleepers.filter(({ at }) => at <= this.#now);
      this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
      for (const { wake } of due) wake();
      await setImmediate();
    }
  }
}

test('after every minute of silence there is one line, and none after the end', async () => {
  const clock = new ManualClock();
  const destination = 'retail/eu-west-1';
  const { stdout } = await printed(
    'terminal',
    async (host) => {
      const tell = (event: Unstamped) => host.take({ at: clock.now(), ...event });
      tell({
        kind: 'run-started',
        command: 'deploy',
        environment: 'test',
        application: 'orders',
        run: 'local:1',
        destinations: [aLabel(destination)],
        waves: [{ name: 'all', destinations: [destination] }],
      });
      tell({ kind: 'step', text: 'building: make' });
      await clock.forward(70);
      tell({
        kind: 'created',
        destination,
        deploymentId: 'd-1',
        adopted: false,
        consoleUrl: 'https://x',
      });
      await clock.forward(59);
      host.print('-- still nothing');
      await clock.forward(65);
      tell({ kind: 'run-finished', verdict: 'failed', exitCode: 1, seconds: 200, results: [] });
      await clock.forward(200);
    },
    { clock },
  );
  expect(stdout.split('\n').slice(2)).toEqual([
    'still under way after 1m 00s: building: make',
    '[retail/eu-west-1] deployment d-1 created: https://x',
    '-- still nothing',
    'still under way after 3m 09s, 1 destination: retail/eu-west-1 (deploying)',
    'test: failed; exit code 1',
    '',
  ]);
});
