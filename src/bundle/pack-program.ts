/** Replaced by the build: build/script-text.js. */
declare function nodeText(entry: string): { text: string; sha256: string };

/** What a packing thread runs, as a program. */
export const packProgram = nodeText('./pack-worker.ts');
