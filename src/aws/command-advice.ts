import { closest } from '../words/closest.ts';
import { knownPrograms } from '../words/programs.ts';

/** In the words of bash, and of dash and busybox. */
const notFound = /(?:^|[\s:\]])([^\s:]+): command not found|: (?:line )?\d+: ([^\s:]+): not found/m;

/** What a command that no host has was most likely meant to be. */
export function commandAdvice(text: string): string | undefined {
  const [, bash, dash] = notFound.exec(text) ?? [];
  const word = bash ?? dash;
  if (word === undefined || knownPrograms.includes(word)) return undefined;
  const meant = closest(word, knownPrograms);
  return meant === undefined ? undefined : `"${word}" is not a command: did you mean "${meant}"?`;
}
