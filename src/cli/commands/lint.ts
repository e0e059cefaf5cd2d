import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { openBundle } from '../../bundle/bundle-reader.ts';
import { prepareBundle } from '../../bundle/prepare.ts';
import type { Host } from '../../ci/host.ts';
import { type LintReport, lintJson } from '../../lint/report.ts';
import { lint, type OpenedBundle } from '../../lint/run-lint.ts';
import { toolVersion } from '../../tool-version.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { naming, problemOf } from '../lint-bundle.ts';
import { loadProject } from '../project.ts';

/** Needs neither AWS nor a configuration, and never runs a build. */
export async function lintCommand(
  { source, appspec, strict, sarif, json, ...inputs }: InputsOf<'lint'>,
  { host, cwd, signal, ...ports }: CommandPorts,
): Promise<number> {
  const temp = await mkdtemp(join(tmpdir(), 'fanout-lint-'));
  const project = await loadProject(
    { ...inputs, source, appspec, version: '0', var: {} },
    { ...ports, cwd, host },
    { required: false },
  );
  const opened: { close(): Promise<void> }[] = [];
  const open = async (): Promise<OpenedBundle> => {
    const { folder, bundle: settings } = project;
    const out = join(temp, 'bundle.zip');
    const { bundle } = await prepareBundle(settings, { cwd: folder, out, signal });
    const reader = await openBundle(bundle);
    opened.push(reader);
    return {
      entries: bundle.entries,
      size: bundle.size,
      toLookAt: bundle.toLookAt,
      read: (path) => reader.bytes(path),
      ...naming(settings, relative(cwd, folder)),
    };
  };
  try {
    const off = project.configuration?.lintOff ?? [];
    const result = await lint(
      {
        path: source,
        appspec,
        strict,
        off,
        agents: project.agents,
        sarif,
      },
      { cwd, version: toolVersion, openBundle: open, signal },
    );
    if (json) host.result(lintJson(result.report));
    else host.print(result.text);
    annotate(result.report, host);
    return result.exitCode;
  } finally {
    for (const reader of opened) await reader.close();
    await rm(temp, { recursive: true, force: true });
  }
}

function annotate({ files }: LintReport, host: Host): void {
  const findings = files.flatMap((each) => each.findings);
  for (const level of ['error', 'warning'] as const) {
    const own = findings.filter(({ severity }) => severity === level);
    if (own.length > 0) host.annotate?.(own.map(problemOf), level);
  }
}
