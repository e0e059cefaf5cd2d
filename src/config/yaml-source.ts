import { Composer, type Document, Lexer, type Node, Parser, type YAMLError } from 'yaml';
import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';

export type Position = { line: number; column: number };

export type Source = { contents: Node | null; at(offset: number): Position };

/** Limits that no file of ours comes near, and that keep a hostile one from taking minutes. */
const limits = { characters: 1 << 20, lexemes: 150_000, depth: 100, errors: 100 };

/** Reads text into a tree of YAML nodes. The text of one document only; each syntax error that does not follow from another is a problem with its place. */
export function readSource(
  text: string,
  file: string,
): { ok: true; source: Source } | { ok: false; problems: Problem[] } {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const at = positions(clean);
  const problem = (offset: number, message: string, hint?: string): Problem => ({
    code: 'yaml-invalid',
    message,
    file,
    ...at(offset),
    ...defined({ hint }),
  });
  if (clean.length > limits.characters)
    return {
      ok: false,
      problems: [{ code: 'file-too-large', message: 'the file is larger than 1 MiB', file }],
    };

  const composed = compose(clean);
  if ('tooMuch' in composed)
    return { ok: false, problems: [problem(composed.offset, composed.tooMuch)] };
  const [document, second] = composed.documents;
  const faults = apart([...(document?.errors ?? []), ...(document?.warnings ?? [])]);
  if (faults.length > 0) {
    const told = faults.map((fault) =>
      problem(fault.pos[0], wording(fault), hintFor(fault, clean)),
    );
    return { ok: false, problems: told };
  }
  if (second)
    return {
      ok: false,
      problems: [
        problem(
          second.range[0],
          'a second document begins here',
          'keep one: remove the "---" or "..." line',
        ),
      ],
    };
  return { ok: true, source: { contents: document?.contents ?? null, at } };
}

type Composed = { documents: Document.Parsed[] } | { tooMuch: string; offset: number };

/** Drives lexer, parser and composer by hand, because only so can depth and amount be bounded before they cost time. */
function compose(text: string): Composed {
  const parser = new Parser();
  const composer = new Composer({ uniqueKeys: false, version: '1.2', logLevel: 'silent' });
  const documents: Document.Parsed[] = [];
  let lexemes = 0;
  let errors = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes > limits.lexemes)
      return { tooMuch: 'the file holds more than any configuration needs', offset: parser.offset };
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error' && ++errors > limits.errors) break;
      documents.push(...composer.next(token));
    }
    if (errors > limits.errors) break;
    if (parser.stack.length > limits.depth)
      return { tooMuch: `nested more than ${limits.depth} levels deep`, offset: parser.offset };
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(true, text.length));
  return { documents };
}

function positions(text: string): (offset: number) => Position {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1))
    starts.push(index + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** Once a parser is lost all that follows looks wrong to it: of such errors the first alone is told. */
function apart(faults: readonly YAMLError[]): YAMLError[] {
  const inOrder = [...faults].sort((a, b) => a.pos[0] - b.pos[0]);
  const lost = inOrder.find(({ code }) => !standAlone.has(code));
  return inOrder.filter((fault) => fault === lost || standAlone.has(fault.code));
}

const standAlone = new Set<string>(['TAB_AS_INDENT', 'TAG_RESOLVE_FAILED']);

function hintFor({ pos: [offset] }: YAMLError, text: string): string | undefined {
  if (text.slice(offset - 1, offset + 1) !== '${') return undefined;
  return 'within braces or brackets what holds ${...} must stand in quotes: { version: "${version}" }';
}

function wording(fault: YAMLError): string {
  if (fault.code === 'TAB_AS_INDENT') return 'a tab indents this line: YAML takes spaces only';
  if (fault.code === 'TAG_RESOLVE_FAILED') return `${lower(fault.message)}: tags are not used here`;
  return `not valid YAML: ${lower(fault.message)}`;
}

function lower(message: string): string {
  const [first = ''] = message.split('\n');
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/\.$/, '');
}
