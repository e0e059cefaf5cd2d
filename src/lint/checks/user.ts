import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/called-commands.ts';
import type { AndOr, Script, Word } from '../shell/syntax.ts';

/** `~`, and a `$HOME` that is not asked about. */
const HOME = /^(?:[A-Za-z_]\w*=)?~(?:\/|$)|^[^']*\$(?:HOME\b|\{HOME\})/;
const HARMLESS = /^\/(?:tmp|var\/tmp|dev)\//;

/** What depends on the user that a hook runs as. */
export function checkUser(
  { body }: Script,
  commands: readonly Called[],
  runas: readonly (string | undefined)[],
  finder: Finder,
): void {
  if (runas.includes(undefined) && !setsHome(body)) checkHome(commands, finder);
  const isOther = runas.some((user) => user !== undefined && user !== 'root');
  for (const { redirects, line, isSudo } of isOther ? commands : []) {
    const written = redirects.find(
      ({ operator, target }) => /^>[>|]?$/.test(operator) && target.value.startsWith('/'),
    )?.target.value;
    if (isSudo && written !== undefined && !HARMLESS.test(written)) {
      const message = `"${written}" is opened by the script's user, not by sudo`;
      finder.add('script/sudo-redirect', message, { line });
    }
  }
}

function setsHome(body: readonly AndOr[]): boolean {
  const sets = ({ text }: Word) => text.startsWith('HOME=');
  return body.some(({ pipelines }) =>
    pipelines.some(({ commands }) =>
      commands.some(
        (each) => each.kind === 'simple' && (each.assignments.some(sets) || each.words.some(sets)),
      ),
    ),
  );
}

function isHome({ text }: Word): boolean {
  return (text.includes('~') || text.includes('HOME')) && HOME.test(text);
}

/** Once a script: the others go with it. */
function checkHome(commands: readonly Called[], finder: Finder): void {
  for (const { name, args, line } of commands) {
    const home = isHome(name) ? name : args.find(isHome);
    if (!home) continue;
    const message = `"${home.text}" is not a user's home where the agent runs the hook without runas`;
    finder.add('script/home', message, { line });
    return;
  }
}
