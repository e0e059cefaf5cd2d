import { createHash } from 'node:crypto';
import type { OutputBundle, OutputChunk, Plugin } from 'rolldown';
import { withLazyChunks } from './lazy-chunks.ts';
import { type Placed, sourceLinesId, sourceLinesText } from './source-lines.ts';

/** The files beside `index.cjs`, each loaded when it is needed, and the folders whose code it holds. */
const parts: Readonly<Record<string, RegExp>> = {
  'aws.cjs': /\/(?:src\/aws|node_modules\/@(?:aws-sdk|smithy))\//,
  'configuration.cjs': /\/(?:src\/config|node_modules\/(?:yaml|zod))\//,
  'emulator.cjs': /\/src\/(?:emulator|rehearsal)\//,
  'lint.cjs': /\/src\/(?:lint|appspec)\//,
  'run.cjs': /\/src\/(?:release|bundle|notices|verify)\//,
  'setup.cjs': /\/src\/(?:init|bootstrap|policies)\//,
  'page.cjs': /\/src\/(?:page|serve)\//,
};

const entryName = 'index.cjs';

/**
 * Writes the chunks of a build into a handful of files, as functions that are run when they are first required: ordinary
 * code, which people and scanners can read. V8 takes some 20 ms to pass over a megabyte, and most of a start needs little of
 * it; so what not every command needs is in files of its own. The entry knows their checksums: who has compared that of
 * `index.cjs` has compared all.
 */
export function distFiles(): Plugin {
  return {
    name: 'dist-files',
    generateBundle(_options, bundle) {
      const chunks = chunksOf(bundle);
      const entry = chunks.find(({ isEntry }) => isEntry);
      if (!entry) throw new Error('the build has no entry');
      for (const chunk of chunks) chunk.code = withLazyChunks(chunk);
      const others = chunks.filter((chunk) => chunk !== entry);
      const placed: Placed[] = [];
      const files = Object.keys(parts).map((name) => {
        const own = others.filter((chunk) => partOf(chunk) === name);
        return fileOf(name, own.map(idOf), functionsOf(own, { name, start: partStart, placed }));
      });
      const { code, lines } = entryCode(entry, { others, files, placed });
      for (const name of Object.keys(bundle)) if (name !== entry.fileName) delete bundle[name];
      entry.code = code;
      for (const { name, source } of [...files, lines])
        this.emitFile({ type: 'asset', fileName: name, source });
    },
  };
}

function chunksOf(bundle: OutputBundle): OutputChunk[] {
  return Object.values(bundle)
    .filter((output) => output.type === 'chunk')
    .sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
}

/** The file to which most of a chunk's code belongs. */
function partOf(chunk: OutputChunk): string {
  const lengths = new Map<string, number>();
  for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
    const path = id.replaceAll('\\', '/');
    if (!/\/src\/|\/node_modules\/(?:@|yaml|zod)/.test(path)) continue;
    const [name = entryName] = Object.entries(parts).find(([, folder]) => folder.test(path)) ?? [];
    lengths.set(name, (lengths.get(name) ?? 0) + renderedLength);
  }
  const [[name = entryName] = []] = [...lengths].sort(([, a], [, b]) => b - a);
  return name;
}

type File = { name: string; source: string; ids: string[] };

const partStart = '"use strict";\nmodule.exports = {\n';

function fileOf(name: string, ids: string[], functions: string): File {
  return { name, ids, source: `${partStart}${functions}};\n` };
}

/** Read for a stack, which a start seldom has. */
function linesFile(placed: readonly Placed[]): File {
  const name = 'lines.cjs';
  return fileOf(name, [sourceLinesId], functionOf(sourceLinesId, sourceLinesText(placed), name));
}

/** Node has it since 20.16 and 22.3; without it an older one could not even say that it is too old. */
const oldNode = 'process.getBuiltinModule ??= require;\n';

function entryCode(
  entry: OutputChunk,
  { others, files, placed }: { others: OutputChunk[]; files: File[]; placed: Placed[] },
): { code: string; lines: File } {
  const own = others.filter((chunk) => partOf(chunk) === entryName);
  // npm and npx run the file itself.
  const start = `#!/usr/bin/env node\n"use strict";\n${oldNode}const fromNode = require, modules = {\n`;
  const functions = functionsOf(own, { name: entryName, start, placed });
  const before = (lines: File) => `${start}${functions}};\n${loader([...files, lines])}`;
  // How many lines are before the entry's code does not depend on what the table of lines says.
  placed.push({ file: entryName, chunk: entry, offset: linesIn(before(linesFile([]))) });
  const lines = linesFile(placed);
  return { code: `${before(lines)}${inAscii(entry.code)}`, lines };
}

/** One function a chunk; notes in `placed` after how many lines of the file its code begins. */
function functionsOf(
  chunks: readonly OutputChunk[],
  { name, start, placed }: { name: string; start: string; placed: Placed[] },
): string {
  let lines = linesIn(start);
  return chunks
    .map((chunk) => {
      placed.push({ file: name, chunk, offset: lines + 1 });
      const text = functionOf(idOf(chunk), chunk.code, name);
      lines += linesIn(text);
      return text;
    })
    .join('');
}

function functionOf(id: string, code: string, name: string): string {
  // In parentheses V8 compiles a function with the file; without, it passes over it twice where it is called, as most are
  // of a file that is needed. Of the entry's few are.
  const [open, close] = name === entryName ? ['', ''] : [': (function ', ')'];
  return `${JSON.stringify(id)}${open}(require, module, exports) {\n${inAscii(code).trimEnd()}\n}${close},\n`;
}

function idOf({ fileName }: OutputChunk): string {
  return `./${fileName}`;
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** What the entry calls `require` looks for chunks first, and loads the file that has one. */
function loader(files: readonly File[]): string {
  const known = files.map(({ name, source, ids }) => {
    const sha256 = createHash('sha256').update(source).digest('hex');
    return `  ${JSON.stringify(name)}: { bytes: ${Buffer.byteLength(source)}, sha256: "${sha256}", holds: ${JSON.stringify(ids)} },\n`;
  });
  return `const loaded = {}, files = {
${known.join('')}};
const pathOf = (name) => fromNode("node:path").join(__dirname, name);
const refuse = (name, why) => {
  process.stderr.write(\`error: \${pathOf(name)} \${why}: take all files of dist/ from one release, and keep them together\\n\`);
  process.exit(2);
};
for (const [name, { bytes }] of Object.entries(files)) {
  const found = fromNode("node:fs").statSync(pathOf(name), { throwIfNoEntry: false });
  if (!found) refuse(name, "is missing");
  if (found.size !== bytes) refuse(name, "is not of this release");
}
const load = (name) => {
  const code = fromNode("node:fs").readFileSync(pathOf(name));
  if (fromNode("node:crypto").createHash("sha256").update(code).digest("hex") !== files[name].sha256) refuse(name, "is not of this release");
  const module = { exports: {} };
  fromNode("node:vm").compileFunction(code.toString("latin1"), ["module"], { filename: pathOf(name) })(module);
  Object.assign(modules, module.exports);
};
require = (id) => {
  if (loaded[id]) return loaded[id].exports;
  const [name] = modules[id] ? [] : Object.entries(files).find(([, { holds }]) => holds.includes(id)) ?? [];
  if (name) load(name);
  if (!modules[id]) return fromNode(id);
  const module = loaded[id] = { exports: {} };
  modules[id](require, module, module.exports);
  return module.exports;
};
`;
}

/** So that V8 keeps the text as one byte a character. */
function inAscii(code: string): string {
  return code.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
