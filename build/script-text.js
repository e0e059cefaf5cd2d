import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const call = /(scriptText|nodeText)\('([^']+)'\)/g;

/**
 * Puts in place of each `scriptText('./main.ts')` the script for browsers that begins in that file, and of each
 * `nodeText('./main.ts')` the one for Node: how code that runs elsewhere is written, checked and tested as modules, and
 * shipped as a text. Gives undefined where a source has none.
 * @param {string} source
 * @param {string} filename
 * @returns {Promise<string | undefined>}
 */
export async function withScriptTexts(source, filename) {
  const calls = [...source.matchAll(call)];
  if (calls.length === 0) return undefined;
  let result = source;
  for (const [whole, macro, entry = ''] of calls) {
    const text = await textOf(resolve(dirname(filename), entry), macro === 'nodeText');
    const sha256 = createHash('sha256').update(text).digest('base64');
    result = result.replace(whole, () => JSON.stringify({ text, sha256 }));
  }
  return result;
}

/**
 * @param {string} input
 * @param {boolean} isProgram
 */
async function textOf(input, isProgram) {
  const bundle = await rolldown({
    input,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    platform: isProgram ? 'node' : 'browser',
  });
  const { output } = await bundle.generate(
    // Who reads what runs with credentials reads programs as well.
    isProgram ? { format: 'cjs', minify: false } : { format: 'iife', minify: true },
  );
  await bundle.close();
  if (isProgram) return output[0].code;
  // What would end a script element in the middle of a text.
  return output[0].code.trim().replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');
}

/** @returns {import('rolldown').Plugin} */
export function scriptTexts() {
  return {
    name: 'script-texts',
    transform: {
      order: 'pre',
      handler: (code, id) => withScriptTexts(code, id),
    },
  };
}
