import type { BundleFindings } from '../findings.ts';
import type { InstallPlan } from '../install-plan.ts';
import type { Tree } from '../tree.ts';

/** More are counted, not named. */
const NAMED = 3;

/** What agent 2 does not survive a second time: links that Install copies as links. */
export function checkLinks({ copies }: InstallPlan, tree: Tree, findings: BundleFindings): void {
  const links = new Set(
    [...copies.values()].map(({ source }) => source).filter((path) => tree.isLink(path)),
  );
  if (links.size === 0) return;
  const named = [...links].slice(0, NAMED).map((path) => `"${path}"`);
  const rest = links.size - named.length;
  const all = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const message = `agent 2 deploys this bundle once: it leaves ${all}, ${links.size === 1 ? 'a symbolic link' : 'symbolic links'}, when it removes the last release, and then finds ${links.size === 1 ? 'it' : 'them'} in its way`;
  findings.appspec.add('agent-2/links', message);
}
