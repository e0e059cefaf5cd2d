import { runBuild } from '../bundle/build.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { prepareBundle } from '../bundle/prepare.ts';
import { aside } from '../clock.ts';
import type { Emit } from '../release/events.ts';
import type { CommandPorts } from './command-ports.ts';
import { lintFinishedBundle } from './lint-bundle.ts';
import type { Project } from './project.ts';

export type MakeBundlePorts = CommandPorts & { emit: Emit };

/** Builds once, without any credential, makes the zip at `out`, and refuses one with errors in it. */
export function makeBundle(project: Project, out: string, ports: MakeBundlePorts): Promise<Bundle> {
  return aside(ports.clock, () => made(project, out, ports));
}

async function made(
  project: Project,
  out: string,
  { clock, emit, ...ports }: MakeBundlePorts,
): Promise<Bundle> {
  const { folder, bundle: settings, version } = project;
  const began = clock.now();
  if (settings.build !== undefined) await build(project, settings.build, { ...ports, emit });
  const { bundle, notes } = await prepareBundle(settings, {
    cwd: folder,
    out,
    signal: ports.signal,
  });
  const { digest, size, path, entries } = bundle;
  const seconds = (clock.now() - began) / 1000;
  emit({
    kind: 'bundle-ready',
    version,
    digest,
    size,
    path,
    entries: entries.length,
    reused: false,
    seconds,
  });
  // What else the bundle notes, lint finds as well, and says where.
  const own = notes.filter(({ kind }) => kind === 'appspec-replaced' || kind === 'exclude-unused');
  const warnings = await lintFinishedBundle(bundle, project, ports);
  for (const { message, hint, file, line, column } of [...own, ...warnings])
    emit({
      kind: 'notice',
      level: 'warning',
      problem: {
        message,
        ...(hint ? { hint } : {}),
        ...(file ? { file } : {}),
        ...(line ? { line } : {}),
        ...(column ? { column } : {}),
      },
    });
  return bundle;
}

async function build(
  { folder: cwd, version, variables }: Project,
  command: string | string[],
  { env, signal, host, emit }: Omit<MakeBundlePorts, 'clock' | 'cwd'>,
): Promise<void> {
  const shown = typeof command === 'string' ? command : command.join(' ');
  emit({ kind: 'step', text: `building: ${shown}` });
  await runBuild(command, {
    cwd,
    env,
    version,
    buildNumber: variables.buildNumber ?? '',
    signal,
    onLine: (line) => host.print(line),
  });
}
