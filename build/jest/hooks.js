import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import '../run-typescript.js';

// The SDK prints five lines about Node 20 otherwise.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// `node --import ./build/jest/hooks.js …/jest.js`: tests are loaded by Node, with these hooks in a thread.
if (isMainThread) register(import.meta.url);

const globals = new URL('globals.js', import.meta.url).href;

export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, shortCircuit: true };
  const found = await next(specifier, context);
  // @actions/languageservice imports JSON as bundlers do, without saying so.
  if (found.url.endsWith('.json')) return { ...found, importAttributes: { type: 'json' } };
  return { ...found, url: found.url + queryFor(found.url, context.parentURL) };
}

/** What a watched test imports is as new as itself. */
function queryFor(url, parent) {
  const [, query = ''] = /(\?at=\d+)$/.exec(parent ?? '') ?? [];
  return /\.tsx?$/.test(url) ? query : '';
}
