import { readFileSync, writeFileSync } from 'node:fs';
import {
  type Command,
  commands,
  type Fault,
  isPlayed,
  kinds,
  type Moment,
  moments,
} from './cells.ts';
import type { Ended } from './play-cell.ts';

const page = new URL('../../../docs/region-down.md', import.meta.url);
const [begin, end] = ['<!-- played:begin -->', '<!-- played:end -->'];

/** What was seen of one region, cell by cell. */
export function seenOf() {
  const cells = new Map<string, Ended>();
  const at = (command: Command, moment: Moment, fault: Fault) => `${command} ${moment} ${fault}`;
  const rows = moments.flatMap((moment) =>
    commands.filter((command) => isPlayed(command, moment)).map((command) => ({ command, moment })),
  );
  return {
    add: (command: Command, moment: Moment, fault: Fault, ended: Ended) =>
      cells.set(at(command, moment, fault), ended),
    isWhole: () => cells.size === rows.length * kinds.length,
    rows: () =>
      rows.map(({ command, moment }) => ({
        command,
        moment,
        by: kinds.map((fault) => cells.get(at(command, moment, fault)) as Ended),
      })),
    /** Moment, command, and how it ends where the region hangs. */
    lines: () =>
      rows.map(({ command, moment }) => {
        const { exit, lastLine } = cells.get(at(command, moment, 'hangs')) as Ended;
        return [moment, `\`${command}\``, String(exit), `\`${lastLine}\``];
      }),
  };
}

type Seen = ReturnType<typeof seenOf>;

export function regionTable(seen: Seen): string {
  const head = [
    'when',
    'command',
    'exit',
    'last line where it hangs',
    ...kinds.map((one) => `${one}, s`),
  ];
  const lines = seen.lines();
  const rows = seen
    .rows()
    .map(({ by }, index) => [...(lines[index] ?? []), ...by.map(({ seconds }) => String(seconds))]);
  const asRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [asRow(head), asRow(head.map(() => '---')), ...rows.map(asRow)].join('\n');
}

export function updateDocs(table: string): void {
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split(begin);
  const [, after = ''] = rest.split(end);
  writeFileSync(page, `${before}${begin}\n${table}\n${end}${after}`);
}

/** As {@link seenOf} gives lines; seconds are those of the day on which the page was written. */
export function tableInDocs(): string[][] {
  const [, rest = ''] = readFileSync(page, 'utf8').split(begin);
  const [table = ''] = rest.split(end);
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split(' | ')
        .slice(0, 4)
        .map((cell) => cell.replace(/^\| /, '')),
    );
}
