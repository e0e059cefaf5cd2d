import type { Finder } from '../../appspec/finder.ts';
import { cleanLine } from '../../words/printable.ts';
import type { ShellCheck } from '../shell-check.ts';
import type { ShellScript } from '../shell-process.ts';

export type Unparsed = ShellScript & { finder: Finder };

/** What this machine's shells cannot parse. */
export async function checkSyntax(
  scripts: readonly Unparsed[],
  shellCheck: ShellCheck | undefined,
): Promise<void> {
  const complaints = (await shellCheck?.(scripts)) ?? [];
  for (const [at, complaint] of complaints.entries()) {
    const script = scripts[at];
    if (!script || !complaint) continue;
    const { line, message } = complaint;
    const text = `${script.shell} -n: ${cleanLine(message, 300)}`;
    script.finder.add('script/syntax', text, line === undefined ? undefined : { line });
  }
}
