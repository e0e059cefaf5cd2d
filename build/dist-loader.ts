import { createHash } from 'node:crypto';
import type { DistFile } from './dist-files.ts';

/** What a run takes for as long as it lasts: whoever has read it keeps all files, which an update may replace meanwhile. */
const longLived = 'run.cjs';

/** What the entry calls `require` looks for functions of `dist/` first, and compiles the one that is asked for. */
export function loaderText(files: readonly DistFile[]): string {
  return `const loaded = {}, read = {}, files = {
${files.map(known).join('')}};
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
const textOf = (name) => {
  if (read[name]) return read[name];
  const text = fromNode("node:fs").readFileSync(pathOf(name));
  if (fromNode("node:crypto").createHash("sha256").update(text).digest("hex") !== files[name].sha256) refuse(name, "is not of this release");
  read[name] = text;
  if (name === "${longLived}") setImmediate(() => Object.keys(files).forEach(textOf));
  return text;
};
const functionOf = (id) => {
  const [name, { holds }] = Object.entries(files).find(([, { holds }]) => holds[id]) ?? [undefined, {}];
  if (name === undefined) return undefined;
  const [start, end, lineOffset] = holds[id];
  const place = { filename: pathOf(name), lineOffset };
  return fromNode("node:vm").compileFunction(textOf(name).toString("latin1", start, end), ["require", "module", "exports"], place);
};
require = (id) => {
  if (loaded[id]) return loaded[id].exports;
  const run = modules[id] ?? functionOf(id);
  if (!run) return fromNode(id);
  const module = loaded[id] = { exports: {} };
  run(require, module, module.exports);
  return module.exports;
};
`;
}

function known({ name, source, holds }: DistFile): string {
  const sha256 = createHash('sha256').update(source).digest('hex');
  const places = holds.map(
    ({ id, start, end, line }) => `${JSON.stringify(id)}: [${start}, ${end}, ${line}]`,
  );
  return `  ${JSON.stringify(name)}: { bytes: ${source.length}, sha256: "${sha256}", holds: { ${places.join(', ')} } },\n`;
}
