import type { Value } from '../../../appspec/ruby/value.ts';

/**
 * Whether a name matches a pattern of agent 2: one without `*` is a name; in one with it `?`, `[ab]` and `{a,b}` are special
 * too. Source: `aws/aws-codedeploy-agent: src/application_specification/pattern.rs`.
 */
export function matchesGlob(name: string, pattern: Value): boolean {
  const text = pattern.kind === 'string' ? pattern.value : '';
  if (name.includes('/')) return false;
  if (!text.includes('*')) return name === text;
  return expressionOf(text)?.test(name) ?? false;
}

/** Undefined where it is not a glob. */
function expressionOf(text: string): RegExp | undefined {
  let depth = 0;
  const source = text.replace(/\[(!?)([^\]]+)\]|\*+|[?{},]|[.+^$()|[\]\\/-]/g, (part, not, set) => {
    if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\^[]/g, '\\$&')}]`;
    if (part.startsWith('*')) return '[^/]*';
    if (part === '?') return '[^/]';
    if (part === '{') {
      depth++;
      return '(?:';
    }
    if (part === '}' && depth > 0) {
      depth--;
      return ')';
    }
    if (part === ',' && depth > 0) return '|';
    return `\\${part}`;
  });
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    return undefined;
  }
}
