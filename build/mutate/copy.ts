import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One text of a file, which must be there exactly once, instead of another. */
export type Patch = { file: string; from: string; to: string };

export type Copy = {
  /** The only one in its folder: what is beside it is removed with it. */
  folder: string;
  /** Throws where a patch no longer fits. Gives what takes it back. */
  patch(patches: readonly Patch[]): () => void;
  remove(): void;
};

const copied = ['src', '__tests__', 'build', 'package.json', 'tsconfig.json'];
const linked = ['node_modules', 'examples', 'docs', 'schema', 'templates', 'dist', 'README.md'];

/** A copy of the repository whose source can be changed; what no change is made to is linked. */
export function copyRepository(root: string): Copy {
  const around = mkdtempSync(join(tmpdir(), 'fanout-mutants-'));
  const folder = join(around, 'copy');
  mkdirSync(folder);
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of ['jest.config.js', 'jest.system.config.js'])
    cpSync(join(root, name), join(folder, name));
  for (const name of linked) symlinkSync(join(root, name), join(folder, name));
  return {
    folder,
    patch(patches) {
      const before = new Map<string, string>();
      for (const { file, from, to } of patches) {
        const path = join(folder, file);
        const text = readFileSync(path, 'utf8');
        const places = text.split(from).length - 1;
        if (places !== 1)
          throw new Error(`the patch of ${file} fits ${places} times: ${from.split('\n', 1)}`);
        if (!before.has(path)) before.set(path, text);
        writeFileSync(
          path,
          text.replace(from, () => to),
        );
      }
      return () => {
        for (const [path, text] of before) writeFileSync(path, text);
      };
    },
    remove: () => rmSync(around, { recursive: true, force: true }),
  };
}
