/** What a code stands for: a sentence without its full stop, and what to do about it. */
export type Explained = { what: string; fix: string };
