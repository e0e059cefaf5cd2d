import { lstatSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileEntry } from '../../src/bundle/files.ts';
import { sortByPath } from '../../src/bundle/names.ts';
import { writeZip } from '../../src/bundle/zip-writer.ts';

/**
 * The agent tool: TeamCity unpacks it on every agent and calls it by the file's name, `%teamcity.tool.codedeploy-fanout%`
 * (https://www.jetbrains.com/help/teamcity/installing-agent-tools.html). The same content gives the same bytes.
 */
export async function packageTool(
  root: string,
  path: string,
): Promise<{ path: string; size: number; sha256: string }> {
  const origin = { location: root, shownAs: '' };
  const content = ['LICENSE', ...readdirSync(join(root, 'dist')).map((name) => `dist/${name}`)];
  const entries = content.map((file) => ({
    ...fileEntry({ path: file, origin }, lstatSync(join(root, file)), process.platform),
    // Node reads it; whether the checkout has the bit must not matter.
    executable: false,
  }));
  const handle = await open(path, 'w+');
  try {
    const { size, sha256 } = await writeZip(
      [sortByPath(entries)],
      handle,
      new AbortController().signal,
    );
    return { path, size, sha256 };
  } finally {
    await handle.close();
  }
}
