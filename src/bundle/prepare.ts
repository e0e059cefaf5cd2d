import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { UsageError } from '../problem.ts';
import type { Bundle, BundleNote } from './bundle.ts';
import { findFiles } from './files.ts';
import { readIgnoreRules } from './ignore-rules.ts';
import { notesOnLinks } from './links.ts';
import { writeZip } from './zip-writer.ts';

export async function prepareBundle(
  settings: { source: string; appspec?: string; exclude: string[] },
  { cwd, out, signal }: { cwd: string; out: string; signal: AbortSignal },
): Promise<{ bundle: Bundle; notes: BundleNote[] }> {
  const location = resolve(cwd, settings.source);
  const shownAs = relative(process.cwd(), location) || '.';
  const stats = await stat(location).catch(() => undefined);
  if (!stats?.isDirectory()) throw new UsageError(`source "${settings.source}" is not a folder`);
  const rules = await readIgnoreRules(location, { exclude: settings.exclude, shownAs });
  const { entries, problems } = await findFiles(
    { location, shownAs },
    { rules, leaveOut: [out], platform: process.platform, hooks: [], signal },
  );
  if (problems.length > 0) throw new UsageError(problems);
  await mkdir(dirname(out), { recursive: true });
  const handle = await open(`${out}.part`, 'w+', 0o600);
  try {
    const written = await writeZip(entries, handle, signal);
    await handle.close();
    await rename(`${out}.part`, out);
    return { bundle: { path: out, ...written }, notes: notesOnLinks(written.entries) };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(`${out}.part`, { force: true });
    throw error;
  }
}
