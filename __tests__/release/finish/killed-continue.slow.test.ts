import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { finish } from '../../../src/release/finish/finish-runs.ts';
import { readLeftOver } from '../../../src/release/finish/read-notes.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const destination = aDestination({ rollback: { auto: [] }, timeout: 10 * 60_000 });
const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });
const leaving = anEnvironment({
  waves: [aWave({ destinations: [{ ...destination, onReady: 'leave' }] })],
});

test('finish leaves what a killed continue had taken up, frees the lease, and continue takes it up again', async () => {
  const world = await openWorld({ environment, instances: 1 });
  await world.deploy({ version: '1.1', content: '1.1' });
  const someone = await world.someoneIn(destination.id);
  await someone.makeBlueGreen({ terminationMinutes: 2880, readyMinutes: 600 });
  const left = await world.deploy({ version: '1.2', content: '1.2', environment: leaving });
  const id = left.results.get(destination.id)?.deploymentId;

  const killed = new AbortController();
  const events: RunEvent[] = [];
  await world.continue({
    environment: { ...leaving, onCancel: 'leave' },
    signal: killed.signal,
    onEvent: (event) => {
      if (killed.signal.aborted) return;
      events.push(event);
      if (event.kind === 'created') killed.abort(new CancelledError('SIGTERM'));
    },
  });
  const { exitCode, results } = await finish(
    { leftOver: leftOverOf(events), environment },
    {
      clock: world.clock,
      signal: new AbortController().signal,
      emit: () => undefined,
      openAws: world.aws,
    },
  );
  expect(exitCode).toBe(1);
  expect(results[0]).toMatchObject({
    outcome: 'failed',
    reason: expect.stringContaining(`${id} was left alone`),
  });
  expect(world.count('StopDeployment')).toBe(0);

  const again = await world.continue();
  expect([again.verdict, again.exitCode]).toEqual(['succeeded', 0]);
  expect(again.results.get(destination.id)?.deploymentId).toBe(id);
});

/** What a process that is gone had noted. */
function leftOverOf(events: readonly RunEvent[]) {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'));
  const path = join(folder, 'run.jsonl');
  writeFileSync(path, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const leftOver = readLeftOver(path);
  rmSync(folder, { recursive: true });
  if (!leftOver) throw new Error('a run was noted');
  return { ...leftOver, process: { host: 'elsewhere', pid: 1 } };
}
