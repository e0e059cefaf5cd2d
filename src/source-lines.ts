/** Stretches of lines: where it begins in the bundle's chunk, its file, where it begins there, how many lines it has. */
export type SourceLines = {
  files: string[];
  rows: Record<string, [number, number, number, number][]>;
};

/** Where in `src` the bundle's lines come from. Empty where the source itself runs: the build has it read the table. */
export function readSourceLines(): SourceLines {
  return { files: [], rows: {} };
}
