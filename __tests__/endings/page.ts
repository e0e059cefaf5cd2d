import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

const page = new URL('../../docs/endings.md', import.meta.url);

/** A table of `docs/endings.md`: what is played gives its rows. */
export function tableOf(name: string, head: readonly string[]) {
  const rows = new Map<string, string[]>();
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const asRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return {
    /** The first two name the row. */
    add: (...cells: string[]) =>
      rows.set(
        cells.slice(0, 2).join(),
        cells.map((cell) => cell.replaceAll('|', '\\|')),
      ),
    /** Compares the page with what was played, or writes it with `UPDATE=1`. Nothing, unless all of it was played. */
    hold(names: readonly (readonly [string, string, ...unknown[]])[]): void {
      if (rows.size < names.length) return;
      const [before = '', rest = ''] = readFileSync(page, 'utf8').split(begin);
      const [written = '', after = ''] = rest.split(end);
      const inOrder = names.map(([first, second]) => rows.get(`${first},${second}`) ?? []);
      const table = [head, head.map(() => '---'), ...inOrder].map(asRow).join('\n');
      if (process.env.UPDATE) writeFileSync(page, `${before}${begin}\n${table}\n${end}${after}`);
      else expect(written.trim().split('\n')).toEqual(table.split('\n'));
    },
  };
}
