/** A change of one place that ought to make a test fail. */
export type Mutant = { line: number; from: string; to: string; text: string };

type Operator = { find: RegExp; to: string };

/** Comparisons, conditions, results: what a slip of the keyboard would change. */
const operators: readonly Operator[] = [
  { find: / === /g, to: ' !== ' },
  { find: / !== /g, to: ' === ' },
  { find: / >= /g, to: ' > ' },
  { find: / <= /g, to: ' < ' },
  { find: / < (?=[\w(])/g, to: ' <= ' },
  { find: / > (?=[\w(])/g, to: ' >= ' },
  { find: / && /g, to: ' || ' },
  { find: / \|\| /g, to: ' && ' },
  { find: / \?\? /g, to: ' && ' },
  { find: / \+ (?=[\w(])/g, to: ' - ' },
  { find: /\btrue\b/g, to: 'false' },
  { find: /\bfalse\b/g, to: 'true' },
  { find: /\bif \((?!.*\{$)/g, to: 'if (false && ' },
  { find: /!(?=\w)/g, to: '' },
  { find: /\.every\(/g, to: '.some(' },
  { find: /\.some\(/g, to: '.every(' },
  { find: /\.slice\(1\)/g, to: '.slice(0)' },
];

/** All mutants of a source text, one place each. Comments, imports and types are left alone. */
export function mutantsOf(source: string): Mutant[] {
  return source.split('\n').flatMap((text, index) => {
    if (isIdle(text)) return [];
    return operators.flatMap(({ find, to }) =>
      [...text.matchAll(find)].map((match) => ({
        line: index + 1,
        from: match[0],
        to,
        text: text.slice(0, match.index) + to + text.slice(match.index + match[0].length),
      })),
    );
  });
}

function isIdle(line: string): boolean {
  return /^\s*(?:\/[/*]|\*|import |export type|type |\w+\??: (?:boolean|string|true|false))|=>.*;$/.test(
    line,
  );
}
