import type { Style, Tone } from '../report/line.ts';

/** https://no-color.org and https://force-color.org; all three CI systems show colours, though none is a terminal. */
export function wantsColour(
  env: Readonly<Record<string, string | undefined>>,
  { isTTY, ci }: { isTTY: boolean; ci: boolean },
): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return ci || (isTTY && env.TERM !== 'dumb');
}

export const noColour: Style = (_, text) => text;

export const ansi: Style = (tone, text) => {
  const code = codes[tone];
  return code === undefined || text === '' ? text : `\u001b[${code}m${text}\u001b[0m`;
};

const codes: { [T in Tone]: number | undefined } = {
  plain: undefined,
  good: 32,
  bad: 31,
  warn: 33,
  dim: 2,
  strong: 1,
};
