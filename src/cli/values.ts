import { closest, enumerate } from '../words/closest.ts';
import { durationForm, parseDuration } from '../words/duration.ts';
import { quoted } from '../words/quoted.ts';
import type { Option } from './options/option.ts';

/** A value as an option's type has it, or what it must be, as a phrase. */
export type Value = { value: unknown } | { phrase: string; hint?: string | undefined };

export function readValue(option: Option, texts: readonly string[]): Value {
  const [text = ''] = texts;
  switch (option.type) {
    case 'text':
      return { value: text };
    case 'path':
      return text.includes('\0') ? { phrase: 'a path' } : { value: text };
    case 'flag':
      return /^(true|false)$/.test(text)
        ? { value: text === 'true' }
        : { phrase: '"true" or "false"' };
    case 'list':
      return { value: [...texts] };
    case 'pairs':
      return readPairs(texts);
    case 'patterns':
      return readPatterns(texts);
    case 'duration':
      return readDuration(text);
    case 'number':
      return readNumber(option, text);
    case 'choice':
      return readChoice(option.choices ?? [], text);
  }
}

function readDuration(text: string): Value {
  const ms = parseDuration(text);
  if (ms !== undefined) return { value: ms };
  const hint = /^\d+$/.test(text) ? `a unit is missing: ${text}m, ${text}s` : undefined;
  return { phrase: durationForm, hint };
}

function readNumber({ least, most, whole }: Option, text: string): Value {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const fits = value >= (least ?? 0) && value <= (most ?? Number.MAX_SAFE_INTEGER);
  if (fits && (!whole || Number.isInteger(value))) return { value };
  return { phrase: `a ${whole ? 'whole ' : ''}number from ${least ?? 0} to ${most}` };
}

function readChoice(choices: readonly string[], text: string): Value {
  if (choices.includes(text)) return { value: text };
  const near = closest(text, choices);
  return {
    phrase: `one of ${enumerate(choices)}`,
    hint: near === undefined ? undefined : `did you mean "${near}"?`,
  };
}

function readPairs(texts: readonly string[]): Value {
  const pairs = new Map<string, string>();
  for (const text of texts) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_-]*)=([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      return { phrase: 'NAME=VALUE', hint: `${quoted(text)} does not have that form` };
    if (pairs.has(name))
      return { phrase: 'given once for each name', hint: `"${name}" is given twice` };
    pairs.set(name, value);
  }
  return { value: Object.fromEntries(pairs) };
}

function readPatterns(texts: readonly string[]): Value {
  const patterns: RegExp[] = [];
  for (const text of texts) {
    try {
      patterns.push(new RegExp(text, 'g'));
    } catch (error) {
      return { phrase: 'a regular expression', hint: (error as Error).message };
    }
  }
  return { value: patterns };
}
