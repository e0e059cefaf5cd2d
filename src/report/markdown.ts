import { clean, cleanLine } from '../words/printable.ts';

/** Text as itself in GitHub-flavoured Markdown: no emphasis, link, table column, mention or HTML comes of it. */
export function plain(text: string, maxLength = 500): string {
  return entities(cleanLine(text, maxLength));
}

/** A link, where the address is one of the web; else the text alone. */
export function link(text: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\/[\w.-]+(?::\d+)?(?:\/|$)/i.test(url)) return plain(text);
  const address = cleanLine(url).replace(/[^\w\-.~:/?#@!$&+,;=%]/gu, encodeURIComponent);
  return `[${plain(text)}](<${address.replaceAll('&', '&amp;')}>)`;
}

/** Several lines as they are. HTML, because a code fence could be ended by what is in it. */
export function preformatted(text: string): string {
  const escaped = clean(text).map((line) => line.replace(/[&<>"']/g, entity));
  return `<pre>\n${escaped.join('\n')}\n</pre>`;
}

export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What is left alone cannot start anything inside a line; `www.` would become a link. */
function entities(text: string): string {
  return text
    .replace(/[!-+:-@[-`{-~]/g, entity)
    .replace(/www\./gi, (start) => `${start.slice(0, 3)}&#46;`);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
