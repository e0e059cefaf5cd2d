import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cancelOnSignals } from '../../src/cli/cancel-on-signals.ts';
import { cancellationOf } from '../../src/release/cancel.ts';
import { judge } from '../../src/release/verdict.ts';

let now = 0;
let cancel: ReturnType<typeof cancelOnSignals>;
let exits: unknown[] = [];
const { exit } = process;
beforeEach(() => {
  exits = [];
  process.exit = ((code: unknown) => exits.push(code)) as unknown as typeof process.exit;
  now = 0;
  cancel = cancelOnSignals({ now: () => now });
});
afterEach(() => {
  cancel.end();
  process.exit = exit;
  for (const name of signals) process.removeAllListeners(name);
});

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

function send(signal: NodeJS.Signals, at: number) {
  now = at;
  process.emit(signal, signal);
}

test.each<[NodeJS.Signals, number]>([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 143],
])('%s cancels with exit code %i', (signal, code) => {
  send(signal, 0);
  expect(judge([], cancellationOf(cancel.signal)).exitCode).toBe(code);
  expect(exits).toEqual([]);
});

test('one Ctrl-C that arrives twice is one', () => {
  send('SIGINT', 0);
  send('SIGINT', 5);
  send('SIGINT', 900);
  expect(exits).toEqual([]);
  send('SIGINT', 1_500);
  expect(exits).toEqual([130]);
});

test('another signal ends at once', () => {
  send('SIGINT', 0);
  send('SIGTERM', 10);
  expect(exits).toEqual([143]);
});

test('a second signal gives its exit code also after the report, until the process is gone', () => {
  send('SIGTERM', 0);
  cancel.end();
  send('SIGTERM', 1_500);
  expect(exits).toEqual([143]);
});

test('a run that nobody cancelled leaves no listener behind', () => {
  cancel.end();
  expect(signals.map((name) => process.listenerCount(name))).toEqual([0, 0, 0, 0]);
});
