import { cleanLine } from '../words/printable.ts';

/** What a line means; each place that prints it has its own colours for that, or none. */
export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'dim' | 'strong';

/** One line of a log: one physical line, safe to print. */
export type Line = {
  text: string;
  tone: Tone;
  /** The destination it speaks of. */
  destination?: string;
  /** Its text came from an instance. It is safe as it is; CI systems that can fence such text do so too. */
  foreign?: true;
};

/** The only way to colour: a text in, the same text with or without colour out. */
export type Style = (tone: Tone, text: string) => string;

export function line(text: string, tone: Tone = 'plain'): Line {
  return { text: cleanLine(text), tone };
}

export function lineOf(destination: string, text: string, tone: Tone = 'plain'): Line {
  return { ...line(text, tone), destination };
}
