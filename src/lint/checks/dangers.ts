import type { Finder } from '../../appspec/finder.ts';
import { onHost } from '../../appspec/paths.ts';
import type { InstallPlan } from '../install-plan.ts';
import type { Called } from '../shell/called-commands.ts';

const AGENT_FOLDER = /^\/opt\/codedeploy-agent(?:\/deployment-root(?:\/.*)?)?\/?\*?$/;
const NO_BUNDLES = /\/deployment-root\/(?:deployment-logs|ongoing-deployment)(?:\/|$)/;
/** What the agent sets for hooks. */
const OF_AGENT =
  /^(?:LIFECYCLE_EVENT|DEPLOYMENT_ID|APPLICATION_NAME|DEPLOYMENT_GROUP_NAME|DEPLOYMENT_GROUP_ID|BUNDLE_.*)$/;

type Around = {
  text: string;
  plan: InstallPlan;
  /** A hook begins in / without arguments; what calls or sources another script may give it a folder, arguments and variables. */
  isHook: boolean;
};

/** What takes down the agent or the host that runs the hook, or removes more than is meant. */
export function checkDangers(
  commands: readonly Called[],
  strict: ReadonlySet<Called>,
  around: Around,
  finder: Finder,
): void {
  let unchecked: Called | undefined;
  for (const called of commands) {
    const { name, args, line, isGuarded, isThen, isInBackground } = called;
    const words = args.map(({ value }) => value);
    if (name.value === 'cd') {
      const isChecked = isGuarded || isThen || strict.has(called) || words[0] === '/';
      unchecked = isChecked ? undefined : called;
    }
    if (!isInBackground && endsAgent(name.value, words)) {
      const command = [name.value, ...words].join(' ');
      finder.add('script/ends-agent', `"${command}" ends the agent that runs this hook`, { line });
    }
    checkMode(called, around.plan, finder);
    const removed = removedBy(called);
    for (const word of removed) {
      if (AGENT_FOLDER.test(word) && !NO_BUNDLES.test(word)) {
        const message = `"${word}" holds the bundle that is being deployed`;
        finder.add('script/removes-bundle', message, { line });
      } else if (around.isHook && unchecked && /^(?:\.\/)?\*$|^\.$/.test(word)) {
        const message = `where the cd of line ${unchecked.line} fails, "${[name.value, ...words].join(' ')}" runs in /`;
        finder.add('script/cd-unchecked', message, { line });
      } else {
        checkEmpty(word, called, around, finder);
      }
    }
  }
}

/** What this deployment installs and every user may then change. */
function checkMode({ name, args, line }: Called, plan: InstallPlan, finder: Finder): void {
  if (name.value !== 'chmod') return;
  const [mode = '', ...targets] = args
    .map(({ value }) => value)
    .filter((word) => !/^-[a-zA-Z-]+$/.test(word));
  if (!/^0?[0-7][0-7][2367]$|^(?:a|o|ugo|go)?\+r?wx?$/.test(mode) || /^\+/.test(mode)) return;
  const destinations = new Set<string>();
  for (const { item } of plan.copies.values()) {
    if (item.destination.kind === 'string') destinations.add(onHost(item.destination.value));
  }
  const target = targets.find((each) => destinations.has(onHost(each)) || plan.copies.has(each));
  if (target === undefined) return;
  const message = `with ${mode}, every user of the host may change "${target}"`;
  finder.add('permissions/world-writable', message, { line });
}

/** What a command removes with all that is in it. */
function removedBy({ name, args }: Called): string[] {
  const words = args.map(({ value }) => value);
  if (name.value === 'rm') {
    const isDeep = words.some((word) => /^-\w*[rR]|^--recursive$/.test(word));
    return isDeep ? words.filter((word) => !word.startsWith('-')) : [];
  }
  if (name.value !== 'find') return [];
  const removes = words.includes('-delete') || (words.includes('-exec') && words.includes('rm'));
  const isChosen = words.some((word) =>
    /^-(?:name|iname|path|[mca](?:time|min)|newer.*|regex|user|empty)$/.test(word),
  );
  return removes && !isChosen ? words.slice(0, 1) : [];
}

/** `/`, and `$FOLDER/*` of a variable that nothing sets. */
function checkEmpty(
  word: string,
  { line, isGuarded, inFunction }: Called,
  { text, isHook }: Around,
  finder: Finder,
): void {
  if (/^\/\*?$/.test(word)) {
    finder.add('script/removes-all', `"${word}" is everything on the host`, { line });
    return;
  }
  const [, braced, bare] = /^\$(?:\{(\w+)\}|(\w+))\/\*?$/.exec(word) ?? [];
  const name = braced ?? bare;
  if (!isHook || name === undefined || isGuarded || OF_AGENT.test(name)) return;
  const isArgument = /^[1-9@*]/.test(name);
  if (isArgument ? inFunction || /\bset\s+--/.test(text) : isSet(name, text)) return;
  const what = isArgument ? 'hooks get no arguments' : `nothing in this script sets "${name}"`;
  finder.add('script/removes-all', `${what}: where it is empty, this removes "/*"`, { line });
}

/** Set, sourced, asked about or demanded anywhere in the script. */
function isSet(name: string, text: string): boolean {
  if (/^\s*(?:source|\.)\s/m.test(text) || /\bset\s+-\w*u/.test(text)) return true;
  const elsewhere = new RegExp(
    `(?<![\\w$]|\\$\\{)${name}\\b|\\$\\{${name}:?[=?]|\\[.*\\$\\{?${name}\\b`,
  );
  return elsewhere.test(text);
}

const OWN_NAME = /codedeploy-agent/;
/** Its package starts it again, or ends it. */
const CHANGES_PACKAGE =
  /(?:^|\s)(?:update|upgrade|install|reinstall|remove|erase|purge|-[iUe]\w*)(?:\s|$)/;

function endsAgent(program: string, words: readonly string[]): boolean {
  const [first = '', second = ''] = words.filter((word) => !word.startsWith('-'));
  if (program === 'reboot' || program === 'poweroff' || program === 'halt') return true;
  if (program === 'shutdown') return !words.includes('-c');
  if (program === 'init') return first === '0' || first === '6';
  const ends = /^(?:stop|restart|force-restart)$/;
  if (program === 'systemctl') {
    return (
      /^(?:reboot|poweroff|halt)$/.test(first) ||
      (ends.test(first) && /^codedeploy-agent/.test(second))
    );
  }
  if (program === 'service') return first === 'codedeploy-agent' && ends.test(second);
  if (/^(?:pkill|killall)$/.test(program)) return words.some((word) => OWN_NAME.test(word));
  if (/^(?:yum|dnf|apt|apt-get|rpm|dpkg)$/.test(program))
    return words.some((word) => OWN_NAME.test(word)) && CHANGES_PACKAGE.test(words.join(' '));
  return program.endsWith('/codedeploy-agent') && ends.test(first);
}
