import type { Mark } from './characters.ts';

type Properties = { anchor: string | undefined; tag: string | undefined; at: Mark };

/** `quoted`: in quotes or a block scalar, and without a tag. `at` is where its own text begins, after anchor and tag. */
export type ScalarNode = Properties & { kind: 'scalar'; text: string; quoted: boolean };
export type SequenceNode = Properties & { kind: 'sequence'; items: YamlNode[] };
/** `items` are keys and values by turns. */
export type MappingNode = Properties & { kind: 'mapping'; items: YamlNode[] };
type AliasNode = { kind: 'alias'; name: string; at: Mark };
export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode;
