import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { commandNames } from '../../src/cli/commands.ts';
import { flagOf, optionNames, optionOf } from '../../src/cli/options.ts';

/**
 * Texts are advised by every command that reaches the file they are in, through imports. These are shown by fewer than reach
 * them; each is a claim that was looked at.
 */
const shownBy: Record<string, readonly string[]> = {
  // A destination without a configuration; the version of what is deployed.
  'src/cli/project.ts --application': ['deploy', 'finish'],
  'src/cli/project.ts --deployment-group': ['deploy', 'finish'],
  'src/cli/project.ts --region': ['deploy', 'finish'],
  'src/cli/project.ts --bucket': ['deploy', 'finish'],
  'src/cli/project.ts --version': ['deploy', 'package', 'rehearse', 'plan', 'promote'],
  // What to do next, as a command with its flags.
  'src/report/final.ts --version': ['deploy', 'promote'],
  'src/report/final.ts --to': ['rollback'],
  // The address of an emulator that nobody chose is a free one.
  'src/cli/emulation.ts': ['emulator'],
  // Of values that were given, and of runs that look at what they are given.
  'src/cli/digest-from.ts': ['deploy', 'promote'],
  'src/cli/plan-file.ts': ['plan', 'deploy'],
  'src/config/ignore-alarms.ts': ['deploy', 'promote', 'plan'],
  'src/config/overrides.ts': ['deploy', 'promote', 'rollback', 'rehearse'],
  'src/config/select.ts': ['deploy', 'promote', 'rollback', 'plan', 'rehearse'],
  'src/config/single.ts': ['deploy', 'finish'],
  'src/release/guard/check-alarms.ts': ['deploy', 'promote', 'plan', 'rehearse'],
  'src/release/guard/earlier-waves.ts': ['deploy', 'promote', 'plan', 'rehearse'],
  'src/release/guard/version-order.ts': ['deploy', 'promote', 'plan', 'rehearse'],
  'src/release/records/check-content.ts': ['deploy', 'promote', 'plan'],
  'src/release/records/choose-release.ts': ['promote', 'plan', 'rehearse'],
  'src/release/run/sources.ts': ['deploy'],
  'src/release/run/verify-again.ts': ['deploy', 'promote', 'rehearse'],
  // Of what a run keeps.
  'src/cli/notes-folder.ts': ['deploy', 'promote', 'rollback', 'finish', 'rehearse'],
  // Values for what a configuration names; lint reads the bundle's settings alone.
  'src/config/definition.ts': ['deploy', 'promote', 'plan', 'rehearse'],
  'src/config/template.ts': ['deploy', 'promote', 'plan', 'rehearse'],
  // What an emulator that is asked says, and how it is asked.
  'src/cli/checks-at.ts': ['deploy', 'promote', 'rollback', 'continue', 'status'],
  'src/ci/doubts.ts': ['deploy', 'promote', 'rollback'],
  'src/report/changes-text.ts': ['changes'],
};

/** Not shown as advice of a run: tables of what there is, what other programs take, and texts that name their command. */
const others =
  /^src\/(cli\/(options|commands|help)|cli\/(host-root|commits-between)\.ts|emulator|lint|appspec|problem-codes|page|init|bootstrap|bundle|rehearsal)\b/;

/** Of git, of the aws CLI, and taken by all commands. */
const notOptions = new Set([
  ...['chmod', 'encoded-message', 'version-id', 'help'],
  // V8's own.
  'heap-growing-percent',
  'no-opt',
  'opt',
]);

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join('src', file));
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

/** What a file loads, types left out. */
function importsOf(file: string): string[] {
  const found = (sources.get(file) ?? '').matchAll(
    /(?:^import (?!type)[^;]*?from|^export [^;]*?from|import\() ?'(\.[^']+)'/gms,
  );
  return [...found].map(([, path = '']) => join(dirname(file), path));
}

function reachedFrom(root: string): Set<string> {
  const seen = new Set([root]);
  for (const file of seen) for (const next of importsOf(file)) seen.add(next);
  return seen;
}

const reached = new Map<string, string[]>();
for (const command of commandNames)
  for (const file of reachedFrom(`src/cli/commands/${command}.ts`))
    reached.set(file, [...(reached.get(file) ?? []), command]);

type Advice = { file: string; flag: string; named?: string };

/** Flags in the texts of a file, not in its comments; `named` where the text says of which command. */
function adviceIn(file: string): Advice[] {
  const text = (sources.get(file) ?? '').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...text.matchAll(/--([a-z][a-z-]+)/g)].flatMap((match) => {
    const [, flag = ''] = match;
    const before =
      text
        .slice(0, match.index)
        .split(/['`\n]/)
        .at(-1) ?? '';
    // What follows is of AWS's own command.
    if (/\baws [a-z0-9-]+ /.test(before)) return [];
    const named = before.match(/\b[a-z]+\b/g)?.findLast((word) => isCommand(word));
    return [{ file, flag, ...(named && { named }) }];
  });
}

function isCommand(word: string): boolean {
  return commandNames.some((name) => name === word);
}

const advice = files.filter((file) => !others.test(file)).flatMap(adviceIn);

test('every flag that is advised is taken by each command that advises it, or by the one it names', () => {
  const wrong = advice.flatMap(({ file, flag, named }) => {
    // Two options may be called alike, each by its own commands.
    const options = optionNames.filter((name) => flagOf(name) === flag);
    if (notOptions.has(flag)) return [];
    if (options.length === 0) return [`${file}: --${flag} does not exist`];
    const taken = options.flatMap((name): readonly string[] => optionOf(name).commands);
    const commands = named
      ? [named]
      : (shownBy[`${file} --${flag}`] ?? shownBy[file] ?? reached.get(file) ?? commandNames);
    return commands
      .filter((command) => !taken.includes(command))
      .map((command) => `${file}: ${command} --${flag}`);
  });
  expect(wrong).toEqual([]);
});

test('no claim about who shows a text is left of a file that has no such text', () => {
  const advising = new Set(advice.flatMap(({ file, flag }) => [file, `${file} --${flag}`]));
  expect(Object.keys(shownBy).filter((file) => !advising.has(file))).toEqual([]);
});
