import type { AgentVersion } from '../../../appspec/agent-versions.ts';
import type { AppSpec, FileExistsBehavior } from '../../../appspec/appspec.ts';
import { noPath } from '../../../appspec/ruby/methods.ts';
import type { Value } from '../../../appspec/ruby/value.ts';
import { missingAbove } from '../agent2/missing-folders.ts';
import type { Presence, TreeEntry } from '../machine.ts';
import type { Targets } from './install-targets.ts';
import { type PermissionStep, planPermissions } from './permission-plan.ts';
import { baseName, dirName, expandPath, hostPath, join } from './ruby-paths.ts';

export type InstallStep =
  | { do: 'copy'; source: string; destination: string }
  | { do: 'mkdir'; path: string }
  | PermissionStep;

/** What Install looks at before it does anything. */
export type InstallFacts = {
  /** The unpacked revision. */
  archive: string;
  /** By path as {@link pathsToSee} names them. */
  present: ReadonlyMap<string, Presence['kind']>;
  /** What is in the folders that are to be copied, by their path. */
  trees: ReadonlyMap<string, TreeEntry[]>;
};

/**
 * What Install would do, in the agent's order, or the first conflict. Source:
 * `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/installer.rb` and install_instruction.rb.
 *
 * @throws {Error} in the agent's words
 */
export function planInstall(
  spec: AppSpec,
  behavior: FileExistsBehavior,
  facts: InstallFacts,
  version: AgentVersion = '1',
): InstallStep[] {
  const steps: InstallStep[] = [];
  const targets: Targets = { copies: new Map(), folders: new Set() };
  const kindOf = (path: string) =>
    path === '' ? 'absent' : (facts.present.get(hostPath(path)) ?? 'absent');

  for (const { source, destination } of spec.files) {
    const from = join(facts.archive, textOf(source));
    const tree = facts.trees.get(from);
    if (tree) {
      makeMissing(textOf(destination));
      copyFolder(from, tree, textOf(destination));
    } else {
      const to = join(textOf(destination), baseName(from));
      makeMissing(to);
      copy(from, to);
    }
  }
  steps.push(...planPermissions(spec.permissions, targets, kindOf, version));
  return steps;

  function copyFolder(from: string, tree: readonly TreeEntry[], destination: string): void {
    if (kindOf(destination) !== 'directory') mkdir(destination);
    for (const { path, directory } of tree) {
      const to = join(destination, path);
      if (!directory) copy(join(from, path), to);
      else if (kindOf(to) !== 'directory') mkdir(to);
    }
  }

  function copy(source: string, destination: string): void {
    if (kindOf(destination) !== 'absent') {
      const chosen = spec.fileExistsBehavior ?? behavior;
      if (chosen === 'RETAIN') return;
      if (chosen === 'DISALLOW') {
        throw new Error(
          `The deployment failed because a specified file already exists at this location: ${destination}`,
        );
      }
    }
    const to = expandPath(destination);
    const other = targets.copies.get(to);
    if (other !== undefined) {
      throw new Error(
        `The deployment failed because the application specification file specifies two source files named ${source} and ${other} for the same destination (${to}). Remove one of the source file paths from the AppSpec file, and then try again.`,
      );
    }
    if (targets.folders.has(to)) {
      throw new Error(
        `The deployment failed because the application specification file calls for installing the file ${source}, but a file with that name already exists at the location (${to}). Update your AppSpec file or directory structure, and then try again.`,
      );
    }
    steps.push({ do: 'copy', source, destination: to });
    targets.copies.set(to, source);
  }

  function mkdir(destination: string): void {
    const path = expandPath(destination);
    const source = targets.copies.get(path);
    if (source !== undefined) {
      throw new Error(
        `The deployment failed because the application specification file includes an mkdir command more than once for the same destination path (${path}) from (${source}). Update the files section of the AppSpec file, and then try again.`,
      );
    }
    if (!targets.folders.has(path)) steps.push({ do: 'mkdir', path });
    targets.folders.add(path);
  }

  function makeMissing(destination: string): void {
    if (version === '2') {
      for (const folder of missingAbove(destination, kindOf)) mkdir(folder);
      return;
    }
    for (const folder of ancestors(destination)) {
      if (kindOf(folder) === 'absent') mkdir(folder);
    }
  }
}

/** The sources of an AppSpec file as paths, for as far as they are text. */
export function sourcesToSee(spec: AppSpec, archive: string): string[] {
  return spec.files.flatMap(({ source }) =>
    source.kind === 'string' ? [join(archive, source.value)] : [],
  );
}

/** Every path of the host that {@link planInstall} asks about. */
export function pathsToSee(
  spec: AppSpec,
  archive: string,
  trees: ReadonlyMap<string, readonly TreeEntry[]>,
): string[] {
  const paths = new Set(spec.permissions.map(({ object }) => object));
  for (const { source, destination } of spec.files) {
    if (source.kind !== 'string' || destination.kind !== 'string') continue;
    const from = join(archive, source.value);
    const tree = trees.get(from);
    const to = tree ? destination.value : join(destination.value, baseName(from));
    for (const folder of ancestors(to)) paths.add(folder);
    paths.add(to);
    for (const { path } of tree ?? []) paths.add(join(to, path));
  }
  return [...paths].map(hostPath);
}

/** Outermost first; neither / nor the working folder. */
function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let at = dirName(path); at !== '.' && at !== '/'; at = dirName(at)) found.unshift(at);
  return found;
}

function textOf(value: Value): string {
  if (value.kind !== 'string') throw noPath(value);
  return value.value;
}
