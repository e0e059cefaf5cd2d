import type { AppSpec } from '../../appspec/appspec.ts';
import { inBundle } from '../../appspec/paths.ts';
import type { BundleFindings } from '../findings.ts';
import type { Tree } from '../tree.ts';

/** Links to folders that agent 1 copies as the folders they lead to. */
export function checkFolderLinks({ files }: AppSpec, tree: Tree, findings: BundleFindings): void {
  const sources = files.flatMap(({ source }) =>
    source.kind === 'string' ? [inBundle(source.value)] : [],
  );
  for (const path of tree.links()) {
    if (tree.find(path)?.kind !== 'directory') continue;
    const isCopied = sources.some((source) => source === '' || path.startsWith(`${source}/`));
    if (!isCopied) continue;
    const message = `agent 1 copies the link to a folder as a folder of its own`;
    findings.inside(path).add('bundle/link-to-folder', message);
  }
}
