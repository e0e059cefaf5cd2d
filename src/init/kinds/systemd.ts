import { shellWord } from '../../words/shell-word.ts';
import type { MakeService } from '../service.ts';
import { unitsIn } from '../units.ts';

/** Services that need no build: what their units start is taken from the repository as it is. */
export const systemdService: MakeService = (repository) => {
  const programs = unitsIn(repository).flatMap(({ paths }) =>
    paths.flatMap((path) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const from = repository.files.find((file) => file === name || file.endsWith(`/${name}`));
      return from === undefined ? [] : [`install -m 755 ${shellWord(from)} "$bundle/app/${name}"`];
    }),
  );
  return { build: [...new Set(programs)], command: '', starter: [] };
};
