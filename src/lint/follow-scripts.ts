import type { AppSpec } from '../appspec/appspec.ts';
import { inBundle } from '../appspec/paths.ts';
import type { World } from './checks/needed.ts';
import { checkReview, type Reviewed } from './checks/review.ts';
import { checkHookScript } from './checks/scripts.ts';
import { checkSecretContent } from './checks/secrets.ts';
import { checkSyntax, type Unparsed } from './checks/syntax.ts';
import type { HookText } from './checks/units.ts';
import type { BundleFindings } from './findings.ts';
import { largestLinted } from './first-look.ts';
import type { ShellCheck } from './shell-check.ts';
import { mostReviewed, type Review } from './shellcheck.ts';
import type { Tree } from './tree.ts';

/** That many scripts are put to a shell while the next ones are looked at. */
const TOGETHER = 1000;

export type Following = {
  world: World;
  read(path: string): Promise<Uint8Array | undefined>;
  shellCheck: ShellCheck | undefined;
  review: Review | undefined;
};

/** Hooks' scripts and what they call and source, which is added to them. Their texts. */
export async function followScripts(
  spec: AppSpec,
  scripts: Set<string>,
  { world, read, shellCheck, review }: Following,
  findings: BundleFindings,
): Promise<HookText[]> {
  const { tree } = world;
  const hooksOf = hooksByScript(spec, tree);
  const waiting = [...scripts].map((path) => ({ path, origin: path, isSourced: false }));
  const texts: HookText[] = [];
  const unparsed: Unparsed[] = [];
  const hooks: Reviewed[] = [];
  const others: Reviewed[] = [];
  let parsed = Promise.resolve();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, origin } = next;
    const bytes = await readScript(path, tree, read);
    if (!bytes) continue;
    texts.push({ path, text: new TextDecoder().decode(bytes) });
    const finder = findings.inside(path);
    checkSecretContent(path, bytes, finder);
    const context = { ...next, bytes, world, hooks: hooksOf.get(path) ?? [] };
    const { needed, shell, sources } = checkHookScript(context, finder);
    if (shell) {
      unparsed.push({ bytes, shell, finder });
      const isHook = context.hooks.length > 0;
      const some = isHook ? hooks : others;
      const isAlone = isHook && !sources;
      if (some.length < mostReviewed) some.push({ bytes, shell, finder, isAlone });
    }
    if (unparsed.length === TOGETHER) {
      const some = unparsed.splice(0);
      parsed = parsed.then(() => checkSyntax(some, shellCheck));
    }
    for (const [file, { how }] of needed) {
      if (scripts.has(file)) continue;
      scripts.add(file);
      const isSourced = how === 'sourced';
      waiting.push({ path: file, origin: isSourced ? origin : file, isSourced });
    }
  }
  const reviewed = [...hooks, ...others];
  // Both take their time in other processes. What a shell says of a line, shellcheck need not say again.
  const [remarks = []] = await Promise.all([
    review?.(reviewed),
    parsed.then(() => checkSyntax(unparsed, shellCheck)),
  ]);
  checkReview(reviewed, remarks);
  return texts;
}

type Hook = { event: string; runas: string | undefined };

function hooksByScript(spec: AppSpec, tree: Tree): Map<string, Hook[]> {
  const found = new Map<string, Hook[]>();
  for (const [event, scripts] of spec.hooks) {
    for (const { location, runas } of scripts) {
      const path = tree.find(inBundle(location))?.path;
      if (path === undefined) continue;
      const hooks = found.get(path);
      if (hooks) hooks.push({ event, runas });
      else found.set(path, [{ event, runas }]);
    }
  }
  return found;
}

export async function readScript(
  path: string,
  tree: Tree,
  read: Following['read'],
): Promise<Uint8Array | undefined> {
  return (tree.entry(path)?.size ?? 0) > largestLinted ? undefined : read(path);
}
