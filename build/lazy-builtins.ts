import { isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';

const prefix = '\0builtin:';

/**
 * Loads Node's own modules when the code that needs them is first run. A bundler hoists them to the top of
 * the file, where all of them (TLS, HTTP, zlib, …) cost every start some 20 ms, even that of `--version`.
 */
export function lazyBuiltins(): Plugin {
  return {
    name: 'lazy-builtins',
    resolveId(id) {
      return isBuiltin(id) ? `${prefix}${id.replace(/^node:/, '')}` : undefined;
    },
    load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const name = `node:${id.slice(prefix.length)}`;
      return `module.exports = process.getBuiltinModule(${JSON.stringify(name)});`;
    },
  };
}
