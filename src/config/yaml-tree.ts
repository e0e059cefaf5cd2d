import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { quoted } from '../words/quoted.ts';
import { type Entry, Reader } from './yaml-reader.ts';
import type { Position, Source } from './yaml-source.ts';

export type Path = readonly PropertyKey[];

/** The data of a YAML file, and where in the text each piece of it stands. */
export type Tree = {
  data: unknown;
  /** What is wrong with the YAML though it parses: repeated keys, aliases to nothing. */
  problems: Problem[];
  /** Where the value at `path` stands, or its key; of what is not there, where it would be expected. */
  locate(path: Path, what?: 'value' | 'key'): Position;
  /** The value at `path` as the file has it, for a message: `"abc"`, `the number "45"`, `a list`. */
  written(path: Path): string;
};

export function readTree({ contents, at }: Source, file: string): Tree {
  const problems: Problem[] = [];
  const reader = new Reader((node, message, hint) => {
    problems.push({
      code: 'yaml-invalid',
      message,
      file,
      ...at(start(node)),
      ...defined({ hint }),
    });
  });
  const { value: data } = reader.read(contents);

  function find(path: Path): { entry: Entry | undefined; missing: boolean } {
    let entry: Entry | undefined = contents ? { key: contents, value: contents } : undefined;
    for (const key of path) {
      const next = reader.child(entry?.value, key);
      if (!next) return { entry, missing: true };
      entry = next;
    }
    return { entry, missing: false };
  }

  return {
    data,
    problems,
    locate(path, what = 'value') {
      const { entry, missing } = find(path);
      const node = what === 'key' || missing ? entry?.key : (entry?.value ?? entry?.key);
      return at(start(node));
    },
    written(path) {
      const { entry, missing } = find(path);
      return missing ? 'nothing' : written(reader.resolve(entry?.value));
    },
  };
}

function start(node: Node | null | undefined): number {
  return node?.range?.[0] ?? 0;
}

function written(node: Node | undefined): string {
  if (isMap(node)) return 'a mapping';
  if (isSeq(node)) return `a list of ${node.items.length}`;
  if (!isScalar(node) || node.value === null) return 'nothing';
  const { value } = node;
  if (typeof value === 'string') return quoted(value);
  return `the ${typeof value} ${quoted(node.source ?? String(value))}`;
}
