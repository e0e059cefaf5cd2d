import { runBuild } from '../bundle/build.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { prepareBundle } from '../bundle/prepare.ts';
import type { Emit } from '../release/events.ts';
import type { CommandPorts } from './command-ports.ts';
import type { Project } from './project.ts';

export type MakeBundlePorts = Pick<CommandPorts, 'env' | 'clock' | 'signal' | 'host'> & {
  emit: Emit;
};

/** Builds once, without any credential, and makes the zip at `out`. */
export async function makeBundle(
  { folder: cwd, bundle: settings, version, variables }: Project,
  out: string,
  { env, clock, signal, host, emit }: MakeBundlePorts,
): Promise<Bundle> {
  const began = clock.now();
  if (settings.build !== undefined) {
    const command = typeof settings.build === 'string' ? settings.build : settings.build.join(' ');
    emit({ kind: 'step', text: `building: ${command}` });
    await runBuild(settings.build, {
      cwd,
      env,
      version,
      buildNumber: variables.buildNumber ?? '',
      signal,
      onLine: (line) => host.print(line),
    });
  }
  const { bundle, notes } = await prepareBundle(
    { ...settings, exclude: ['/.fanout/', ...settings.exclude] },
    { cwd, out, signal },
  );
  for (const { message, hint, file } of notes)
    emit({
      kind: 'notice',
      level: 'warning',
      problem: { message, ...(hint ? { hint } : {}), ...(file ? { file } : {}) },
    });
  emit({
    kind: 'bundle-ready',
    version,
    digest: bundle.digest,
    size: bundle.size,
    path: bundle.path,
    entries: bundle.entries.length,
    reused: false,
    seconds: (clock.now() - began) / 1000,
  });
  return bundle;
}
