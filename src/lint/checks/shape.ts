import type { BundleEntry } from '../../bundle/bundle.ts';
import { linksOutward } from '../../bundle/symbolic-links.ts';
import type { BundleFindings } from '../findings.ts';

const VERSION_CONTROL = new Set(['.git', '.svn', '.hg', '.bzr']);
const MEBIBYTE = 1024 * 1024;
/** Five revisions and the one that is coming then take half of an 8 GiB disk. */
const LARGE = 700 * MEBIBYTE;
const KEPT = 5;
/** `C:\ProgramData\Amazon\CodeDeploy\`, a group's id, a deployment's, `\deployment-archive\`. */
const WINDOWS_PREFIX = 101;
const WINDOWS_LONGEST = 260;

export type Shape = {
  /** Where hosts find the AppSpec file; undefined where they find none. */
  appspec: string | undefined;
  /** The folder that hosts take off. */
  wrapper: string | undefined;
};

/** Finds the AppSpec file as hosts do, and says why they do not. */
export function findAppSpec(entries: readonly BundleEntry[], findings: BundleFindings): Shape {
  const paths = entries.map(({ path }) => path.replace(/\/$/, ''));
  const has = (path: string) => paths.includes(path);
  if (has('appspec.yml')) return { appspec: 'appspec.yml', wrapper: undefined };
  const wrapper = wrapperOf(paths);
  const inside = wrapper === undefined ? undefined : `${wrapper}/appspec.yml`;
  if (inside !== undefined && has(inside)) {
    const message = `everything is in the folder "${wrapper}"`;
    findings.of('').add('bundle/wrapper-folder', message);
    return { appspec: inside, wrapper };
  }
  reportNoAppSpec(paths, wrapper, findings);
  return { appspec: undefined, wrapper: undefined };
}

/** The only thing at the root, if it is a folder that holds something called like an AppSpec file: hosts take it off. */
function wrapperOf(paths: readonly string[]): string | undefined {
  const roots = new Set(paths.map((path) => path.split('/')[0] ?? ''));
  const [only] = roots;
  const holds = paths.some((path) => /^[^/]+\/[^/]*appspec[^/]*$/i.test(path));
  return roots.size === 1 && holds ? only : undefined;
}

function reportNoAppSpec(
  paths: readonly string[],
  wrapper: string | undefined,
  findings: BundleFindings,
): void {
  const yaml = wrapper === undefined ? 'appspec.yaml' : `${wrapper}/appspec.yaml`;
  if (paths.includes(yaml)) {
    const message = 'the AppSpec file is called appspec.yaml, which the agent does not look for';
    findings.of(yaml).add('bundle/appspec-yaml', message);
    return;
  }
  const elsewhere = paths.find((path) => /(?:^|\/)appspec\.ya?ml$/i.test(path));
  const hint = elsewhere ? `there is one at "${elsewhere}"` : undefined;
  const message = 'there is no appspec.yml at the root of the bundle';
  findings.of('').add('bundle/no-appspec', message, undefined, hint);
}

/** What shows from the list of entries alone. */
export function checkShape(
  entries: readonly BundleEntry[],
  packed: number,
  findings: BundleFindings,
): void {
  checkModes(entries, findings);
  checkLinks(entries, findings);
  checkVersionControl(entries, findings);
  checkNames(entries, findings);
  checkSize(entries, packed, findings);
}

function checkNames(entries: readonly BundleEntry[], findings: BundleFindings): void {
  for (const { path } of entries) {
    if (!/[ \t](?:\/|$)/.test(path)) continue;
    findings.of(path).add('bundle/blank-at-end', 'a name ends in a space, which nobody sees');
  }
}

function checkModes(entries: readonly BundleEntry[], findings: BundleFindings): void {
  const files = entries.filter(({ kind }) => kind === 'file');
  const without = files.filter(({ mode }) => mode === undefined).length;
  if (without === 0) return;
  const message = `${without} of ${files.length} files have no Unix mode in the zip`;
  findings.of('').add('bundle/no-modes', message);
}

function checkLinks(entries: readonly BundleEntry[], findings: BundleFindings): void {
  for (const { path, target = '' } of linksOutward(entries)) {
    const message = `the link leads out of the bundle, to "${target}"`;
    findings.of(path).add('bundle/link-outside', message);
  }
}

function checkVersionControl(entries: readonly BundleEntry[], findings: BundleFindings): void {
  const folders = new Set<string>();
  for (const { path } of entries) {
    if (!path.includes('.git') && !/\.(?:svn|hg|bzr)/.test(path)) continue;
    const names = path.split('/');
    const at = names.findIndex((name) => VERSION_CONTROL.has(name));
    if (at >= 0) folders.add(names.slice(0, at + 1).join('/'));
  }
  for (const folder of folders) {
    const message = `"${folder}" is part of version control`;
    findings.of(folder).add('bundle/version-control', message);
  }
}

function checkSize(
  entries: readonly BundleEntry[],
  packed: number,
  findings: BundleFindings,
): void {
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (unpacked + packed <= LARGE) return;
  const all = (unpacked + packed) * (KEPT + 1);
  const message = `the bundle is ${mebibytes(packed)} packed and ${mebibytes(unpacked)} unpacked; with the ${KEPT} revisions a host keeps, that comes to ${mebibytes(all)}`;
  findings.of('').add('bundle/size', message);
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MEBIBYTE).toLocaleString('en-US')} MiB`;
}

/** For Windows: paths in the bundle, and where they are copied to. */
export function checkLongPaths(
  paths: Iterable<string>,
  targets: Iterable<string>,
  findings: BundleFindings,
): void {
  for (const path of paths) {
    const length = path.length + WINDOWS_PREFIX;
    if (length < WINDOWS_LONGEST) continue;
    const message = `the path has ${length} characters once it is unpacked on Windows`;
    findings.inside(path).add('bundle/long-path', message);
  }
  for (const target of targets) {
    if (target.length < WINDOWS_LONGEST) continue;
    const message = `"${target}" has ${target.length} characters, more than Windows allows`;
    findings.of('').add('bundle/long-path', message);
  }
}
