import type { Mark } from './characters.ts';

/** `start`: where libyaml says that it begins, with its anchor and tag. */
type Properties = { anchor: string | undefined; tag: string | undefined; at: Mark; start: Mark };

/** `quoted`: in quotes or a block scalar, and without a tag; `plain`: in neither. `at` is where its own text begins, after anchor and tag. */
export type ScalarNode = Properties & {
  kind: 'scalar';
  text: string;
  quoted: boolean;
  plain: boolean;
};
export type SequenceNode = Properties & { kind: 'sequence'; items: YamlNode[] };
/** `items` are keys and values by turns. */
export type MappingNode = Properties & { kind: 'mapping'; items: YamlNode[] };
export type AliasNode = { kind: 'alias'; name: string; at: Mark; start: Mark };
export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode;
