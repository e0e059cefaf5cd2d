import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

const compile = `
  const [input, file, format] = process.argv.slice(1);
  const { rolldown } = await import('rolldown');
  const { scriptTexts } = await import('./build/script-text.js');
  const bundle = await rolldown({ input, platform: 'node', plugins: [scriptTexts()] });
  await bundle.write({ file, format, codeSplitting: false });
`;

/** Makes a program of one file out of a module and all it imports, as the build does. `input` is below the repository. */
export function compileProgram(input: string, file: string, format: 'cjs' | 'es'): void {
  const args = ['--input-type=module', '--eval', compile, '--', input, file, format];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
