import type { Plugin } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';

type Node = { type: string; start: number; end: number; [name: string]: unknown };

/**
 * Takes the parentheses off functions that are handed to others, and writes what is not ASCII as escapes. V8 compiles
 * a function in parentheses at once, for it takes it to be called at once (v8.dev/blog/preparser), and reads text
 * with other characters as two bytes each. The bundler wraps every module in such a function, so that all of them
 * would be compiled at each start.
 */
export function lazyFunctions(): Plugin {
  return {
    name: 'lazy-functions',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = inAscii(withoutParentheses(chunk.code));
      }
    },
  };
}

function withoutParentheses(code: string): string {
  const cuts: number[] = [];
  visit(parseAst(code), (node) => {
    if (node.type !== 'CallExpression') return;
    for (const { type, start, end } of node.arguments as Node[]) {
      const isFunction = type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
      const before =
        code[start - 1] === '(' && (code[start - 2] === '(' || code[start - 2] === ',');
      if (isFunction && before && code[end] === ')') cuts.push(start - 1, end);
    }
  });
  let text = '';
  let from = 0;
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    text += code.slice(from, cut);
    from = cut + 1;
  }
  return text + code.slice(from);
}

function inAscii(code: string): string {
  return code.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) visit(item, see);
    return;
  }
  if ('type' in node) see(node as Node);
  for (const value of Object.values(node)) visit(value, see);
}
