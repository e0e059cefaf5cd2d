import type { OutputBundle, OutputChunk, Plugin } from 'rolldown';
import { loaderText } from './dist-loader.ts';
import { withLazyChunks } from './lazy-chunks.ts';
import { type Placed, sourceLinesId, sourceLinesText } from './source-lines.ts';

/** The files beside `index.cjs`, and the folders whose code each holds; the last has what no other does. */
const parts: Readonly<Record<string, RegExp>> = {
  'aws.cjs': /\/(?:src\/aws|node_modules\/@(?:aws-sdk|smithy))\//,
  'configuration.cjs': /\/(?:src\/config|node_modules\/(?:yaml|zod))\//,
  'emulator.cjs': /\/src\/(?:emulator|rehearsal)\//,
  'lint.cjs': /\/src\/(?:lint|appspec)\//,
  'run.cjs': /\/src\/(?:release|bundle|notices|verify)\//,
  'page.cjs': /\/src\/(?:page|serve)\//,
  'commands.cjs': /\/src\//,
};

const entryName = 'index.cjs';

/** A function of a file: its code is from byte `start` to byte `end`, after `line` lines. */
export type Held = { id: string; start: number; end: number; line: number };
export type DistFile = { name: string; source: string; holds: readonly Held[] };

/**
 * Writes the chunks of a build into a handful of files, as functions: ordinary code, which people and scanners can read. V8
 * takes some 20 ms to pass over a megabyte, and a start needs little of it. So the entry holds what every start needs, and
 * knows where each other function stands, which is compiled when it is first required. It knows the files' checksums too:
 * who has compared that of `index.cjs` has compared all.
 */
export function distFiles(): Plugin {
  return {
    name: 'dist-files',
    generateBundle(_options, bundle) {
      const chunks = chunksOf(bundle);
      const entry = chunks.find(({ isEntry }) => isEntry);
      if (!entry) throw new Error('the build has no entry');
      const always = neededBy(entry, bundle);
      for (const chunk of chunks) chunk.code = inAscii(withLazyChunks(chunk));
      const others = chunks.filter((chunk) => chunk !== entry && !always.includes(chunk));
      const placed: Placed[] = [];
      const files = Object.keys(parts).map((name) => {
        const own = others.filter((chunk) => partOf(chunk) === name);
        return fileOf(name, own.map(functionOf), placed);
      });
      const { code, lines } = entryCode(entry, always.map(functionOf), { files, placed });
      const isOfChunk = (name: string) => /\.js(?:\.map)?$|^index\.cjs\.map$/.test(name);
      for (const name of Object.keys(bundle)) if (isOfChunk(name)) delete bundle[name];
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

/** What a chunk imports, what that imports, and so on. */
function neededBy(chunk: OutputChunk, bundle: OutputBundle): OutputChunk[] {
  const found = [chunk];
  for (const { imports } of found)
    for (const name of imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk' && !found.includes(imported)) found.push(imported);
    }
  return found.slice(1);
}

/** The file to which most of a chunk's code belongs. */
function partOf(chunk: OutputChunk): string {
  const lengths = new Map<string, number>();
  for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
    const path = id.replaceAll('\\', '/');
    const [name] = Object.entries(parts).find(([, folder]) => folder.test(path)) ?? [];
    if (name) lengths.set(name, (lengths.get(name) ?? 0) + renderedLength);
  }
  const [[name = 'commands.cjs'] = []] = [...lengths].sort(([, a], [, b]) => b - a);
  return name;
}

type Function = { id: string; code: string; chunk?: OutputChunk };

function functionOf(chunk: OutputChunk): Function {
  return { id: `./${chunk.fileName}`, code: chunk.code, chunk };
}

/** Notes in `placed` after how many lines of the file each function's code begins. */
function fileOf(name: string, functions: readonly Function[], placed: Placed[]): DistFile {
  const holds: Held[] = [];
  let source = 'module.exports = {\n';
  let line = 1;
  for (const { id, code, chunk } of functions) {
    source += `${JSON.stringify(id)}(require, module, exports) {`;
    const text = `"use strict";\n${code.trimEnd()}\n`;
    holds.push({ id, start: source.length, end: source.length + text.length, line });
    if (chunk) placed.push({ file: name, chunk, offset: line + 1 });
    source += `${text}},\n`;
    line += linesIn(text) + 1;
  }
  return { name, holds, source: `${source}};\n` };
}

/** Read for a stack, which a start seldom has. */
function linesFile(placed: readonly Placed[]): DistFile {
  return fileOf('lines.cjs', [{ id: sourceLinesId, code: sourceLinesText(placed) }], []);
}

/** Node has it since 20.16 and 22.3; without it an older one could not even say that it is too old. */
const oldNode = 'process.getBuiltinModule ??= require;\n';

/** What every start needs is compiled with the file. */
function entryCode(
  entry: OutputChunk,
  always: readonly Function[],
  { files, placed }: { files: readonly DistFile[]; placed: Placed[] },
): { code: string; lines: DistFile } {
  // npm and npx run the file itself.
  const start = `#!/usr/bin/env node\n"use strict";\n${oldNode}const fromNode = require, modules = `;
  const own = fileOf(entryName, always, []);
  const functions = own.source.slice('module.exports = '.length);
  for (const [at, { line }] of own.holds.entries()) {
    const chunk = always[at]?.chunk;
    if (chunk) placed.push({ file: entryName, chunk, offset: linesIn(start) + line + 1 });
  }
  const before = (lines: DistFile) => `${start}${functions}${loaderText([...files, lines])}`;
  // How many lines are before the entry's code does not depend on what the table of lines says.
  placed.push({ file: entryName, chunk: entry, offset: linesIn(before(linesFile([]))) });
  const lines = linesFile(placed);
  return { code: `${before(lines)}${entry.code}`, lines };
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** So that V8 keeps the text as one byte a character, and a character of a file is a byte. */
function inAscii(code: string): string {
  return code.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
