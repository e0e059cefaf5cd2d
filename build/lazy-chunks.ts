import type { OutputChunk } from 'rolldown';

/**
 * The code of a chunk that requires another one when something of it is first used, not before its own first line. So
 * a command loads what it comes to: a mistake in a file is told without AWS's clients, though they are imported.
 * No chunk is there for what it does when it is loaded; the build fails for one that is.
 */
export function withLazyChunks({ code }: OutputChunk): string {
  let lazy = code;
  for (const [line, name = '', id = ''] of code.matchAll(required)) {
    const uses = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?=\\.)`, 'g');
    lazy = lazy
      .replace(line, () => `const ${name} = () => require("${id}");`)
      // With parentheses, for it may stand after `new`.
      .replace(uses, () => `(${name}())`);
  }
  if (isForEffect.test(lazy)) throw new Error('a chunk is required for what it does');
  return lazy;
}

const required = /^const (require_[\w$]+) = require\("(\.\/[^"]+)"\);$/gm;

const isForEffect = /^require\("\.\//m;
