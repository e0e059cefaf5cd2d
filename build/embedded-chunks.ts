import type { OutputBundle, OutputChunk, Plugin } from 'rolldown';
import { withLazyChunks } from './lazy-chunks.ts';
import { sourceLinesId, sourceLinesText } from './source-lines.ts';

/**
 * Writes the chunks of a build into one file: the entry as it is, every other chunk as the comment of a function, which
 * is compiled when it is first required. V8 parses four megabytes for a tenth of a second and scans a string of them for
 * 30 ms, though a start runs little of it; a comment it passes over in 9. The text of a function is a slice of what is
 * in memory anyhow. Everything is ASCII, so that it is kept as one byte a character.
 */
export function embeddedChunks(): Plugin {
  return {
    name: 'embedded-chunks',
    generateBundle(_options, bundle) {
      const chunks = chunksOf(bundle);
      const entry = chunks.find(({ isEntry }) => isEntry);
      if (!entry) throw new Error('the build has no entry');
      for (const chunk of chunks) chunk.code = withLazyChunks(chunk);
      const others = chunks.filter((chunk) => chunk !== entry);
      const texts = others
        .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))
        .map(({ fileName, code }) => [`./${fileName}`, code] as const);
      // npm and npx run the file itself.
      const before = (offset: number) =>
        `#!/usr/bin/env node\n${loader([...texts, [sourceLinesId, sourceLinesText(chunks, { [entry.fileName]: offset })]])}\n`;
      const offset = before(0).split('\n').length - 1;
      const code = `${before(offset)}${inAscii(entry.code)}`;
      for (const name of Object.keys(bundle))
        if (name !== entry.fileName && /\.(?:js|map)$/.test(name)) delete bundle[name];
      entry.code = code;
    },
  };
}

function chunksOf(bundle: OutputBundle): OutputChunk[] {
  return Object.values(bundle).filter((output) => output.type === 'chunk');
}

/** What the entry calls `require` looks for the texts first. */
function loader(texts: readonly (readonly [string, string])[]): string {
  const table = texts
    .map(([id, text]) => `${JSON.stringify(id)}() {/*\n${inComment(inAscii(text))}\n*/}`)
    .join(',\n');
  return `"use strict";
const fromNode = require, texts = {
${table}
}, loaded = {};
require = (id) => {
  const text = texts[id];
  if (text === undefined) return fromNode(id);
  if (loaded[id]) return loaded[id].exports;
  const module = loaded[id] = { exports: {} };
  const filename = __filename + id.replace(/^\\./, "");
  const code = text.toString().slice(id.length + 8, -4).replaceAll("${escaped}", "*/");
  process.getBuiltinModule("node:vm").compileFunction(code, ["require", "module", "exports"], { filename })(require, module, module.exports);
  return module.exports;
};`;
}

/** What stands in a comment for the two letters that would end it. */
const escaped = '*~/';

/** As it is, so that it can be read, and compared with that of another version. */
function inComment(text: string): string {
  if (text.includes(escaped)) throw new Error(`a chunk has "${escaped}" in its code`);
  return text.replaceAll('*/', escaped);
}

function inAscii(code: string): string {
  return code.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
