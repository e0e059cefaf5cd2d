/** Puts `body` between `<!-- name:begin -->` and `<!-- name:end -->`, which stand on lines of their own. */
export function replaceMarked(text: string, name: string, body: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->\n`, `<!-- ${name}:end -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`there is no place marked "${name}"`);
  return `${text.slice(0, from)}${begin}\n${body}\n\n${text.slice(to)}`;
}
