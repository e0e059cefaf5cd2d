import { cleanLine } from '../words/printable.ts';

/** A text that stands inline, and its SHA-256 in base64, by which the page's policy knows it. */
export type Inline = { text: string; sha256: string };

export type PageDocument = {
  title: string;
  /** HTML that has been escaped. */
  body: string;
  style: Inline;
  script: Inline;
  /** What the script shows. */
  kind: 'run' | 'status';
  /** What the script reads, deflated and in base64. */
  data: string;
  /** Where the page's own server tells news, and has another page; absent where the page is a file. */
  live?: { path: string; from: string; other?: string };
};

/**
 * One self-contained page. Its policy lets nothing run, load or be sent but its own script and style, whatever texts it
 * shows (Content Security Policy Level 3, 2.3.1: hashes of inline elements).
 */
export function pageDocument(page: PageDocument): string {
  const { title, body, style, script, kind, data, live } = page;
  const news = live
    ? ` data-live="${escaped(live.path)}" data-from="${escaped(live.from)}" data-other="${escaped(live.other ?? '')}"`
    : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy({ style, script, live: live !== undefined })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(cleanLine(title, 200))}</title>
<style>${style.text}</style>
</head>
<body>
<div id="page">${body}</div>
<script type="application/x-fanout" id="data" data-kind="${kind}"${news}>${data}</script>
<script>${script.text}</script>
</body>
</html>
`;
}

/** What the page may do, for its head and for a server's header. */
export function pagePolicy({
  style,
  script,
  live,
}: Pick<PageDocument, 'style' | 'script'> & { live: boolean }): string {
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
