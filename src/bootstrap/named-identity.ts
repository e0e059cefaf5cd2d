import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { suggestion } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';

/** How an option names those who come for roles. */
export type Form = {
  flag: string;
  pattern: RegExp;
  /** What it takes, in words. */
  like: string;
  /** Nothing in what AWS hears about them says for which environment they come. */
  isForAll(parts: RegExpExecArray): boolean;
};

/** Who was named, and the one environment that they come for; without one they come for all. */
export type Named = { parts: RegExpExecArray; only?: string };

/** Reads `WHO`, `ENV=WHO` or `*=WHO`. */
export function readNamed(
  text: string,
  form: Form,
  environments: readonly string[],
): Named | Problem {
  const { flag } = form;
  // What is named has a slash or a colon before any "=".
  const [, scope, who = text] = /^([^=:/]+)=(.*)$/s.exec(text) ?? [];
  const refused = (message: string, hint?: string): Problem => ({
    code: 'bad-option-value',
    message: `--${flag} ${message}`,
    ...defined({ hint }),
  });
  const parts = form.pattern.exec(who);
  if (!parts) return refused(`must be ${form.like}, not ${quoted(text)}`);
  if (scope === '*') return { parts };
  if (scope === undefined) {
    if (environments.length < 2 || !form.isForAll(parts)) return { parts };
    return refused(
      `${quoted(text)} would be let into the roles of all environments: ${environments.join(', ')}`,
      `name the environment: --${flag} ${environments.at(-1)}=${who}; or "*=${who}" for all of them`,
    );
  }
  if (environments.includes(scope)) return { parts, only: scope };
  return refused(
    `${quoted(text)} is for an environment ${quoted(scope)} that no file has`,
    suggestion(scope, environments),
  );
}
