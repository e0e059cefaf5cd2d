import { describe, expect, test } from '@jest/globals';
import { openTurns } from '../../src/aws/turns.ts';
import { handClock } from '../release/hand-clock.ts';

/** Calls that take turns, and when each had its own. */
function asking() {
  const { clock, pass } = handClock();
  const began = clock.now();
  const closing = new AbortController();
  const turns = openTurns(clock, closing.signal);
  const had: { name: string; at: number }[] = [];
  const ask = (name: string, isUrgent = false) =>
    void turns.enter(isUrgent).then(() => had.push({ name, at: clock.now() - began }));
  return { turns, closing, pass, ask, had, names: () => had.map(({ name }) => name) };
}

describe('calls to one account and region', () => {
  test('do not wait for each other before one was too many', async () => {
    const { ask, pass, had } = asking();
    for (let count = 0; count < 100; count++) ask(`${count}`);
    await pass(0);
    expect(had).toHaveLength(100);
  });

  test('then go on at a share of what was answered', async () => {
    const { turns, ask, pass, had } = asking();
    for (let count = 0; count < 10; count++) turns.answered();
    turns.throttled();
    for (let count = 0; count < 20; count++) ask(`${count}`);
    await pass(1_000);
    expect(had).toHaveLength(8);
    await pass(1_000);
    expect(had).toHaveLength(16);
  });

  test('let urgent ones go first', async () => {
    const { turns, ask, pass, names } = asking();
    turns.throttled();
    for (const name of ['a', 'b', 'c']) ask(name);
    ask('create', true);
    await pass(10_000);
    expect(names()).toEqual(['create', 'a', 'b', 'c']);
  });

  test('are not held back where nobody wants them any more', async () => {
    const { turns, closing, ask, pass, had } = asking();
    turns.throttled();
    for (let count = 0; count < 50; count++) ask(`${count}`);
    closing.abort();
    await pass(0);
    expect(had).toHaveLength(50);
  });

  test('are slowed once by those that were under way together, and freed little by little', async () => {
    const { turns, ask, pass, had } = asking();
    for (let count = 0; count < 20; count++) turns.answered();
    for (let count = 0; count < 50; count++) turns.throttled();
    for (let count = 0; count < 16; count++) ask(`${count}`);
    await pass(1_000);
    expect(had).toHaveLength(16);
    for (let second = 0; second < 20; second++) {
      turns.answered();
      await pass(1_000);
    }
    for (let count = 0; count < 100; count++) ask(`late ${count}`);
    await pass(0);
    expect(had).toHaveLength(116);
  });

  test('have a tenth more a second later, and are not free yet', async () => {
    const { turns, ask, pass, had } = asking();
    for (let count = 0; count < 20; count++) turns.answered();
    turns.throttled();
    await pass(1_000);
    turns.answered();
    for (let count = 0; count < 100; count++) ask(`${count}`);
    await pass(1_000);
    expect(had).toHaveLength(18);
  });
});
