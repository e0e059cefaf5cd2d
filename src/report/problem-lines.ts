import { type Problem, saidOf } from '../problem.ts';
import { clean } from '../words/printable.ts';
import { type Line, line, type Tone } from './line.ts';

export type Level = 'error' | 'warning' | 'info';

/** A problem whose destination may be told elsewhere. */
type ToSay = Omit<Problem, 'destination'> & { destination?: string | undefined };

/** `fanout.yml:12:5: error: unknown key "regoin"`, then what to do, indented. */
export function problemLines(problem: ToSay, level: Level): Line[] {
  const tone = tones[level];
  const label = level === 'info' ? '' : `${level}: `;
  const [first = '', ...more] = clean(saidOf(problem), 2000);
  const place = placeOf(problem);
  return [
    line(`${place ? `${place}: ` : ''}${label}${first}`, tone),
    ...more.map((text) => ({ text: `  ${text}`, tone })),
    ...(problem.hint === undefined ? [] : clean(problem.hint, 2000)).map((text) =>
      line(`  ${text}`),
    ),
  ];
}

/** `fanout.yml:12:5`, as far as it is known; else empty. */
export function placeOf({ file, line, column }: Pick<Problem, 'file' | 'line' | 'column'>): string {
  if (file === undefined) return '';
  const position = [line, column].filter((part) => part !== undefined);
  return [file, ...position].join(':');
}

const tones: { [L in Level]: Tone } = { error: 'bad', warning: 'warn', info: 'plain' };
