import { cleanLine } from '../words/printable.ts';

/** A text that stands inline, and its SHA-256 in base64, by which the page's policy knows it. */
export type Inline = { text: string; sha256: string };

export type PageDocument = {
  title: string;
  /** HTML that has been escaped. */
  body: string;
  style: Inline;
  script: Inline;
  /** What the script reads, in base64; absent where it comes from a server. */
  data?: string;
  /** Whether the page may ask its own server for news. */
  live?: boolean;
};

/**
 * One self-contained page. Its policy lets nothing run, load or be sent but its own script and style, whatever texts it
 * shows (Content Security Policy Level 3, 2.3.1: hashes of inline elements).
 */
export function pageDocument({ title, body, style, script, data, live }: PageDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy({ style, script, live: live ?? false })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(cleanLine(title, 200))}</title>
<style>${style.text}</style>
</head>
<body>
<div id="page">${body}</div>
${data === undefined ? '' : `<script type="application/x-fanout-events" id="data">${data}</script>\n`}<script>${script.text}</script>
</body>
</html>
`;
}

/** What the page may do, for its head and for a server's header. */
function policy({ style, script, live }: { style: Inline; script: Inline; live: boolean }): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${script.sha256}'`,
    `style-src 'sha256-${style.sha256}'`,
    ...(live ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
