import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { LiveArea } from '../../src/ci/live-area.ts';
import { Sink } from '../../src/ci/sink.ts';
import { Screen } from './screen.ts';

function anArea(columns: number) {
  const output = Object.assign(new PassThrough(), { isTTY: true, columns, rows: 24 });
  const sink = new Sink(output, (text) => text, { now: () => 0 });
  return { output, area: new LiveArea(sink, output), text: () => String(output.read() ?? '') };
}

test('rows are drawn over themselves, and the log grows above them', () => {
  const { area, text } = anArea(40);
  area.draw(['one', 'two']);
  area.above(['log']);
  area.draw(['ONE', 'TWO', 'three']);
  area.above(['more log']);
  const screen = new Screen(40).feed(text());
  expect(screen.lines).toEqual(['log', 'more log', 'ONE', 'TWO', 'three', '']);
  expect(screen.cursorHidden).toBe(true);
});

test('at the end the rows are gone and the cursor is back', () => {
  const { area, text } = anArea(40);
  area.draw(['one']);
  area.end();
  area.above(['last']);
  const screen = new Screen(40).feed(text());
  expect(screen.lines).toEqual(['last', '']);
  expect(screen.cursorHidden).toBe(false);
});

test('in a window that became narrower a row counts for the lines it now takes', () => {
  const { area, output, text } = anArea(40);
  area.draw(['x'.repeat(39), '\u001b[32mgreen\u001b[0m']);
  text();
  output.columns = 20;
  area.draw(['short']);
  expect(text()).toMatch(/\[3A/);
});

test('the cursor comes back when the process ends at once', () => {
  const { area, text } = anArea(40);
  const before = process.listeners('exit');
  area.draw(['one']);
  const [restore] = process.listeners('exit').filter((each) => !before.includes(each));
  text();
  restore?.(0);
  expect(text()).toBe('\u001b[?25h');
  expect(process.listeners('exit')).toEqual(before);
});
