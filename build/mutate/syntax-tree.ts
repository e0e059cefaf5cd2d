import { parseSync } from 'rolldown/utils';

/** A node of the tree that the compiler makes of a source, with whatever its type has. */
export type Node = { type: string; start: number; end: number; [key: string]: unknown };

/** A node, what it is in, and whether a function is around both. */
export type Found = { node: Node; parent: Node; isInFunction: boolean };

/** What is run of a source, from the outside in. Types and imports are no code. */
export function nodesOf(source: string): Found[] {
  const { program, errors } = parseSync('source.ts', source);
  if (errors[0] !== undefined) throw new Error(errors[0].message);
  const found: Found[] = [];
  gather(program as unknown as Node, false, found);
  return found;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function gather(parent: Node, isAround: boolean, found: Found[]): void {
  const isInFunction = isAround || /Function/.test(parent.type);
  for (const [key, value] of Object.entries(parent)) {
    if (key === 'key' && parent.computed !== true) continue;
    for (const node of [value].flat()) {
      if (!isNode(node) || isNoCode(node)) continue;
      found.push({ node, parent, isInFunction });
      gather(node, isInFunction, found);
    }
  }
}

/** What has a type and a value beside it is code. */
const withValue = /^TS(?:As|Satisfies|NonNull)Expression$/;

function isNoCode({ type }: Node): boolean {
  return (type.startsWith('TS') && !withValue.test(type)) || type === 'ImportDeclaration';
}
