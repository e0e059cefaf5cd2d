import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'rolldown/utils';

/** From lines of compiled files to those of their sources; each is worked out when a stack asks for it. */
export class SourceMaps extends Map {
  get(compiled) {
    const [, file] = /^(.+\.tsx?)(?:\?|$)/.exec(compiled) ?? [];
    if (file !== undefined && !this.has(compiled)) this.set(compiled, mapOf(file));
    return super.get(compiled);
  }
}

/** A stack names a file by its URL where it was compiled here, and by its path where it is shown. */
function mapOf(pathOrUrl) {
  const file = pathOrUrl.startsWith('file:') ? fileURLToPath(pathOrUrl) : pathOrUrl;
  const { map } = transformSync(file, readFileSync(file, 'utf8'), { sourcemap: true });
  return `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
}
