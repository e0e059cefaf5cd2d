import { quoted } from '../words/quoted.ts';

/** `environments.test.waves[0]`; what is not a plain name is quoted. Empty for the whole file. */
export function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else {
      const name = String(key);
      text += `${text && '.'}${/^[\w-]+$/.test(name) ? name : quoted(name)}`;
    }
  }
  return text;
}
