/** A row of a table: for each column what is in it. */
export type Row<Column extends string> = Record<Column, string>;

/** Reads a table as people write them: a line with the columns' names, then the rows; `|` between cells. */
export function tableOf<Column extends string>(text: string): Row<Column>[] {
  const [names = [], ...rows] = text
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.map((cells) => {
    if (cells.length !== names.length) throw new Error(`not ${names.length} cells: ${cells}`);
    return Object.fromEntries(names.map((name, index) => [name, cells[index]])) as Row<Column>;
  });
}

/** The one row that is about a combination: each of its cells is `*`, the value, or has it among others, with `/`. */
export function rowFor<Column extends string>(
  rows: readonly Row<Column>[],
  combination: Partial<Record<Column, string>>,
): Row<Column> {
  const given = Object.entries(combination) as [Column, string][];
  const found = rows.filter((row) =>
    given.every(([column, value]) => row[column] === '*' || row[column].split('/').includes(value)),
  );
  const [row] = found;
  if (!row || found.length > 1)
    throw new Error(`${found.length} rows are about ${JSON.stringify(combination)}`);
  return row;
}

/** Every combination of these values. */
export function product<Column extends string>(
  values: Readonly<Record<Column, readonly string[]>>,
): Row<Column>[] {
  return (Object.entries(values) as [Column, readonly string[]][]).reduce<Row<Column>[]>(
    (rows, [column, options]) =>
      rows.flatMap((row) => options.map((option) => ({ ...row, [column]: option }))),
    [{} as Row<Column>],
  );
}
