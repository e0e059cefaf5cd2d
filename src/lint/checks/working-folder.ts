import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/commands.ts';
import { pathOf, resolve, type World } from './calls.ts';

const READS_A_SCRIPT = /^(?:ba|da)?sh$|^(?:source|\.|python3?|node|ruby|perl)$/;

/** Files of the bundle that a hook looks for in `/`, where it begins. What is behind a `cd` is not known. */
export function checkWorkingFolder(
  path: string,
  commands: readonly Called[],
  world: World,
  finder: Finder,
): void {
  const made = new Set<string>();
  for (const { name, args, line, redirects, inFunction, isGuarded } of commands) {
    for (const { operator, target } of redirects) {
      if (operator.startsWith('>')) made.add(target.value);
    }
    if (inFunction) continue;
    if (name.value === 'pushd') return;
    if (name.value === 'cd') {
      const target = args[0]?.value.replace(/^\.\//, '').replace(/\/$/, '') ?? '';
      if (!/^[\w-][\w./-]*$/.test(target) || target === '-') return;
      if (world.tree.find(target)?.kind !== 'directory' || isGuarded) return;
      finder.add('script/working-folder', `"${target}" is looked for in /`, { line });
      return;
    }
    const reads = READS_A_SCRIPT.test(name.value);
    const word = reads ? args.find(({ text }) => !text.startsWith('-')) : name;
    const text = word ? pathOf(word) : '';
    if (/^[/$~@`]/.test(text) || !/^[\w.-]/.test(text) || (!reads && !text.includes('/'))) continue;
    if (args.some(({ text: arg }) => /^-\w*[cem]$/.test(arg)) && reads) continue;
    if (made.has(text) || isGuarded) continue;
    const relative = text.startsWith('.') && text.includes('/') ? text : `./${text}`;
    const found = resolve(relative, path, world);
    if (found !== undefined) {
      const message = `"${text}" is looked for in /, not in the bundle`;
      finder.add('script/working-folder', message, { line });
    } else if (name.value === '.' || name.value === 'source' || text.startsWith('./')) {
      const message = `"${text}" is looked for in /, and is not in the bundle`;
      finder.add('script/missing-file', message, { line });
    }
  }
}
