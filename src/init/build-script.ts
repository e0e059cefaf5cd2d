import { shellWord } from '../words/shell-word.ts';
import type { NewFile, Repository } from './repository.ts';
import type { Service } from './service.ts';

/** What is deployed: its content is the bundle's. */
export const bundleFolder = 'codedeploy';
/** The parts of it that the build makes; no version control should have them. */
export const builtFolder = `${bundleFolder}/app`;

export type Copied = { units: readonly string[]; consul: readonly string[] };

/** What `bundle.build` runs. */
export function buildScript(service: Service, copied: Copied): NewFile {
  const text = [
    '#!/usr/bin/env bash',
    `# Puts what is built into ${builtFolder}. fanout sets VERSION, and runs this once, without credentials.`,
    'set -euo pipefail',
    'cd "$(dirname "$0")/.."',
    'export VERSION="${VERSION:-local}"',
    `bundle=$PWD/${bundleFolder}`,
    'rm -rf "$bundle/app"',
    'mkdir -p "$bundle/app"',
    ...copyLines('systemd', copied.units),
    ...copyLines('consul', copied.consul),
    ...service.build,
    'echo "VERSION=$VERSION" > "$bundle/app/release.env"',
  ];
  return {
    path: `${bundleFolder}/build.sh`,
    text: `${text.join('\n')}\n`,
    executable: true,
  };
}

/** What the build brings from elsewhere in the repository, as it is now: the bundle can be checked before it is built. */
export function firstBuild(
  { files, read }: Repository,
  { units, consul }: Copied,
  programs: readonly string[],
): NewFile[] {
  const copies = (folder: string, paths: readonly string[]) =>
    paths.map((path) => ({
      path: `${bundleFolder}/${folder}/${path.slice(path.lastIndexOf('/') + 1)}`,
      text: read(path) ?? '',
    }));
  return [
    { path: `${builtFolder}/release.env`, text: 'VERSION=local\n' },
    ...copies('systemd', units),
    ...copies('consul', consul),
    ...programs.flatMap((path) => {
      const source = files.find((file) => file === path || file.endsWith(`/${path}`));
      const text = source === undefined ? undefined : read(source);
      return text === undefined ? [] : [{ path: `${builtFolder}/${path}`, text, executable: true }];
    }),
  ];
}

/** For .gitignore. */
export function ignoredPaths({ units, consul }: Copied): string[] {
  return [
    `${builtFolder}/`,
    ...(units.length > 0 ? [`${bundleFolder}/systemd/`] : []),
    ...(consul.length > 0 ? [`${bundleFolder}/consul/`] : []),
    '.fanout/',
  ];
}

function copyLines(folder: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  return [
    `mkdir -p "$bundle/${folder}"`,
    `cp ${paths.map(shellWord).join(' ')} "$bundle/${folder}/"`,
  ];
}
