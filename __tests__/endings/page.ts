import { readFileSync, writeFileSync } from 'node:fs';

const page = new URL('../../docs/endings.md', import.meta.url);

/** A table of `docs/endings.md`: what is played gives its rows, which `UPDATE=1` writes there. */
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
    /** Nothing, unless all of it was played. */
    write(names: readonly (readonly [string, string, ...unknown[]])[]): void {
      if (!process.env.UPDATE || rows.size < names.length) return;
      const [before = '', rest = ''] = readFileSync(page, 'utf8').split(begin);
      const [, after = ''] = rest.split(end);
      const inOrder = names.map(([first, second]) => rows.get(`${first},${second}`) ?? []);
      const table = [head, head.map(() => '---'), ...inOrder].map(asRow).join('\n');
      writeFileSync(page, `${before}${begin}\n${table}\n${end}${after}`);
    },
  };
}
