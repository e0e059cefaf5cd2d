import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseAst } from 'rolldown/parseAst';

/** Turns that read like a translation, and what an engineer would say. CONTRIBUTING.md has the rules. */
const turns: readonly [RegExp, string][] = [
  [/\bhangs? on\b/, 'depends on'],
  [/\bmend(s|ed|ing)?\b/, 'fix'],
  [/\banew\b/, 'again'],
  [/\b(and|or) the like\b/, 'name them, or "such as"'],
  [/\bto be had\b/, 'available'],
  [/\bmakes? do\b/, '"is enough"'],
  [/\b(tells?|told) of\b/, 'says about, describes'],
  [/\btaken for\b/, '"read as", "counts as"'],
  [/\bany ?more\b/, 'no longer'],
  [/(?<![\w/-])blanks?\b(?!-| line)/, 'space'],
  [/\ball the same\b/, 'still, anyway'],
  [/\bin the place of\b/, 'instead of'],
  [/\bhanded (on|over)\b/, 'passed'],
  [/\b(comes?|came|come) to (its|an) end\b/, 'ends, has ended'],
  [/\bis at work since\b/, 'has been at work since'],
  [/\bfor want of\b/, 'because … is missing'],
  [/\botherwise than\b/, 'differs from'],
  [/\bin spite of\b/, 'although'],
  [/\blies\b/, 'is'],
  [/\bcannot be told\b/, '"cannot tell", "is unknown"'],
  [/(?<!\b[Tt]here )\bis no (?!longer|more|wider)[a-z]/, 'is not a'],
  [/\bthat very\b|\bthe very (?!first|last|end|beginning)/, 'exactly that, the same'],
];

test.each(turns)('nothing that users read says %s', (turn, better) => {
  const found = [...messages(), ...pages()].filter(({ text }) => turn.test(text));
  expect(found.map(({ at, text }) => `${at}: ${text.trim()} (say: ${better})`)).toEqual([]);
});

type Text = { at: string; text: string };

let read: Text[] | undefined;

/** Every text of the source that has words in it. */
function messages(): Text[] {
  read ??= files('src/*.ts', 'src/*.tsx').flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const found: Text[] = [];
    visit(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }), (text, start) =>
      found.push({ at: `${file}:${source.slice(0, start).split('\n').length}`, text }),
    );
    return found;
  });
  return read;
}

function pages(): Text[] {
  return files('README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/*.md').flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((text, index) => ({ at: `${file}:${index + 1}`, text }))
      // The names of tests are quoted there.
      .filter(({ text }) => !text.trimStart().startsWith('- `__tests__/')),
  );
}

function files(...patterns: string[]): string[] {
  const listed = execFileSync('git', ['ls-files', ...patterns], { encoding: 'utf8' });
  return listed.split('\n').filter((file) => file && !file.includes('generated'));
}

type Node = { [key: string]: unknown; type?: string; start?: number };

function visit(node: unknown, say: (text: string, start: number) => void): void {
  if (Array.isArray(node)) for (const one of node) visit(one, say);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { type, start = 0, value } = node as Node;
  if (type === 'Literal' && typeof value === 'string' && value.includes(' ')) say(value, start);
  if (type === 'JSXText') say(String(value), start);
  if (type === 'TemplateElement') say((value as { raw: string }).raw, start);
  for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child, say);
}
