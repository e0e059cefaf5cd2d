/** What others published; private keys in it are for its tests. */
const vendored = /(?:^|\/)(?:node_modules|bower_components|site-packages|vendor)\//;
const example = /EXAMPLE/;

export function isVendored(path: string): boolean {
  return vendored.test(path);
}

/** Kinds of secrets in a text, each with where the first of it stands. */
export function secretsIn(text: string): { what: string; index: number }[] {
  const found: { what: string; index: number }[] = [];
  for (const [pattern, what] of patterns) {
    const index = firstOf(pattern, text);
    if (index !== undefined) found.push({ what, index });
  }
  return found;
}

/** Asked of every file: matchAll() would copy the pattern each time. */
function firstOf(pattern: RegExp, text: string): number | undefined {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    if (!example.test(match[0])) return match.index;
  return undefined;
}

const patterns: readonly [RegExp, string][] = [
  [/-----BEGIN (?:[A-Z]{1,16} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g, 'a private key'],
  [/(?<![A-Za-z0-9/+=])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9/+=])/g, 'an AWS access key'],
  [
    /aws_?secret_?access_?key["']?\s{0,8}[:=]\s{0,8}["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
    'an AWS secret key',
  ],
  [/_authToken\s{0,8}=\s{0,8}[\w-]{20,}/g, 'an npm token'],
  [/\bgh[pousr]_[A-Za-z0-9]{36}\b/g, 'a GitHub token'],
];
