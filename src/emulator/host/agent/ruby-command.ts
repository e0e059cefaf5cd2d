/** What makes Ruby hand a command line to a shell instead of splitting it at spaces: process.c, rb_exec_fillarg. */
const SHELL_CHARACTERS = /[*?{}[\]<>()~&|\\$;'`"\n#]/;

/** The words that Ruby executes for a command given as one text; the first is a path or a plain command. */
export function commandWords(line: string): string[] {
  if (SHELL_CHARACTERS.test(line)) return ['sh', '-c', line];
  return line.split(/[ \t]+/).filter((word) => word !== '');
}
