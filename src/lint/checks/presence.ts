import type { AppSpec } from '../../appspec/appspec.ts';
import { reportRepeatedName } from '../../appspec/checks/files.ts';
import type { Finder } from '../../appspec/finder.ts';
import { reservedEvents, scriptEvents } from '../../appspec/lifecycle-events.ts';
import { baseName, inBundle, leavesBundle, onHost } from '../../appspec/paths.ts';
import { hasExtension } from '../../appspec/places.ts';
import type { Position } from '../../appspec/ruby/value.ts';
import type { InstallPlan } from '../install-plan.ts';
import type { Tree } from '../tree.ts';

/** Who names one of these and then a name means a file in it. */
const FOLDER_OF_FILES = /\/(?:s?bin|init\.d|cron\.\w+|sudoers\.d|logrotate\.d)$/;
const EVENTS: readonly string[] = [...scriptEvents, ...reservedEvents];

/** Hook scripts and sources that are not in the bundle. The scripts that are. */
export function checkScripts(spec: AppSpec, tree: Tree, finder: Finder): Set<string> {
  const present = new Set<string>();
  for (const [event, scripts] of spec.hooks) {
    for (const { location, at } of scripts) {
      if (leavesBundle(location)) continue;
      const path = inBundle(location);
      const found = tree.find(path);
      if (found?.kind === 'file') {
        present.add(found.path);
        checkLinked(location, tree, found.path, finder, at);
      } else if (found) {
        const message = `"${location}" is a folder, not a script`;
        finder.add('bundle/missing-script', message, at);
      } else {
        const message = `the script "${location}" of ${EVENTS.includes(event) ? event : 'a hook'} is not in the bundle`;
        finder.add('bundle/missing-script', message, at, meant(tree, path, finder));
      }
    }
  }
  return present;
}

/** Agent 1 makes scripts executable, but none through a link. */
function checkLinked(
  location: string,
  tree: Tree,
  target: string,
  finder: Finder,
  at: Position,
): void {
  const mode = tree.entry(target)?.mode;
  if (tree.entry(inBundle(location))?.kind !== 'link' || mode === undefined) return;
  if ((mode & 0o111) !== 0) return;
  const message = `"${location}" is a link to "${target}", which is not executable, and agent 1 does not make it so`;
  finder.add('script/not-executable', message, at, undefined, '1');
}

/** Folders that are mostly made by a build, and kept by no repository. */
const madeByBuild = /^(?:dist|build|target|out|publish|node_modules|vendor)(?:\/|$)/;
const buildFirst =
  'if a build makes it, run that first, or name it in fanout.yml as bundle.build: lint looks at what is there';

export function checkSources(plan: InstallPlan, tree: Tree, finder: Finder): void {
  for (const { source } of plan.missing) {
    if (source.kind !== 'string' || leavesBundle(source.value)) continue;
    const message = `the source "${source.value}" is not in the bundle`;
    const path = inBundle(source.value);
    const hints = [meant(tree, path, finder), madeByBuild.test(path) ? buildFirst : undefined];
    const hint = hints.filter((text) => text !== undefined).join('; ');
    finder.add('bundle/missing-source', message, source.at, hint || undefined);
  }
}

/** Files whose name the destination repeats, also those without an extension. */
export function checkRepeatedNames(spec: AppSpec, tree: Tree, finder: Finder): void {
  for (const { source, destination } of spec.files) {
    if (source.kind !== 'string' || destination.kind !== 'string') continue;
    const name = baseName(source.value);
    const isFile = tree.find(inBundle(source.value))?.kind === 'file';
    if (!isFile || baseName(destination.value) !== name) continue;
    // A program of the application's name in a folder of that name is how it is mostly meant.
    const folder = onHost(destination.value).slice(0, -name.length - 1);
    if (!hasExtension(name) && !FOLDER_OF_FILES.test(folder)) continue;
    reportRepeatedName(name, destination.value, destination, finder);
  }
}

function meant(tree: Tree, path: string, finder: Finder): string | undefined {
  return finder.isFull ? undefined : (tree.nearestWords(path) ?? tree.besideWords(path));
}
