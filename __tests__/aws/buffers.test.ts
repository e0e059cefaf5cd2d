import { expect, test } from '@jest/globals';
import { openBuffers } from '../../src/aws/buffers.ts';
import { failureOf } from './makers.ts';

const never = new AbortController().signal;

test('no more than so many buffers are out, and who comes first is served first', async () => {
  const buffers = openBuffers(2, 16);
  const order: number[] = [];
  const held = [await buffers.take(never), await buffers.take(never)];
  const waiting = [1, 2, 3].map(async (turn) => {
    const buffer = await buffers.take(never);
    order.push(turn);
    return buffer;
  });
  await new Promise(setImmediate);
  expect(order).toEqual([]);
  for (const buffer of held) buffers.give(buffer);
  const [first] = await Promise.all(waiting.slice(0, 2));
  expect(order).toEqual([1, 2]);
  expect(held).toContain(first);
  buffers.give(first as Buffer);
  expect(held).toContain(await waiting[2]);
});

test('who leaves the queue does not keep a buffer from the next', async () => {
  const buffers = openBuffers(1, 16);
  const held = await buffers.take(never);
  const leaving = new AbortController();
  const left = failureOf(buffers.take(leaving.signal));
  const next = buffers.take(never);
  const reason = new Error('cancelled');
  leaving.abort(reason);
  expect(await left).toBe(reason);
  buffers.give(held);
  expect(await next).toBe(held);
});

test('no memory is kept once nothing is under way', async () => {
  const buffers = openBuffers(2, 8);
  const [one, other] = [await buffers.take(never), await buffers.take(never)];
  buffers.give(one);
  expect(await buffers.take(never)).toBe(one);
  buffers.give(one);
  buffers.give(other);
  expect([one, other]).not.toContain(await buffers.take(never));
});
