export type OwnFile = { text: string; mode: number } | { link: string };
