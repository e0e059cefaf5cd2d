import type { Reader } from './reader.ts';
import { type AndOr, NotUnderstood, type Word } from './syntax.ts';

const ENDS = new Set(' \t\r\n;&|()<>');
/** What stands for itself, in a word and in double quotes. */
const PLAIN = /[^ \t\r\n;&|()<>\\'"$`]+/y;
const PLAIN_IN_QUOTES = /[^"\\$`]+/y;

/** Parses the list in `$( )`, up to its `)`; or one on its own. */
export type Lists = { closed(): AndOr[]; of(text: string, line: number): AndOr[] };

/** The word that stands here; undefined where none does. */
export function readWord(reader: Reader, lists: Lists): Word | undefined {
  const start = reader.at;
  const word: Word = { text: '', value: '', isBare: true, isArray: false, substitutions: [] };
  while (!reader.isAtEnd) {
    readPlain(reader, word, PLAIN);
    if (reader.isAtEnd) break;
    const here = reader.next;
    if ((here === '<' || here === '>') && reader.text[reader.at + 1] === '(') {
      readProcess(reader, word, lists);
    } else if (here === '(' && reader.at > start && isPart(reader, word, start)) {
      readParentheses(reader, word, lists);
    } else if (ENDS.has(here)) {
      break;
    } else {
      readPart(reader, word, lists);
    }
  }
  if (reader.at === start) return undefined;
  word.text = reader.text.slice(start, reader.at);
  return word;
}

function readPlain(reader: Reader, word: Word, pattern: RegExp): void {
  const plain = reader.match(pattern);
  if (plain === undefined) return;
  word.value += plain;
  reader.at += plain.length;
}

/** An array's values, or a pattern such as `!(a|b)`. */
function isPart(reader: Reader, word: Word, start: number): boolean {
  const before = reader.text.slice(start, reader.at);
  if (/^[A-Za-z_]\w*\+?=$/.test(before)) {
    word.isArray = true;
    return true;
  }
  return /[?*+@!]$/.test(before);
}

function readParentheses(reader: Reader, word: Word, lists: Lists): void {
  const start = reader.at++;
  while (reader.next !== ')') {
    if (word.isArray) reader.skipLines();
    if (reader.next === ')') break;
    const inner = readWord(reader, lists);
    if (inner) word.substitutions.push(...inner.substitutions);
    else if (reader.isAtEnd) throw new NotUnderstood('no )');
    else reader.at++;
  }
  reader.at++;
  word.value += reader.text.slice(start, reader.at);
}

function readProcess(reader: Reader, word: Word, lists: Lists): void {
  const start = reader.at;
  reader.at += 2;
  word.substitutions.push(lists.closed());
  word.isBare = false;
  word.value += reader.text.slice(start, reader.at);
}

function readPart(reader: Reader, word: Word, lists: Lists): void {
  const here = reader.next;
  if (here === '\\') {
    const escaped = reader.text[reader.at + 1] ?? '';
    reader.at += 2;
    if (escaped !== '\n') word.value += escaped;
    word.isBare = false;
  } else if (here === "'") {
    reader.at++;
    word.value += reader.through("'");
    word.isBare = false;
  } else if (here === '"') {
    reader.at++;
    readDoubleQuotes(reader, word, lists);
    word.isBare = false;
  } else if (here === '$' || here === '`') {
    readExpansion(reader, word, lists);
  } else {
    word.value += here;
    reader.at++;
  }
}

function readDoubleQuotes(reader: Reader, word: Word, lists: Lists): void {
  for (;;) {
    readPlain(reader, word, PLAIN_IN_QUOTES);
    if (reader.next === '"') break;
    if (reader.isAtEnd) throw new NotUnderstood('no "');
    if (reader.next === '\\') {
      const escaped = reader.text[reader.at + 1] ?? '';
      word.value += '$`"\\'.includes(escaped) ? escaped : escaped === '\n' ? '' : `\\${escaped}`;
      reader.at += 2;
    } else if (reader.next === '`' || reader.text[reader.at + 1] !== '"') {
      readExpansion(reader, word, lists);
    } else {
      word.value += reader.next;
      reader.at++;
    }
  }
  reader.at++;
}

function readExpansion(reader: Reader, word: Word, lists: Lists): void {
  const start = reader.at;
  word.isBare = false;
  if (reader.take('`')) {
    word.substitutions.push(lists.of(backquoted(reader), reader.line));
  } else if (reader.startsWith('$((') && arithmeticEnd(reader) !== undefined) {
    reader.at = arithmeticEnd(reader) as number;
  } else if (reader.take('$(')) {
    word.substitutions.push(lists.closed());
  } else if (reader.take('${')) {
    readBraces(reader, word, lists);
  } else if (reader.take("$'")) {
    while (reader.next !== "'") {
      if (reader.isAtEnd) throw new NotUnderstood("no '");
      reader.at += reader.next === '\\' ? 2 : 1;
    }
    reader.at++;
  } else {
    reader.at++;
  }
  word.value += reader.text.slice(start, reader.at);
}

function backquoted(reader: Reader): string {
  let text = '';
  while (reader.next !== '`') {
    if (reader.isAtEnd) throw new NotUnderstood('no `');
    if (reader.next === '\\' && '$`\\'.includes(reader.text[reader.at + 1] ?? ' ')) reader.at++;
    text += reader.next;
    reader.at++;
  }
  reader.at++;
  return text;
}

/** Behind the `))` of `$((` and `((`; undefined where they do not belong together. */
export function arithmeticEnd(reader: Reader): number | undefined {
  let depth = 0;
  for (let at = reader.text.indexOf('(', reader.at); at < reader.text.length; at++) {
    if (reader.text[at] === '(') depth++;
    else if (reader.text[at] === ')') depth--;
    if (depth === 1 && reader.text[at] === ')') {
      if (reader.text[at + 1] === ')') return at + 2;
    }
    if (depth === 0) return undefined;
  }
  return undefined;
}

function readBraces(reader: Reader, word: Word, lists: Lists): void {
  const inner: Word = { text: '', value: '', isBare: true, isArray: false, substitutions: [] };
  while (reader.next !== '}') {
    if (reader.isAtEnd) throw new NotUnderstood('no }');
    readPart(reader, inner, lists);
  }
  reader.at++;
  word.substitutions.push(...inner.substitutions);
}
