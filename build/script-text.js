import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const call = /scriptText\('([^']+)'\)/g;

/**
 * Puts in place of each `scriptText('./main.ts')` the program that begins in that file, as one script: how code that runs
 * in a browser is written, checked and tested as modules, and shipped as a text. Gives undefined where a source has none.
 * @param {string} source
 * @param {string} filename
 * @returns {Promise<string | undefined>}
 */
export async function withScriptTexts(source, filename) {
  const entries = [...source.matchAll(call)].map(([, entry = '']) => entry);
  if (entries.length === 0) return undefined;
  let result = source;
  for (const entry of entries) {
    const text = await scriptOf(resolve(dirname(filename), entry));
    const sha256 = createHash('sha256').update(text).digest('base64');
    result = result.replace(`scriptText('${entry}')`, () => JSON.stringify({ text, sha256 }));
  }
  return result;
}

/** @param {string} input */
async function scriptOf(input) {
  const bundle = await rolldown({
    input,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    platform: 'browser',
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
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
