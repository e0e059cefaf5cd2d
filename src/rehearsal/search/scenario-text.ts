import type { Scenario } from '../../emulator/scenario/scenario.ts';

/** A scenario as a file that can be read again, with words before it. JSON is YAML too. */
export function scenarioText(scenario: Scenario, words: string[]) {
  const { groups, faults, outcomes, alarms, metrics, meanwhile } = scenario;
  const comment = words.flatMap((text) => text.split('\n')).map((line) => `# ${line}\n`);
  const lists = Object.entries({ groups, faults, outcomes, alarms, metrics, meanwhile }).flatMap(
    ([name, entries]) =>
      entries.length === 0
        ? []
        : [`${name}:\n`, ...entries.map((entry) => `  - ${JSON.stringify(inDurations(entry))}\n`)],
  );
  // A file must say something.
  return comment.join('') + (lists.join('') || 'faults: []\n');
}

/** The keys whose values are milliseconds once they are read. */
const durations = [
  ...['at', 'for', 'kill', 'clock', 'sleep'],
  ...['slow', 'late', 'skew', 'after', 'readyWait', 'terminationWait'],
];

function inDurations(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => inDurations(one));
  if (key === 'at' && typeof value === 'number' && value % 1000 !== 0) return value / 1000;
  if (typeof value === 'number' && durations.includes(key)) return durationText(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, inDurations(one, name)]),
  );
}

/** Whole seconds are all that a duration can say. */
function durationText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const parts = [seconds >= 60 ? `${Math.floor(seconds / 60)}m` : '', `${seconds % 60}s`];
  return `${ms < 0 ? '-' : ''}${parts.filter((part) => part !== '0s' || seconds === 0).join('')}`;
}
