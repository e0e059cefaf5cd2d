import type { OutputBundle, OutputChunk, Plugin } from 'rolldown';

/**
 * Writes the chunks of a build into one file: the entry as it is, every other chunk as a text that is compiled when it
 * is first required. V8 parses a file of over a megabyte for tens of milliseconds, though a start runs little of it;
 * a text it only scans. Everything is ASCII, so that it is kept as one byte a character.
 */
export function embeddedChunks(): Plugin {
  return {
    name: 'embedded-chunks',
    generateBundle(_options, bundle) {
      const chunks = chunksOf(bundle);
      const entry = chunks.find(({ isEntry }) => isEntry);
      if (!entry) throw new Error('the build has no entry');
      const others = chunks.filter((chunk) => chunk !== entry);
      const table = others
        .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))
        .map(
          ({ fileName, code }) =>
            `${JSON.stringify(`./${fileName}`)}:${JSON.stringify(inAscii(code))}`,
        );
      for (const { fileName } of others) delete bundle[fileName];
      // npm and npx run the file itself.
      entry.code = `#!/usr/bin/env node\n${loader(table.join(',\n'))}\n${inAscii(entry.code)}`;
    },
  };
}

function chunksOf(bundle: OutputBundle): OutputChunk[] {
  return Object.values(bundle).filter((output) => output.type === 'chunk');
}

/** What the entry calls `require` finds the texts first. */
function loader(table: string): string {
  return `"use strict";
const fromNode = require, texts = {
${table}
}, loaded = {};
require = (id) => {
  const text = texts[id];
  if (text === undefined) return fromNode(id);
  if (loaded[id]) return loaded[id].exports;
  const module = loaded[id] = { exports: {} };
  const filename = __filename + id.slice(1);
  process.getBuiltinModule("node:vm").compileFunction(text, ["require", "module", "exports"], { filename })(require, module, module.exports);
  return module.exports;
};`;
}

function inAscii(code: string): string {
  return code.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
