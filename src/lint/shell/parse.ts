import { Reader } from './reader.ts';
import {
  type AndOr,
  type Command,
  NotUnderstood,
  type Pipeline,
  type Redirect,
  type Script,
  type Simple,
} from './syntax.ts';
import { arithmeticEnd, type Lists, readWord } from './words.ts';

const RESERVED =
  /(?:if|then|elif|else|fi|while|until|for|select|do|done|case|esac|function|time|coproc|[{}!]|\[\[)(?=[\s;&|()<>]|$)/y;
/** What those begin with: most words do not. */
const FIRST_OF_RESERVED = new Set('itefwusdc{}![');
const ENDINGS = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);
const REDIRECT = /\d*(?:&>>|&>|<<<|<<-|<<|<>|<&|>>|>&|>\||<(?!\()|>(?!\())/y;
const FIRST_OF_REDIRECT = new Set('0123456789&<>');
const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
const EMPTY_PARENTHESES = /[ \t]*\([ \t]*\)/y;
const ARITHMETIC = /(?:for[ \t]*)?\(\(/y;
const DEEPEST = 100;
/** Of one list; no script that somebody wrote comes near, and a hostile one shall not keep lint busy. */
const LONGEST = 20_000;

/** The commands of a shell script, for sh and bash alike; undefined where they are not understood. */
export function parseShell(text: string, firstLine = 1): Script | undefined {
  try {
    const parser = new Parser(new Reader(text, firstLine));
    const body = parser.whole();
    return { body, unended: parser.reader.unended, comments: parser.reader.comments };
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class Parser {
  readonly reader: Reader;
  #depth: number;
  readonly #lists: Lists = {
    closed: () => this.#closed(),
    of: (text, line) => new Parser(new Reader(text, line), this.#depth).whole(),
  };

  constructor(reader: Reader, depth = 0) {
    this.reader = reader;
    this.#depth = depth;
  }

  whole(): AndOr[] {
    const body = this.#list();
    if (!this.reader.isAtEnd) throw new NotUnderstood('something is left');
    return body;
  }

  /** Up to what ends a list around it. */
  #list(): AndOr[] {
    if (++this.#depth > DEEPEST) throw new NotUnderstood('too deep');
    const reader = this.reader;
    const found: AndOr[] = [];
    for (reader.skipLines(); !this.#isListEnd(); reader.skipLines()) {
      if (found.length === LONGEST) throw new NotUnderstood('too long');
      const item = this.#andOr();
      reader.skipBlanks();
      if (!reader.startsWith(';;') && !reader.take(';')) item.background = reader.take('&');
      found.push(item);
    }
    this.#depth--;
    return found;
  }

  #isListEnd(): boolean {
    const { isAtEnd, next } = this.reader;
    return (
      isAtEnd || next === ')' || this.reader.startsWith(';;') || ENDINGS.has(this.#reserved() ?? '')
    );
  }

  #reserved(): string | undefined {
    return FIRST_OF_RESERVED.has(this.reader.next) ? this.reader.match(RESERVED) : undefined;
  }

  #andOr(): AndOr {
    const reader = this.reader;
    const line = reader.line;
    const pipelines = [this.#pipeline()];
    const joins: AndOr['joins'] = [];
    for (reader.skipBlanks(); ; reader.skipBlanks()) {
      const join = reader.take('&&') ? '&&' : reader.take('||') ? '||' : undefined;
      if (!join) return { pipelines, joins, isCondition: false, background: false, line };
      joins.push(join);
      reader.skipLines();
      pipelines.push(this.#pipeline());
    }
  }

  #pipeline(): Pipeline {
    const reader = this.reader;
    const withErrors: boolean[] = [];
    for (let word = this.#reserved(); word === '!' || word === 'time' || word === 'coproc'; ) {
      reader.take(word);
      reader.skipBlanks();
      word = this.#reserved();
    }
    const commands = [this.#command()];
    for (
      reader.skipBlanks();
      reader.next === '|' && !reader.startsWith('||');
      reader.skipBlanks()
    ) {
      withErrors.push(reader.startsWith('|&'));
      reader.at += withErrors.at(-1) ? 2 : 1;
      reader.skipLines();
      commands.push(this.#command());
    }
    return { commands, withErrors };
  }

  #command(): Command {
    const reader = this.reader;
    const line = reader.line;
    const word = this.#reserved();
    if (word === 'function') {
      reader.take(word);
      reader.skipBlanks();
      const name = readWord(reader, this.#lists)?.value ?? '';
      reader.skipBlanks();
      if (reader.take('(')) this.#expect(')');
      return this.#definition(name, line, true);
    }
    if (word === undefined && reader.next !== '(') return this.#simple(line);
    const isArithmetic =
      reader.match(ARITHMETIC) !== undefined && arithmeticEnd(reader) !== undefined;
    const body = this.#compound(word ?? '(');
    const keyword = isArithmetic ? (word === 'for' ? 'for ((' : '((') : (word ?? '(');
    return { kind: 'compound', keyword, body, redirects: this.#redirects(), line };
  }

  #compound(keyword: string): AndOr[] {
    const reader = this.reader;
    if (reader.startsWith('((')) {
      const end = arithmeticEnd(reader);
      if (end !== undefined) {
        reader.at = end;
        return [];
      }
    }
    reader.at += keyword.length;
    if (keyword === '(') return this.#closed();
    if (keyword === '[[') {
      const end = reader.match(/[\s\S]*?\s\]\](?=[\s;&|)]|$)/y);
      if (end === undefined) throw new NotUnderstood('no ]]');
      reader.at += end.length;
      return [];
    }
    if (keyword === 'case') return this.#case();
    if (keyword === 'for' || keyword === 'select') {
      this.#forHead();
      if (this.#reserved() === '{') return this.#compound('{');
      return this.#until('done', ['do']);
    }
    if (keyword === 'if') return this.#until('fi', ['then', 'elif', 'else'], ['then']);
    if (keyword === 'while' || keyword === 'until') return this.#until('done', ['do'], ['do']);
    if (keyword === '{') return this.#until('}', []);
    throw new NotUnderstood(keyword);
  }

  #until(end: string, between: readonly string[], behindAsked: readonly string[] = []): AndOr[] {
    const body: AndOr[] = [];
    for (;;) {
      const list = this.#list();
      const word = this.#reserved();
      if (behindAsked.includes(word ?? '')) for (const item of list) item.isCondition = true;
      for (const item of list) body.push(item);
      if (word === undefined || (word !== end && !between.includes(word))) {
        throw new NotUnderstood(`no ${end}`);
      }
      this.reader.take(word);
      if (word === end) return body;
    }
  }

  #forHead(): void {
    const reader = this.reader;
    reader.skipBlanks();
    if (reader.startsWith('((')) {
      const end = arithmeticEnd(reader);
      if (end === undefined) throw new NotUnderstood('no ))');
      reader.at = end;
    }
    for (reader.skipBlanks(); reader.next !== ';' && reader.next !== '\n'; reader.skipBlanks()) {
      if (this.#reserved() === 'do' || this.#reserved() === '{') return;
      if (!readWord(reader, this.#lists)) throw new NotUnderstood('for');
    }
    reader.take(';');
    reader.skipLines();
  }

  #case(): AndOr[] {
    const reader = this.reader;
    reader.skipBlanks();
    if (!readWord(reader, this.#lists)) throw new NotUnderstood('case');
    reader.skipLines();
    if (!reader.take('in')) throw new NotUnderstood('case without in');
    const body: AndOr[] = [];
    for (reader.skipLines(); this.#reserved() !== 'esac'; reader.skipLines()) {
      this.#patterns();
      body.push(...this.#list());
      if (reader.take(';;')) reader.take('&');
      else if (this.#reserved() !== 'esac') throw new NotUnderstood('no ;;');
    }
    reader.take('esac');
    return body;
  }

  #patterns(): void {
    const reader = this.reader;
    reader.take('(');
    for (reader.skipBlanks(); !reader.take(')'); reader.skipBlanks()) {
      if (!reader.take('|') && !readWord(reader, this.#lists)) throw new NotUnderstood('pattern');
    }
  }

  #simple(line: number): Command {
    const reader = this.reader;
    const found: Simple = { kind: 'simple', assignments: [], words: [], redirects: [], line };
    for (reader.skipBlanks(); ; reader.skipBlanks()) {
      const redirect = this.#redirect();
      if (redirect) {
        found.redirects.push(redirect);
        continue;
      }
      const word = readWord(reader, this.#lists);
      if (!word) break;
      if (found.words.length === 0 && ASSIGNMENT.test(word.text)) found.assignments.push(word);
      else found.words.push(word);
      if (found.words.length === 1 && reader.match(EMPTY_PARENTHESES) !== undefined) {
        reader.through(')');
        return this.#definition(word.value, line);
      }
    }
    const { assignments, words, redirects } = found;
    if (assignments.length + words.length + redirects.length > 0) return found;
    throw new NotUnderstood(`no command at ${reader.next}`);
  }

  #definition(name: string, line: number, hasKeyword = false): Command {
    this.reader.skipLines();
    const command = this.#command();
    if (command.kind !== 'compound') throw new NotUnderstood('function');
    return { kind: 'function', name, hasKeyword, body: command.body, line };
  }

  #redirects(): Redirect[] {
    const found: Redirect[] = [];
    for (this.reader.skipBlanks(); ; this.reader.skipBlanks()) {
      const redirect = this.#redirect();
      if (!redirect) return found;
      found.push(redirect);
    }
  }

  #redirect(): Redirect | undefined {
    const reader = this.reader;
    if (!FIRST_OF_REDIRECT.has(reader.next)) return undefined;
    const text = reader.match(REDIRECT);
    if (text === undefined) return undefined;
    reader.at += text.length;
    reader.skipBlanks();
    const target = readWord(reader, this.#lists);
    if (!target) throw new NotUnderstood('no target');
    const [, digits = '', operator = ''] = /^(\d*)(.*)$/.exec(text) ?? [];
    if (operator === '<<' || operator === '<<-') {
      reader.expectDocument(target.value, operator === '<<-');
    }
    return { fd: digits === '' ? undefined : Number(digits), operator, target };
  }

  #closed(): AndOr[] {
    const body = this.#list();
    this.#expect(')');
    return body;
  }

  #expect(text: string): void {
    this.reader.skipLines();
    if (!this.reader.take(text)) throw new NotUnderstood(`no ${text}`);
  }
}
