/** `rows`: for each file of `dist/` its stretches, as `packStretches` writes them. */
export type SourceLines = { files: string[]; rows: Record<string, string> };

/** Where in `src` the bundle's lines come from. Empty where the source itself runs: the build has it read the table. */
export function readSourceLines(): SourceLines {
  return { files: [], rows: {} };
}
