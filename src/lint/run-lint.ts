import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Agents } from '../appspec/agent-versions.ts';
import { lintAppSpec } from '../appspec/lint.ts';
import { isRule, mayBeOff, rules } from '../appspec/rules.ts';
import { writeReportFile } from '../ci/report-file.ts';
import { type Problem, UsageError } from '../problem.ts';
import { readNamedBytes } from '../read-named-file.ts';
import { suggestion } from '../words/closest.ts';
import { type BundleLintOptions, type LintedBundle, reportBundle } from './lint-bundle.ts';
import { lintText } from './lint-text.ts';
import { type FileReport, type LintReport, makeReport } from './report.ts';
import { toSarif } from './sarif.ts';
import { systemShellCheck } from './shell-check.ts';
import { systemReview } from './shellcheck.ts';
import { reportUnopened } from './unopened.ts';

export type LintInputs = {
  /** A folder or a zip to look at as a bundle. */
  path?: string | undefined;
  /** AppSpec files, and folders of them. */
  appspec: readonly string[];
  /** Warnings count as errors. */
  strict: boolean;
  /** Rules that are switched off. */
  off: readonly string[];
  /** What the hosts run; agent 1, unless told otherwise. */
  agents?: Agents | undefined;
  /** Where to write SARIF. */
  sarif?: string | undefined;
};

/** A bundle that has been packed, or opened, to be looked at. */
export type OpenedBundle = LintedBundle & Pick<BundleLintOptions, 'appspec' | 'nameOf'>;

export type LintPorts = {
  /** Absolute. */
  cwd: string;
  /** Of the tool. */
  version: string;
  /** Packs or opens a path; without one, what the configuration names. Never runs a build. */
  openBundle(path: string | undefined, appspec: string | undefined): Promise<OpenedBundle>;
  signal?: AbortSignal | undefined;
};

export type LintResult = {
  report: LintReport;
  /** For people. */
  text: string;
  exitCode: 0 | 2;
};

/** Larger files are no AppSpec files. */
const LARGEST = 16 * 1024 * 1024;

/**
 * `fanout lint`. AppSpec files that are named are looked at alone, unless a path is named too: then the first is that bundle's.
 *
 * @throws {UsageError} for rules that do not exist or cannot be switched off, and for files that cannot be read
 */
export async function lint(inputs: LintInputs, ports: LintPorts): Promise<LintResult> {
  const { off, agents = '1' } = inputs;
  checkOff(off, agents);
  const sources = new Map<string, string>();
  const hasBundle = inputs.path !== undefined || inputs.appspec.length === 0;
  const [own, ...others] = inputs.appspec;
  const alone = inputs.path === undefined ? inputs.appspec : others;
  const files = await readAll(await expand(alone, ports.cwd), ports.cwd);
  const reports: FileReport[] = [];
  if (hasBundle) reports.push(await lintOpened(inputs, own, sources, ports));
  for (const { file, bytes } of files) {
    sources.set(file, decode(bytes));
    reports.push({ file, ...lintAppSpec(bytes, { file, off, agents }) });
  }
  const report = makeReport(reports, inputs.strict, agents);
  if (inputs.sarif !== undefined) {
    const findings = report.files.flatMap((each) => each.findings);
    writeReportFile(resolve(ports.cwd, inputs.sarif), toSarif(findings, ports.version), 'chosen');
  }
  return { report, text: lintText(report, sources), exitCode: report.ok ? 0 : 2 };
}

function checkOff(off: readonly string[], agents: Agents): void {
  const problems: Problem[] = [];
  for (const name of off) {
    if (!isRule(name)) {
      const hint = suggestion(name, Object.keys(rules));
      problems.push({
        code: 'unknown-rule',
        message: `there is no rule "${name}" to switch off`,
        hint,
      });
    } else if (!mayBeOff(name, agents)) {
      const hint = 'it is the CodeDeploy agent that refuses such a file';
      problems.push({
        code: 'rule-always-on',
        message: `the rule "${name}" cannot be switched off`,
        hint,
      });
    }
  }
  if (problems.length > 0) throw new UsageError(problems);
}

async function lintOpened(
  { path, off, agents }: LintInputs,
  appspec: string | undefined,
  sources: Map<string, string>,
  { openBundle, signal }: LintPorts,
): Promise<FileReport> {
  let opened: OpenedBundle;
  try {
    opened = await openBundle(path, appspec);
  } catch (error) {
    return reportUnopened(error, path ?? '.');
  }
  const { read, ...bundle } = opened;
  const tools = { shellCheck: systemShellCheck(signal), review: systemReview(off, signal) };
  const nameOf = bundle.nameOf ?? ((inBundle: string) => inBundle);
  const report = await reportBundle({ ...bundle, read }, { ...bundle, off, agents, ...tools });
  const named = new Set(report.findings.filter(({ line }) => line).map(({ file }) => file));
  for (const entry of bundle.entries) {
    const isAppSpec = /^(?:[^/]+\/)?appspec\.ya?ml$/.test(entry.path);
    const name = isAppSpec ? report.file : nameOf(entry.path);
    if (!named.has(name) || entry.kind !== 'file' || entry.size > LARGEST) continue;
    const bytes = await read(entry.path);
    if (bytes) sources.set(name, decode(bytes));
  }
  return report;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Files as they are, and every YAML and JSON file of folders. */
async function expand(names: readonly string[], cwd: string): Promise<string[]> {
  const problems: Problem[] = [];
  const files: string[] = [];
  for (const name of names) {
    const found = await expandOne(name, cwd).catch((error: unknown) => {
      problems.push(unreadable(name, error));
      return [];
    });
    files.push(...found);
  }
  if (problems.length > 0) throw new UsageError(problems);
  return files;
}

async function expandOne(name: string, cwd: string): Promise<string[]> {
  const path = resolve(cwd, name);
  if (!(await stat(path)).isDirectory()) return [name];
  const names = (await readdir(path)).filter((file) => /\.(?:ya?ml|json)$/i.test(file)).sort();
  if (names.length === 0) {
    throw new UsageError([
      { code: 'file-unreadable', message: `there are no .yml, .yaml or .json files in "${name}"` },
    ]);
  }
  return names.map((file) => join(name, file));
}

async function readAll(
  names: readonly string[],
  cwd: string,
): Promise<{ file: string; bytes: Uint8Array }[]> {
  const problems: Problem[] = [];
  const files: { file: string; bytes: Uint8Array }[] = [];
  for (const file of names) {
    const path = resolve(cwd, file);
    try {
      const { size } = await stat(path);
      if (size > LARGEST)
        throw new UsageError([
          { code: 'file-too-large', message: `"${file}" is larger than 16 MiB` },
        ]);
      files.push({ file, bytes: readNamedBytes(path) });
    } catch (error) {
      problems.push(unreadable(file, error));
    }
  }
  if (problems.length > 0) throw new UsageError(problems);
  return files;
}

function unreadable(file: string, error: unknown): Problem {
  if (error instanceof UsageError && error.problems[0]) return error.problems[0];
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT')
    return { code: 'file-unreadable', message: `there is no file or folder "${file}"` };
  if (code === 'EACCES') return { code: 'file-unreadable', message: `"${file}" may not be read` };
  if (code === 'EISDIR')
    return { code: 'file-unreadable', message: `"${file}" is a folder, not a file` };
  return { code: 'file-unreadable', message: `cannot read "${file}": ${(error as Error).message}` };
}
