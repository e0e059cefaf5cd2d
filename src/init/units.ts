import { defined } from '../defined.ts';
import type { Repository } from './repository.ts';

/** A service of systemd that the repository has already. */
export type Unit = {
  path: string;
  /** With `.service`. */
  name: string;
  /** The folder on instances that it expects its program in. */
  folder?: string;
  /** Absolute paths in its command that are no programs of the system. */
  paths: string[];
  user?: string;
};

const system = /^\/(?:usr\/(?:local\/)?)?s?bin\//;

/** Names that stand in scripts as they are; a template of units needs an instance's name, which nobody knows. */
const unitName = /^[\w:.-]+\.service$/;

export function unitsIn({ files, read }: Repository): Unit[] {
  const names = new Set<string>();
  return files
    .filter((path) => unitName.test(baseOf(path)) && !/^(?:codedeploy|build)\//.test(path))
    .filter((path) => !names.has(baseOf(path)) && names.add(baseOf(path)))
    .flatMap((path) => {
      const text = read(path) ?? '';
      const command = /^ExecStart\s*=\s*[-@:+!]*(.+)$/m.exec(text)?.[1];
      if (command === undefined) return [];
      const paths = [...command.matchAll(/(?:^|[\s=])(\/[\w./-]+)/g)]
        .map(([, found = '']) => found)
        .filter((found) => !system.test(found) || isOwn(found, files));
      const working = /^WorkingDirectory\s*=\s*-?(\/\S+)/m.exec(text)?.[1];
      const first = paths[0];
      const folder = working ?? first?.slice(0, first.lastIndexOf('/'));
      const user = /^User\s*=\s*(\S+)/m.exec(text)?.[1];
      return [
        {
          path,
          name: path.slice(path.lastIndexOf('/') + 1),
          ...(folder && { folder }),
          paths,
          ...defined({ user }),
        },
      ];
    });
}

function isOwn(path: string, files: readonly string[]): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return files.some((file) => file.endsWith(`/${name}`) || file === name);
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
