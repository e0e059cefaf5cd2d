import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { withAny } from '../src/any-signal.ts';

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

test('the first to be aborted says why, and nothing is left in the others', async () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const reason = new Error('cancelled');
  const work = withAny([undefined, one.signal, other.signal], untilAborted);
  other.abort(reason);
  one.abort(new Error('later'));
  await expect(work).rejects.toBe(reason);
  for (const { signal } of [one, other]) expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('what was aborted before aborts the work at once', async () => {
  const reason = new Error('cancelled');
  await expect(withAny([AbortSignal.abort(reason)], untilAborted)).rejects.toBe(reason);
});

test('whatever comes of the work, a signal that lives on keeps nothing of it', async () => {
  const run = new AbortController().signal;
  const sizes = () =>
    Reflect.ownKeys(run).flatMap((key) => {
      const value: unknown = Reflect.get(run, key);
      return value instanceof Set ? [value.size] : [];
    });
  const before = sizes();
  for (let time = 0; time < 100; time++)
    await withAny([run, new AbortController().signal], async () => {
      if (time % 2) throw new Error('failed');
    }).catch(() => undefined);
  expect(getEventListeners(run, 'abort')).toEqual([]);
  expect(sizes()).toEqual(before);
});

test('however many work at once, Node warns of no leak', async () => {
  const warnings: string[] = [];
  const warned = ({ name }: Error) => void warnings.push(name);
  process.on('warning', warned);
  const run = new AbortController();
  const work = Array.from({ length: 20 }, () => withAny([run.signal], untilAborted));
  const all = withAny([run.signal], (signal) =>
    Promise.all(Array.from({ length: 20 }, () => untilAborted(signal))),
  );
  run.abort(new Error('over'));
  await Promise.allSettled([...work, all]);
  await new Promise(setImmediate);
  process.off('warning', warned);
  expect(warnings).toEqual([]);
});
