import { access, constants } from 'node:fs/promises';

/** The first of these paths that can be run. PATH is not asked: a build may have changed it. */
export async function firstProgram(places: readonly string[]): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  for (const place of places) {
    const isThere = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return place;
  }
  return undefined;
}
