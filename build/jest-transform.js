import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { transformSync } from 'rolldown/utils';

/** Strips the types from one TypeScript file, so that tests and bundle share one compiler. */
export default {
  process(source, filename) {
    return compile(hasScriptText(source) ? inProcessOfItsOwn(filename) : source, filename);
  },
  /** A text of a script changes with any file that it is made of. */
  getCacheKey(source, filename) {
    const key = hasScriptText(source) ? randomUUID() : `tsx ${filename} ${source}`;
    return createHash('sha1').update(key).digest('hex');
  },
};

function hasScriptText(source) {
  return /(?:script|node)Text\('/.test(source);
}

/** Jest asks for code at once, and rolldown bundles only in its own time. */
function inProcessOfItsOwn(filename) {
  const program = new URL('script-text.js', import.meta.url).href;
  const code = `import { readFileSync } from 'node:fs';
import { withScriptTexts } from ${JSON.stringify(program)};
const [file] = process.argv.slice(-1);
process.stdout.write(await withScriptTexts(readFileSync(file, 'utf8'), file));`;
  const args = ['--input-type=module', '--eval', code, filename];
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}

function compile(source, filename) {
  const lang = filename.endsWith('x') ? 'tsx' : 'ts';
  const { code, map, errors } = transformSync(filename, source, {
    lang,
    sourcemap: true,
    jsx: { importSource: 'preact' },
  });
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join('\n'));
  return { code, map };
}
