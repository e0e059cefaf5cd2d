import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/commands.ts';
import type { Script } from '../shell/syntax.ts';

const HARMLESS = /^\/(?:tmp|var\/tmp|dev)\//;

/** What depends on the user that a hook runs as. */
export function checkUser(
  { body }: Script,
  commands: readonly Called[],
  runas: readonly (string | undefined)[],
  finder: Finder,
): void {
  const assignments = body.flatMap(({ pipelines }) =>
    pipelines.flatMap((one) =>
      one.commands.flatMap((each) =>
        each.kind === 'simple' ? [...each.assignments, ...each.words] : [],
      ),
    ),
  );
  const setsHome = assignments.some(({ text }) => text.startsWith('HOME='));
  for (const { name, args, redirects, line, isSudo } of commands) {
    const home = [name, ...args].find(({ text }) => /^~(?:\/|$)|^"?\$\{?HOME\b/.test(text));
    if (home && !setsHome && runas.includes(undefined)) {
      const message = `"${home.text}" is not a user's home where the agent runs the hook without runas`;
      finder.add('script/home', message, { line });
    }
    const written = redirects.find(
      ({ operator, target }) => /^>[>|]?$/.test(operator) && target.value.startsWith('/'),
    )?.target.value;
    const isOther = runas.some((user) => user !== undefined && user !== 'root');
    if (isSudo && isOther && written !== undefined && !HARMLESS.test(written)) {
      const message = `"${written}" is opened by the script's user, not by sudo`;
      finder.add('script/sudo-redirect', message, { line });
    }
  }
}
