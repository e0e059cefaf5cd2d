import { expect, test } from '@jest/globals';
import { eventLine } from '../../src/report/event-json.ts';
import { readEvents } from '../../src/report/read-events.ts';
import { aLabel, aResultOf, aRun } from '../page/runs.ts';

const label = aLabel('retail', 'eu-west-1');
const events = aRun(
  [label],
  [{ kind: 'finished', destination: label.id, result: aResultOf(label.id) }],
);
const text = events.map(eventLine).join('');

test('what was written is read', () => {
  expect(readEvents(text)).toEqual({ events, doubts: [] });
});

test('a file that is cut short is read as far as it goes, and that is said', () => {
  const { events: read, doubts } = readEvents(text.slice(0, -20));
  expect(read).toEqual(events.slice(0, 1));
  expect(doubts).toEqual(['its last line is cut short']);
});

test('kinds of a newer fanout are left out, and named', () => {
  const { doubts } = readEvents(`${text}{"at":1,"kind":"teleported"}\n`);
  expect(doubts).toEqual(['1 kind of events come from a newer fanout: teleported']);
});

test.each([
  ['nothing', ''],
  ['an AppSpec file', 'version: 0.0\nos: linux\n'],
  ['other JSON', '{"ok":true}\n{"ok":false}\n'],
  [
    'an event without what it needs',
    '{"at":1,"kind":"finished","destination":"a"}\n{"at":1,"kind":"step","text":"x"}\n',
  ],
  ['a cut line in the middle', `${text.slice(0, 40)}\n${text}`],
])('%s is refused', (_, wrong) => {
  expect(() => readEvents(wrong)).toThrow(SyntaxError);
});
