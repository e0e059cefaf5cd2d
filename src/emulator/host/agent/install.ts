import type { AgentVersion } from '../../../appspec/agent-versions.ts';
import type { AppSpec, FileExistsBehavior } from '../../../appspec/appspec.ts';
import { noPath } from '../../../appspec/ruby/methods.ts';
import { isTruthy, type Value } from '../../../appspec/ruby/value.ts';
import * as toolsOf2 from '../agent2/install-tools.ts';
import { isRaw } from '../inside/raw-names.ts';
import type { Machine, Presence, Step, TreeEntry } from '../machine.ts';
import { type InstallStep, pathsToSee, planInstall, sourcesToSee } from './install-plan.ts';
import * as toolsOf1 from './install-tools.ts';
import { CONTEXT_MARK, removeContext } from './install-tools.ts';
import type { Layout } from './layout.ts';
import { apply, FileError, read, see } from './machine-files.ts';
import { hostPath } from './ruby-paths.ts';

/** By whose rules. */
type How = { version: AgentVersion; say: (words: string) => void };

/**
 * Install: takes away what the last one put there, plans, then carries the plan out; a failure leaves what
 * was done until then. Source: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/installer.rb`
 * and install_instruction.rb.
 *
 * @param how `say` is told what cannot be done here
 * @throws {Error} in the agent's words
 */
export async function install(
  machine: Machine,
  layout: Layout,
  spec: AppSpec,
  behavior: FileExistsBehavior,
  how: How,
): Promise<void> {
  const { version } = how;
  await removeLast(machine, layout.cleanup, version);
  const facts = await look(machine, layout.archive, spec);
  const plan = planInstall(spec, behavior, facts, version);
  if (version === '1') checkContexts(plan);
  await apply(machine, [
    { do: 'folders', path: layout.notes },
    { do: 'write', path: layout.instructions, text: instructionsOf(plan) },
    { do: 'write', path: layout.cleanup, text: '' },
  ]);
  if (version === '2') await tellUnknownOwners(machine, plan, how.say);
  await carryOut(machine, layout.cleanup, plan, how);
  await apply(machine, [{ do: 'write', path: layout.lastInstall, text: layout.deployment }]);
}

async function removeLast(machine: Machine, cleanup: string, version: AgentVersion) {
  if ((await see(machine, cleanup)).kind === 'absent') return;
  const lines = (await read(machine, cleanup)).toString('utf8').split('\n');
  // What follows the last line end was not written to its end. The agent strips spaces, also those of names.
  const entries = lines.slice(0, -1).reverse().map(strip);
  for (const entry of entries.filter((line) => line.startsWith(CONTEXT_MARK))) {
    await removeContext(machine, entry);
  }
  const paths = entries.filter((line) => !line.startsWith(CONTEXT_MARK));
  await apply(machine, [
    ...paths
      .filter(Boolean)
      .map((path): Step => ({ do: 'remove', path: hostPath(path), followed: version === '2' })),
    { do: 'remove', path: cleanup },
  ]);
}

/** Ruby's `strip`. */
function strip(line: string): string {
  return line.replace(/^[\0\t\n\v\f\r ]+/, '').replace(/[\0\t\n\v\f\r ]+$/, '');
}

async function look(machine: Machine, archive: string, spec: AppSpec) {
  const sources = sourcesToSee(spec, archive);
  const trees = new Map<string, TreeEntry[]>();
  for (const [index, { kind }] of (await machine.stat(sources)).entries()) {
    const source = sources[index] ?? '';
    if (kind === 'directory') trees.set(source, await machine.tree(source));
  }
  const paths = pathsToSee(spec, archive, trees);
  const presences = await machine.stat(paths);
  const present = new Map(
    paths.map((path, index): [string, Presence['kind']] => [
      path,
      presences[index]?.kind ?? 'absent',
    ]),
  );
  return { archive, present, trees };
}

/** The agent writes its plan down before it begins, and cannot write a context without a range. */
function checkContexts(plan: readonly InstallStep[]): void {
  if (plan.some((step) => step.do === 'context' && !step.context.range)) {
    throw new Error("undefined method `get_range' for nil:NilClass");
  }
}

const TYPES = {
  mkdir: 'mkdir',
  chmod: 'chmod',
  chown: 'chown',
  acl: 'setfacl',
  context: 'semanage',
} as const;

function instructionsOf(plan: readonly InstallStep[]): string {
  const instructions = plan.map((step) =>
    step.do === 'copy'
      ? { type: 'copy', source: step.source, destination: step.destination }
      : { type: TYPES[step.do], [step.do === 'mkdir' ? 'directory' : 'file']: step.path },
  );
  const text = JSON.stringify({ instructions });
  if (plan.some(namesRaw)) throw new Error('source sequence is illegal/malformed utf-8');
  return text;
}

/** JSON has no way to say a name that is not UTF-8. */
function namesRaw(step: InstallStep): boolean {
  return step.do === 'copy' ? isRaw(step.source) || isRaw(step.destination) : isRaw(step.path);
}

async function carryOut(
  machine: Machine,
  cleanup: string,
  plan: readonly InstallStep[],
  how: How,
): Promise<void> {
  const tools = how.version === '2' ? toolsOf2 : toolsOf1;
  let index = 0;
  while (index < plan.length) {
    const step = plan[index] as InstallStep;
    if (step.do === 'acl') await tools.setAcl(machine, step, how.say);
    else if (step.do === 'context') await tools.setContext(machine, step, cleanup, how.say);
    else {
      const rest = plan
        .slice(index)
        .findIndex(({ do: kind }) => kind === 'acl' || kind === 'context');
      const batch = plan.slice(index, rest < 0 ? plan.length : index + rest);
      await applyBatch(machine, cleanup, batch, how.version);
      index += batch.length;
      continue;
    }
    index++;
  }
}

/** A file is noted before it is copied, a folder after it was made. */
async function applyBatch(
  machine: Machine,
  cleanup: string,
  batch: readonly InstallStep[],
  version: AgentVersion,
): Promise<void> {
  const steps = batch.map((step) => fileStep(step, version));
  const firstWrong = steps.findIndex((step) => step instanceof Error);
  const possible = steps.slice(0, firstWrong < 0 ? steps.length : firstWrong) as Step[];
  const { done, failed } = await machine.apply(possible);
  const noted = possible.slice(0, done + 1).flatMap((step, index) => {
    if (step.do === 'copy') return [step.destination];
    return step.do === 'mkdir' && index < done ? [step.path] : [];
  });
  const text = noted.map((path) => `${path}\n`).join('');
  await apply(machine, [{ do: 'append', path: cleanup, text }]);
  if (failed) throw new FileError(failed);
  if (firstWrong >= 0) throw steps[firstWrong];
}

function fileStep(step: InstallStep, version: AgentVersion): Step | Error {
  if (step.do === 'copy') return { ...step, exact: version === '2' };
  if (step.do === 'mkdir' || step.do === 'chmod') return step;
  if (step.do !== 'chown') return new Error(`${step.do} is not work on files`);
  const { path, owner, group } = step;
  const wrong = [owner, group].find((name) => name && name.kind !== 'string');
  if (wrong) return noPath(wrong);
  return {
    do: 'chown',
    path,
    lenient: version === '2',
    ...(isTruthy(owner) && { owner: nameOf(owner) }),
    ...(isTruthy(group) && { group: nameOf(group) }),
  };
}

function nameOf(value: Value): string {
  return value.kind === 'string' ? value.value : '';
}

/** Agent 2 leaves the files to root and says nothing, so this does. */
async function tellUnknownOwners(
  machine: Machine,
  plan: readonly InstallStep[],
  say: (words: string) => void,
): Promise<void> {
  const known = {
    owner: await namesIn(machine, '/etc/passwd'),
    group: await namesIn(machine, '/etc/group'),
  };
  const unknown = new Set<string>();
  for (const step of plan) {
    if (step.do !== 'chown') continue;
    for (const kind of ['owner', 'group'] as const) {
      const name = step[kind] && nameOf(step[kind]);
      if (name !== undefined && known[kind] && !known[kind].has(name)) {
        unknown.add(
          `the ${kind} "${name}" does not exist here, and agent 2 passes over it: the files stay root's`,
        );
      }
    }
  }
  for (const words of unknown) say(words);
}

/** Undefined where the host has no such list: then nobody can tell. */
async function namesIn(machine: Machine, file: string): Promise<Set<string> | undefined> {
  const text = await machine.read(file).catch(() => undefined);
  return (
    text &&
    new Set(
      text
        .toString('utf8')
        .split('\n')
        .map((line) => line.split(':', 1)[0] ?? ''),
    )
  );
}
