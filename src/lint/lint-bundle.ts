import type { Agents } from '../appspec/agent-versions.ts';
import type { AppSpec } from '../appspec/appspec.ts';
import { examineForBoth } from '../appspec/examine.ts';
import { reportAppSpec } from '../appspec/lint.ts';
import type { Finding } from '../appspec/rules.ts';
import type { BundleEntry } from '../bundle/bundle.ts';
import { mapLimited } from '../limit.ts';
import { checkLinks } from './checks/agent-2.ts';
import { checkConsul } from './checks/consul.ts';
import { checkClashes, checkTargets } from './checks/destinations.ts';
import { checkFolderLinks } from './checks/folder-links.ts';
import { checkPlaces } from './checks/harmful-places.ts';
import type { World } from './checks/needed.ts';
import { checkRepeatedNames, checkScripts, checkSources } from './checks/presence.ts';
import { checkOtherScript } from './checks/scripts.ts';
import { isVendored } from './checks/secret-patterns.ts';
import {
  checkSecretContent,
  checkSecretName,
  checkSettings,
  isSettings,
} from './checks/secrets.ts';
import { checkLongPaths, checkShape, findAppSpec } from './checks/shape.ts';
import { checkUnits } from './checks/units.ts';
import { checkWindowsNames, checkWindowsScript } from './checks/windows.ts';
import { BundleFindings } from './findings.ts';
import { largestLinted } from './first-look.ts';
import { type Following, followScripts, readScript } from './follow-scripts.ts';
import { isComplete, planInstall } from './install-plan.ts';
import { readNpmScripts } from './npm-scripts.ts';
import type { FileReport } from './report.ts';
import type { ShellCheck } from './shell-check.ts';
import type { Review } from './shellcheck.ts';
import { Tree } from './tree.ts';

/** What there is to look at of a bundle. */
export type LintedBundle = {
  entries: readonly BundleEntry[];
  /** Bytes of the zip. */
  size?: number;
  /** The bytes of a file, by its path in the bundle; undefined where a link leads to none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Files whose content may have findings; absent where nobody has looked yet. */
  toLookAt?: ReadonlySet<string> | undefined;
};

export type BundleLintOptions = {
  /** How the user knows the AppSpec file. */
  appspec?: string | undefined;
  /** How the user knows a path in the bundle; "" is the bundle. */
  nameOf?: ((path: string) => string) | undefined;
  off?: Iterable<string> | undefined;
  /** What the hosts run; agent 1, unless told otherwise. */
  agents?: Agents | undefined;
  /** Without one, shell scripts are not parsed. */
  shellCheck?: ShellCheck | undefined;
  /** Without one, shellcheck is not asked. */
  review?: Review | undefined;
};

/** At a time. */
const READS = 8;

/** Everything that can be said of a bundle and its AppSpec file. */
export async function lintBundle(
  bundle: LintedBundle,
  options: BundleLintOptions = {},
): Promise<Finding[]> {
  return (await reportBundle(bundle, options)).findings;
}

/** The same, with what the AppSpec file is and whether the agent would take it. */
export async function reportBundle(
  { entries, size = 0, read, toLookAt }: LintedBundle,
  {
    appspec = 'appspec.yml',
    nameOf = (path) => path,
    off = [],
    shellCheck,
    review,
    agents = '1',
  }: BundleLintOptions,
): Promise<FileReport> {
  const switchedOff = new Set(off);
  const shownAs = (path: string) => nameOf(path) || appspec;
  const findings = new BundleFindings(appspec, switchedOff, shownAs, agents);
  const shape = findAppSpec(entries, findings);
  checkShape(entries, size, findings);
  const bytes = shape.appspec === undefined ? undefined : await read(shape.appspec);
  if (!bytes) {
    if (shape.appspec !== undefined) {
      findings.appspec.add('bundle/no-appspec', 'appspec.yml is a link that leads to no file');
    }
    await checkContents({ entries, read, toLookAt }, new Set(), findings, true);
    return { file: appspec, platform: 'server', ok: false, findings: findings.all([]) };
  }
  findings.wrapper = shape.wrapper;
  const examined = examineForBoth(bytes, agents);
  const report = reportAppSpec(bytes, examined, { file: appspec, off: switchedOff, agents });
  const { spec } = examined;
  const tree = new Tree(entries, { wrapper: shape.wrapper, os: spec?.os ?? 'linux' });
  const prefix = shape.wrapper === undefined ? '' : `${shape.wrapper}/`;
  const scripts = new Set<string>();
  if (report.platform === 'server' && spec) {
    const inside = { tree, read: (path: string) => read(prefix + path), shellCheck, review };
    for (const path of await checkAgainst(spec, inside, findings)) scripts.add(prefix + path);
  }
  await checkContents({ entries, read, toLookAt }, scripts, findings, spec?.os !== 'windows');
  return { ...report, file: appspec, findings: findings.all(report.findings) };
}

type Against = { tree: Tree } & Omit<Following, 'world'>;

/** The scripts that have been looked at. */
async function checkAgainst(
  spec: AppSpec,
  { tree, read, shellCheck, review }: Against,
  findings: BundleFindings,
): Promise<Set<string>> {
  const plan = planInstall(spec, tree);
  checkSources(plan, tree, findings.appspec);
  checkRepeatedNames(spec, tree, findings.appspec);
  checkPlaces(spec, findings.appspec);
  const scripts = checkScripts(spec, tree, findings.appspec);
  if (spec.os === 'windows') {
    checkLongPaths(tree.paths(), plan.copies.keys(), findings);
    checkWindowsNames(tree.paths(), findings);
    for (const path of scripts) {
      const bytes = await readScript(path, tree, read);
      if (!bytes) continue;
      checkSecretContent(path, bytes, findings.inside(path));
      checkWindowsScript(path, bytes, findings.inside(path));
    }
    return scripts;
  }
  checkClashes(plan, findings);
  checkLinks(plan, tree, findings);
  checkFolderLinks(spec, tree, findings);
  const modes = isComplete(plan)
    ? checkTargets(spec, plan, findings.appspec)
    : new Map<string, string>();
  const world: World = { tree, plan, modes, npm: await readNpmScripts(tree, read) };
  const texts = await followScripts(spec, scripts, { world, read, shellCheck, review }, findings);
  await checkUnits(world, texts, read, findings);
  await checkConsul(world, texts, read, findings);
  return scripts;
}

/** What the content of any file shows. */
async function checkContents(
  { entries, read, toLookAt }: LintedBundle,
  scripts: ReadonlySet<string>,
  findings: BundleFindings,
  isLinux: boolean,
): Promise<void> {
  const files = entries.filter(({ kind }) => kind === 'file');
  for (const { path, size } of files) {
    checkSecretName(path, findings);
    if (isSettings(path))
      checkSettings(size > largestLinted ? undefined : await read(path), findings.of(path));
  }
  const small = files.filter(
    ({ size, path }) =>
      size > 0 &&
      size <= largestLinted &&
      !isVendored(path) &&
      !scripts.has(path) &&
      (toLookAt?.has(path) ?? true),
  );
  await mapLimited(small, READS, async ({ path }) => {
    const bytes = await read(path);
    if (!bytes) return;
    checkSecretContent(path, bytes, findings.of(path));
    if (isLinux) checkOtherScript(bytes, findings.of(path));
  });
}
