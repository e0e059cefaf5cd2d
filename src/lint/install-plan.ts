import type { AppSpec } from '../appspec/appspec.ts';
import { baseName, inBundle, onHost } from '../appspec/paths.ts';
import type { Position } from '../appspec/ruby/value.ts';
import type { FileEntry } from '../appspec/server/files.ts';
import type { Tree } from './tree.ts';

/** What Install would do on a host that has none of it yet. */
export type InstallPlan = {
  /** What is copied, by where it goes. */
  copies: Map<string, Copy>;
  /** Folders that are made: destinations, what is above them, and what is in the sources. */
  folders: Set<string>;
  clashes: Clash[];
  /** Items of `files` whose source is not in the bundle. */
  missing: FileEntry[];
  /** Links to a folder around them: the agent goes round in them. */
  loops: Set<string>;
  /** How many things were looked at; past the most, the plan is not complete. */
  visits: number;
};

export function isComplete({ visits, missing }: InstallPlan): boolean {
  return visits <= MOST && missing.length === 0;
}

type Copy = { source: string; item: FileEntry };

/** Two things for one place; `before` is undefined where a folder is in the way of a file or a file of a folder. */
export type Clash = { target: string; source: string; before?: Copy; at: Position };

/** Links to folders can make a few entries into any number of things to copy. */
const MOST = 300_000;

/** Behaviour: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/installer.rb, install_instruction.rb`. */
export function planInstall(spec: AppSpec, tree: Tree): InstallPlan {
  const plan: InstallPlan = {
    copies: new Map(),
    folders: new Set(),
    clashes: [],
    missing: [],
    loops: new Set(),
    visits: 0,
  };
  for (const item of spec.files) {
    if (item.source.kind !== 'string' || item.destination.kind !== 'string') continue;
    const found = tree.find(inBundle(item.source.value));
    const destination = onHost(item.destination.value);
    if (!found) {
      plan.missing.push(item);
    } else if (found.kind === 'directory') {
      makeAbove(plan, destination, item);
      copyFolder(plan, tree, { from: found.path, to: destination, item, around: [] });
    } else {
      const name = baseName(item.source.value);
      makeFolder(plan, destination, item);
      makeAbove(plan, destination, item);
      copyFile(plan, found.path, join(destination, name), item);
    }
  }
  return plan;
}

function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

type FolderCopy = { from: string; to: string; item: FileEntry; around: readonly string[] };

function copyFolder(plan: InstallPlan, tree: Tree, { from, to, item, around }: FolderCopy): void {
  makeFolder(plan, to, item);
  for (const child of tree.children(from)) {
    plan.visits += 1;
    if (plan.visits > MOST) return;
    const target = join(to, child.slice(child.lastIndexOf('/') + 1));
    const found = tree.find(child);
    if (found?.kind !== 'directory') {
      copyFile(plan, child, target, item);
    } else if (found.path === from || around.includes(found.path)) {
      plan.loops.add(child);
    } else {
      copyFolder(plan, tree, { from: found.path, to: target, item, around: [...around, from] });
    }
  }
}

function copyFile(plan: InstallPlan, source: string, target: string, item: FileEntry): void {
  const before = plan.copies.get(target);
  if (before) plan.clashes.push({ target, source, before, at: item.at });
  else if (plan.folders.has(target)) plan.clashes.push({ target, source, at: item.at });
  else plan.copies.set(target, { source, item });
}

function makeFolder(plan: InstallPlan, path: string, item: FileEntry): void {
  if (path === '/') return;
  const before = plan.copies.get(path);
  if (before) plan.clashes.push({ target: path, source: before.source, at: item.at });
  else plan.folders.add(path);
}

/** Folders above a destination that the host may not have yet. */
function makeAbove(plan: InstallPlan, destination: string, item: FileEntry): void {
  for (let at = destination.lastIndexOf('/'); at > 0; at = destination.lastIndexOf('/', at - 1)) {
    makeFolder(plan, destination.slice(0, at), item);
  }
}
