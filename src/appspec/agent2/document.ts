import type { Mark, YamlError } from '../yaml/characters.ts';
import type { AliasNode, YamlNode } from '../yaml/nodes.ts';
import { parseYamlPartly } from '../yaml/parser.ts';

/** A file as serde_yaml sees it: as far as it is YAML, with what reading ends with where it is none. */
export type Document = {
  root: YamlNode | undefined;
  /** Why reading stops at a node that is `broken`. */
  end: { message: string; at: Mark } | undefined;
  /** Nodes that are not read to their end. */
  broken: ReadonlySet<YamlNode>;
  targets: ReadonlyMap<AliasNode, YamlNode>;
  /** Where a second document begins. */
  another: Mark | undefined;
};

export function openDocument(bytes: Uint8Array): Document {
  const { root, open, error, another } = parseYamlPartly(bytes);
  const { targets, unknown, above } = resolveAliases(root);
  if (unknown) {
    const end = { message: `unknown anchor${placeOf(unknown.start)}`, at: unknown.at };
    return { root, end, broken: new Set([unknown, ...above]), targets, another: undefined };
  }
  const end = error && { message: syntaxMessage(error, bytes), at: error.mark };
  return { root, end, broken: open, targets, another };
}

type Aliases = { targets: Map<AliasNode, YamlNode>; unknown?: AliasNode; above: YamlNode[] };

/** In the order of the text: an anchor that is set again is another one from there on. */
function resolveAliases(root: YamlNode | undefined): Aliases {
  const anchors = new Map<string, YamlNode>();
  const targets = new Map<AliasNode, YamlNode>();
  const open: { node: YamlNode; next: number }[] = [];
  let node = root;
  while (node) {
    if (node.kind === 'alias') {
      const target = anchors.get(node.name);
      if (!target) return { targets, unknown: node, above: open.map((each) => each.node) };
      targets.set(node, target);
    } else {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (node.kind !== 'scalar') open.push({ node, next: 0 });
    }
    node = nextNode(open);
  }
  return { targets, above: [] };
}

function nextNode(open: { node: YamlNode; next: number }[]): YamlNode | undefined {
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const items = 'items' in last.node ? last.node.items : [];
    const item = items[last.next++];
    if (item) return item;
    open.pop();
  }
  return undefined;
}

/** serde_yaml leaves out a place that is the start of the file. */
export function placeOf({ line, column }: Mark): string {
  return line === 1 && column === 1 ? '' : ` at line ${line} column ${column}`;
}

/** libyaml's words as `dtolnay/serde-yaml: src/libyaml/error.rs` arranges them. */
function syntaxMessage({ message, mark, context }: YamlError, bytes: Uint8Array): string {
  const problem = BAD_BYTES.test(message)
    ? `${message}${positionOf(mark, bytes)}`
    : `${message}${placeOf(mark)}`;
  if (!context?.text) return problem;
  const isElsewhere = context.mark.line !== mark.line || context.mark.column !== mark.column;
  return `${problem}, ${context.text}${isElsewhere ? placeOf(context.mark) : ''}`;
}

/** What libyaml finds before it counts lines; it then tells the byte. */
const BAD_BYTES = /^(?:control characters|invalid|incomplete)/;

function positionOf({ index }: Mark, bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const before = new TextEncoder().encode([...text].slice(0, index).join('')).length;
  return before === 0 ? '' : ` at position ${before}`;
}
