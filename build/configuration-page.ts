import { readFileSync } from 'node:fs';
import { configurationExamples } from './configuration-examples.ts';
import { schemaText } from './generate-schema.ts';

type Schema = {
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  required?: string[];
};

type Key = { path: string; schema: Schema; required: boolean };

/** Every key of fanout.yml: `NAME` stands for a name of one's own, `[]` for an entry of a list. */
export function configurationKeys(): Key[] {
  return keysOf(JSON.parse(schemaText()), '');
}

/** docs/configuration.md: what people wrote between the marks stays, the tables are made from the schema. */
export function configurationPage(): string {
  const text = readFileSync('docs/configuration.md', 'utf8');
  return text.replace(
    /(<!-- keys:begin -->\n)[\s\S]*?(<!-- keys:end -->)/,
    (_, begin: string, end: string) => `${begin}\n${sections()}\n${end}`,
  );
}

function keysOf(schema: Schema, above: string): Key[] {
  const { properties = {}, additionalProperties, items, anyOf = [], required = [] } = schema;
  const own = Object.entries(properties).flatMap(([name, child]) => {
    const path = above ? `${above}.${name}` : name;
    return [{ path, schema: child, required: required.includes(name) }, ...keysOf(child, path)];
  });
  const named = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  return [
    ...own,
    ...(named ? keysOf(named, `${above}.NAME`) : []),
    ...(items ? keysOf(items, `${above}[]`) : []),
    ...anyOf.flatMap((each) => keysOf(each, above)),
  ];
}

/** Settings that may stand in several places are told once. */
function sections(): string {
  const told = new Map<string, string>();
  const groups = new Map<string, string[]>();
  for (const { path, schema, required } of configurationKeys()) {
    const at = path.lastIndexOf('.');
    const group = at < 0 ? '' : path.slice(0, at);
    const name = path.slice(at + 1);
    const about = schema.description ?? '';
    const key = `${name}\n${about}`;
    const first = told.get(key);
    if (first === undefined) told.set(key, group);
    const rows = groups.get(group) ?? [];
    groups.set(group, rows);
    if (first !== undefined && first !== group) continue;
    const [, what = about, preset] = /^([\s\S]*?)\s*\bDefault: ([\s\S]*?)\.?$/.exec(about) ?? [];
    const fallback = preset ?? /(?:^|[\s(])([\w-]+)(?: \(default\)|, default[,)])/.exec(about)?.[1];
    const example = configurationExamples[path] ?? '';
    rows.push(
      `| \`${name}\` | ${cell(what)} | ${required ? 'must be given' : cell(fallback ?? 'none')} | \`${cell(example)}\` |`,
    );
  }
  return [...groups]
    .filter(([, rows]) => rows.length > 0)
    .map(
      ([group, rows]) =>
        `### ${group === '' ? 'The file' : `\`${group}\``}\n\n| key | what for | default | example |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`,
    )
    .join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
