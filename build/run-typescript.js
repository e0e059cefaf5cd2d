import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformSync } from 'rolldown/utils';
import { withScriptTexts } from './script-text.js';

// `node --import ./build/run-typescript.js SCRIPT.ts`, for a Node that does not strip types by itself; hooks run in a thread.
if (isMainThread) register(import.meta.url);

/** Strips the types with the compiler of bundle and tests, and puts in what the bundle has as texts. */
export async function load(url, context, next) {
  const [, lang] = /\.(tsx?)(?:\?|$)/.exec(url) ?? [];
  if (lang === undefined) return next(url, context);
  const file = fileURLToPath(url);
  const source = await readFile(file, 'utf8');
  const whole = (await withScriptTexts(source, file)) ?? source;
  const jsx = { importSource: 'preact' };
  const { code, errors } = transformSync(file, whole, { lang, jsx });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return { format: 'module', source: code, shortCircuit: true };
}
