import { readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';

type Value = string | boolean | number;
type InputSpec = { type?: string; default?: Value; options?: Value[]; regex?: string };
export type Job = {
  variables: Record<string, string>;
  script: string[];
  after_script?: string[];
  artifacts: { paths: string[] };
};

type Header = { spec: { inputs: Record<string, InputSpec> } };

/** An image as the components take one. */
export const anImage = `node:24@sha256:${'a1'.repeat(32)}`;

const components = { fanout: read('fanout'), package: read('package') };

export const componentHeader: Header = components.fanout.header;
export const packageHeader: Header = components.package.header;

function read(name: string): { header: Header; body: unknown } {
  const url = new URL(`../../templates/${name}/template.yml`, import.meta.url);
  const [header, body] = parseAllDocuments(readFileSync(url, 'utf8')).map((each) => each.toJS());
  return { header, body };
}

/**
 * The jobs that including the component gives. Where all of a value is an input it keeps the input's type, elsewhere it
 * becomes text (gitlabhq/gitlabhq: lib/gitlab/ci/config/interpolation/template.rb); inputs are checked as there.
 */
export function includeComponent(
  given: Readonly<Record<string, Value>>,
  name: keyof typeof components = 'fanout',
): Record<string, Job> {
  const { header, body } = components[name];
  const specs = header.spec.inputs;
  for (const key of Object.keys(given))
    if (!(key in specs)) throw new Error(`unknown input ${key}`);
  const values = new Map(
    Object.entries(specs).map(([key, spec]) => [key, checked(key, given[key], spec)]),
  );
  return interpolate(body) as Record<string, Job>;

  function interpolate(node: unknown): unknown {
    if (typeof node === 'string') {
      const whole = /^\$\[\[ inputs\.([\w-]+) \]\]$/.exec(node)?.[1];
      return whole === undefined ? textOf(node) : value(whole);
    }
    if (Array.isArray(node)) return node.map(interpolate);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [textOf(key), interpolate(child)]),
    );
  }

  function textOf(node: string): string {
    return node.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name) => String(value(name)));
  }

  function value(name: string): Value {
    const found = values.get(name);
    if (found === undefined) throw new Error(`the job uses the unknown input ${name}`);
    return found;
  }
}

export function exampleOf<T>(path: string): T {
  return parse(readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8'));
}

function checked(name: string, given: Value | undefined, spec: InputSpec): Value {
  const { type = 'string', options, regex } = spec;
  const value = given ?? spec.default;
  if (value === undefined) throw new Error(`input ${name} is missing`);
  if (typeof value !== type) throw new Error(`input ${name} must be a ${type}`);
  if (options && !options.includes(value)) throw new Error(`input ${name} cannot be ${value}`);
  if (regex && !new RegExp(regex).test(String(value))) throw new Error(`input ${name}: ${value}`);
  return value;
}
