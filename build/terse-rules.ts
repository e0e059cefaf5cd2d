import type { Plugin } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';

/** What only docs/rules.md tells of a rule. */
const forReaders = new Set(['what', 'why', 'bad', 'good']);

type Node = {
  type: string;
  start: number;
  end: number;
  key?: { name?: string };
  [name: string]: unknown;
};

/** Leaves the explanations and examples of the lint rules out of the bundle: no message needs them. */
export function terseRules(): Plugin {
  return {
    name: 'terse-rules',
    transform(code, id) {
      if (!/\/src\/appspec\/rules(\/\w+)?\.ts$/.test(id.replaceAll('\\', '/'))) return undefined;
      const cuts: [number, number][] = [];
      visit(parseAst(code, { lang: 'ts' }) as unknown as Node, (node) => {
        if (node.type === 'Property' && forReaders.has(node.key?.name ?? ''))
          cuts.push([node.start, node.end]);
      });
      return cuts
        .toSorted(([a], [b]) => b - a)
        .reduce(
          (text, [start, end]) => text.slice(0, start) + text.slice(end).replace(/^\s*,/, ''),
          code,
        );
    },
  };
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) for (const item of node) visit(item, see);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  if ('type' in node) see(node as Node);
  for (const value of Object.values(node)) visit(value, see);
}
