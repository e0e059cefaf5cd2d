import { constants } from 'node:fs';
import { access, lstat, readFile, realpath, stat } from 'node:fs/promises';
import { join, normalize, resolve } from 'node:path';
import { type Problem, UsageError } from '../problem.ts';
import { appspecName, findAppspec } from './appspec-place.ts';
import type { BundleNote } from './bundle.ts';
import type { BundleWork, MadeBundle } from './bundle-work.ts';
import { copyLinks } from './copy-links.ts';
import { EntryStream } from './entry-stream.ts';
import { fileEntry, findFiles, type SourceEntry, type SourceFile } from './files.ts';
import { type IgnoreRules, readIgnoreRules } from './ignore-rules.ts';
import { leadsOut, outward } from './leads-out.ts';
import { quoted, sortByPath } from './names.ts';
import { withHooksExecutable } from './windows-modes.ts';
import { writeZip } from './zip-writer.ts';

/** Packs a folder into `handle`. What stays as it is found is packed while the rest is looked for. */
export async function packFolder(work: BundleWork): Promise<MadeBundle> {
  const { exclude } = work.settings;
  const { location, shownAs } = work.source;
  const rules = await readIgnoreRules(location, { exclude, shownAs });
  const entries = new EntryStream();
  const early = (await staysAsFound(work)) ? entries : undefined;
  const looking = whatToPack(work, rules, early).then(
    (found) => {
      if (!early) entries.add(found.entries);
      entries.end();
      return found.notes;
    },
    (error) => {
      entries.fail(error);
      throw error;
    },
  );
  const writing = writeZip(entries, work.handle, work.signal);
  const [looked, written] = await Promise.allSettled([looking, writing]);
  // Where both fail, the one knows all that is wrong, and the other a single file.
  if (looked.status === 'rejected') throw looked.reason;
  if (written.status === 'rejected') throw written.reason;
  return { ...written.value, notes: looked.value };
}

/** Nothing is put in or changed, and nothing is known to be wrong: else packing would begin in vain. */
async function staysAsFound({ settings, source, platform }: BundleWork): Promise<boolean> {
  if (settings.links === 'copy' || settings.appspec !== undefined || platform === 'win32')
    return false;
  const atRoot = await lstat(join(source.location, appspecName)).catch(() => undefined);
  return atRoot?.isFile() ?? false;
}

/** Everything for the zip; UsageError with all that is wrong. */
async function whatToPack(
  work: BundleWork,
  rules: IgnoreRules,
  early: EntryStream | undefined,
): Promise<Placement> {
  const walk = { ...work, rules, found: early && ((row: SourceEntry[]) => early.add(row)) };
  const found = copyLinks(await findFiles(work.source, walk), work.settings.links);
  const placed = await placeAppspec(found.entries, work);
  const problems = [...found.problems, ...placed.problems];
  const atRoot = findAppspec(placed.entries);
  if (placed.problems.length === 0 && !('path' in atRoot && atRoot.path === appspecName)) {
    problems.push(await whyMissing(atRoot, work, rules));
  }
  if (problems.length > 0) throw new UsageError(problems);
  const entries =
    work.platform === 'win32' ? await withHooksExecutable(placed.entries) : placed.entries;
  return { ...placed, entries };
}

type Placement = { entries: SourceEntry[]; problems: Problem[]; notes: BundleNote[] };

/** Puts `bundle.appspec`, if it is set, at the root. */
async function placeAppspec(entries: SourceEntry[], work: BundleWork): Promise<Placement> {
  const { settings, cwd, source, platform } = work;
  if (settings.appspec === undefined) return { entries, problems: [], notes: [] };
  const setting = `bundle.appspec ${quoted(settings.appspec)}`;
  const problem = (what: string): Placement => ({
    entries,
    problems: [{ code: 'appspec-conflict', message: `${setting} ${what}` }],
    notes: [],
  });
  const there = entries.find(({ path }) => path === appspecName);
  if (there?.kind === 'directory') {
    return problem(`cannot be placed: "${source.shownAs}" has a folder called ${appspecName}`);
  }
  try {
    const named = resolve(cwd, settings.appspec);
    const location = await realpath(named);
    if (await leadsOut(named, cwd)) return problem(outward);
    const stats = await stat(location);
    if (!stats.isFile()) return problem('is not a file');
    await access(location, constants.R_OK);
    const shownAs = normalize(settings.appspec);
    const origin = { location, shownAs, isFile: true } as const;
    const file = fileEntry({ path: appspecName, origin }, stats, platform);
    const others = entries.filter((entry) => entry !== there);
    const notes = there && (await isOther(there, file, work)) ? [replaced(shownAs, work)] : [];
    return { entries: sortByPath([...others, file]), problems: [], notes };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return problem(code === 'ENOENT' ? 'does not exist' : `cannot be read: ${code}`);
  }
}

async function isOther(
  there: SourceEntry,
  file: SourceFile,
  { source }: BundleWork,
): Promise<boolean> {
  if (there.kind !== 'file' || there.size !== file.size) return true;
  const own = await readFile(join(source.location, there.path));
  return !own.equals(await readFile(file.origin.location));
}

function replaced(shownAs: string, { source }: BundleWork): BundleNote {
  return {
    code: 'appspec-conflict',
    message: `"${shownAs}" replaces the ${appspecName} in "${source.shownAs}", which is different`,
    file: shownAs,
    hint: 'remove one of the two, or unset bundle.appspec',
  };
}

async function whyMissing(
  found: ReturnType<typeof findAppspec>,
  { source }: BundleWork,
  rules: IgnoreRules,
): Promise<Problem> {
  const pattern = rules.leftOutBy(appspecName, 'file');
  if (
    pattern !== undefined &&
    (await lstat(join(source.location, appspecName)).catch(() => false))
  ) {
    const message = `${appspecName} at the root of "${source.shownAs}" is left out by the pattern "${pattern}"`;
    return { code: 'no-appspec', message, hint: `add "!/${appspecName}" after it` };
  }
  if (!('path' in found)) return { ...found, file: source.shownAs };
  const message = `there is no ${appspecName} at the root of "${source.shownAs}"`;
  const hint = `it is in "${found.wrapper}": set bundle.source to that folder`;
  return { code: 'no-appspec', message, file: source.shownAs, hint };
}
