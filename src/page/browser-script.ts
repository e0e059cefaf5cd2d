import type { Inline } from './html-document.ts';

/** Replaced by the build: build/script-text.js. */
declare function scriptText(entry: string): Inline;

/** What a browser runs of the page, as a script. */
export const browserScript = scriptText('./browser/main.tsx');
