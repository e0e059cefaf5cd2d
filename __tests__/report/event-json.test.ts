import { expect, test } from '@jest/globals';
import { eventLine } from '../../src/report/event-json.ts';
import { aRun } from './makers.ts';

test('events are one JSON object a line', () => {
  const run = aRun();
  const lines = run.map(eventLine).join('').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual(run);
});

test('what cannot be seen or could be a command is escaped, and reads back the same', () => {
  const text = '##teamcity[x] ###[error] \u2028\u202e\u009b\u{e0041} ü';
  const line = eventLine({ at: 0, kind: 'step', text });
  expect(line).not.toMatch(/##|[\u2028\u202e\u009b]|\u{e0041}/u);
  expect(line).toContain('ü');
  expect(JSON.parse(line).text).toBe(text);
});
