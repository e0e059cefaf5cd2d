import type { Called } from '../shell/called-commands.ts';

/** Whether a script ends at the first command that fails, command by command. */
export function strictnessOf(
  interpreter: string | undefined,
  commands: readonly Called[],
): ReadonlySet<Called> {
  const strict = new Set<Called>();
  let isStrict = /\s-\w*e\w*(?:\s|$)/.test(interpreter ?? '');
  for (const called of commands) {
    const words = called.args.map(({ value }) => value);
    if (called.name.value === 'set') {
      const named = words.indexOf('errexit');
      if (words.some((word) => /^-\w*e/.test(word)) || words[named - 1] === '-o') isStrict = true;
      if (words.some((word) => /^\+\w*e/.test(word)) || words[named - 1] === '+o') isStrict = false;
    }
    if (isStrict) strict.add(called);
  }
  return strict;
}
