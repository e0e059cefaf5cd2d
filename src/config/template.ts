import { closest, enumerate } from '../words/closest.ts';

/** The variables that may stand in one kind of place. `vars.*` and `env.*` take any name after the dot. */
export type Allowed = readonly (VariableName | 'vars.*' | 'env.*')[];

const names = [
  'environment',
  'application',
  'account.id',
  'account.name',
  'region',
  'partition',
  'deploymentGroup',
  'version',
  'digest',
  'build.number',
  'commit',
] as const;
type VariableName = (typeof names)[number];

/** What variables stand for. */
export type Scope = {
  value(name: string): string | undefined;
  /** Whether a variable may be without a value, rather than that being a mistake: the run that will give it one is not under way. */
  open(name: string): boolean;
};

export type Expansion = {
  /** Where something is still to be filled in (see {@link complete}) a template, else plain text. */
  text: string;
  /** Variables without a value. */
  missing: string[];
  mistakes: Mistake[];
  /** Values of `env.*`, not to be shown. */
  secrets: string[];
};

const token = /\$\$\{|\$\{([^{}$]*)\}?/g;
/** These have no value only where the setting itself has a mistake, which is enough to say once. */
const settings: ReadonlySet<string> = new Set(['application', 'deploymentGroup']);
/** In one text: more of them tell nothing more. */
const mostMistakes = 10;
const later: ReadonlySet<string> = new Set(['version', 'digest']);

/**
 * Puts the values of variables into a text, once: what a value holds is text, never looked at again. `$${` stands for
 * `${`. Where `version` and `digest` are allowed and have no value, they stay, and so does the escaping around them:
 * {@link complete} ends that.
 */
export function expand(text: string, allowed: Allowed, scope: Scope): Expansion {
  const expansion: Expansion = { text: '', missing: [], mistakes: [], secrets: [] };
  const isTemplate = allowed.includes('version');
  let literal = '';
  let end = 0;

  function flush(): void {
    expansion.text += isTemplate ? literal.replaceAll('${', () => '$${') : literal;
    literal = '';
  }

  for (const match of text.matchAll(token)) {
    literal += text.slice(end, match.index);
    end = match.index + match[0].length;
    const found = look(match, allowed, scope);
    if ('mistake' in found) expansion.mistakes.push(found.mistake);
    if (expansion.mistakes.length >= mostMistakes) break;
    if ('missing' in found) expansion.missing.push(found.missing);
    if ('secret' in found) expansion.secrets.push(found.secret);
    if ('value' in found) literal += found.value;
    if ('left' in found) {
      if (literal.endsWith('$')) expansion.mistakes.push(dollar(found.left));
      flush();
      expansion.text += `\${${found.left}}`;
    }
  }
  literal += text.slice(end);
  flush();
  return expansion;
}

/** Fills in what {@link expand} left until the bundle was there, and ends its escaping. */
export function complete(text: string, values: { version: string; digest: string }): string {
  return text.replaceAll(/\$\$\{|\$\{(version|digest)\}/g, (_, name?: 'version' | 'digest') =>
    name ? values[name] : '${',
  );
}

type Mistake = { message: string; hint?: string };
type Found =
  | { value: string }
  | { value: string; secret: string }
  | { left: string }
  | { missing: string }
  | { missing: string; mistake: Mistake }
  | { mistake: Mistake };

function look([written, inner]: RegExpExecArray, allowed: Allowed, scope: Scope): Found {
  if (inner === undefined) return { value: '${' };
  if (!written.endsWith('}')) return { mistake: unclosed(written) };
  const name = inner.trim();
  const mistake = check(name, allowed);
  if (mistake) return { mistake };
  const value = scope.value(name);
  if (value !== undefined) return name.startsWith('env.') ? { value, secret: value } : { value };
  if (later.has(name)) return { left: name };
  return scope.open(name) || settings.has(name)
    ? { missing: name }
    : { missing: name, mistake: absent(name) };
}

function check(name: string, allowed: Allowed): Mistake | undefined {
  if (fits(name, allowed)) return undefined;
  const message = `"\${${name}}" cannot be used here`;
  if (later.has(name))
    return { message, hint: 'it is known once the bundle is built: in "verify"' };
  if (name.startsWith('env.'))
    return { message, hint: 'environment variables are for "externalId" and "headers" only' };
  if (fits(name, [...names, 'vars.*'])) return { message, hint: choices(allowed) };
  const near = closest(name, names);
  return {
    message: `there is no variable "\${${name}}"`,
    hint: near ? `did you mean "\${${near}}"?` : choices(allowed),
  };
}

function fits(name: string, allowed: Allowed): boolean {
  const family = /^(vars|env)\.[A-Za-z_][\w-]*$/.exec(name)?.[1];
  return (
    (allowed as readonly string[]).includes(family ? `${family}.*` : name) && !name.endsWith('*')
  );
}

function choices(allowed: Allowed): string {
  return `allowed here: ${enumerate(allowed.map((name) => name.replace('*', 'NAME')))}; write $\${ for a literal \${`;
}

function unclosed(written: string): Mistake {
  return {
    message: `"${written.slice(0, 20)}" has no closing "}"`,
    hint: 'write $${ for a literal ${',
  };
}

function dollar(name: string): Mistake {
  return { message: `a "$" cannot stand right before "\${${name}}"` };
}

function absent(name: string): Mistake {
  const own = name.slice(name.indexOf('.') + 1);
  if (name.startsWith('vars.'))
    return {
      message: `the variable "${own}" has no value`,
      hint: `set it under "vars", or pass --var ${own}=VALUE`,
    };
  if (name.startsWith('env.'))
    return {
      message: `the environment variable "${own}" is not set`,
      hint: 'set it in the job, as a secret of the CI system',
    };
  if (name === 'build.number')
    return {
      message: 'the build number is not known',
      hint: 'a CI system sets it',
    };
  return {
    message: `"\${${name}}" has no value here`,
    hint: 'only a CI system provides it',
  };
}
