import type { AppSpec, FileExistsBehavior } from '../../../appspec/appspec.ts';
import { noPath } from '../../../appspec/ruby/operations.ts';
import { isTruthy, type Value } from '../../../appspec/ruby/value.ts';
import { isRaw } from '../inside/raw-names.ts';
import type { Machine, Presence, Step, TreeEntry } from '../machine.ts';
import { type InstallStep, pathsToSee, planInstall, sourcesToSee } from './install-plan.ts';
import { CONTEXT_MARK, removeContext, setAcl, setContext } from './install-tools.ts';
import type { Layout } from './layout.ts';
import { apply, read, see } from './machine-files.ts';
import { rubyText } from './ruby-errors.ts';
import { hostPath } from './ruby-paths.ts';

/**
 * Install: takes away what the last one put there, plans, then carries the plan out; a failure leaves what
 * was done until then. Source: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/installer.rb`
 * and install_instruction.rb.
 *
 * @param say told what cannot be done here
 * @throws {Error} in the agent's words
 */
export async function install(
  machine: Machine,
  layout: Layout,
  spec: AppSpec,
  behavior: FileExistsBehavior,
  say: (words: string) => void,
): Promise<void> {
  await removeLast(machine, layout.cleanup);
  const plan = planInstall(spec, behavior, await look(machine, layout.archive, spec));
  checkContexts(plan);
  await apply(machine, [
    { do: 'folders', path: layout.notes },
    { do: 'write', path: layout.instructions, text: instructionsOf(plan) },
    { do: 'write', path: layout.cleanup, text: '' },
  ]);
  await carryOut(machine, layout.cleanup, plan, say);
  await apply(machine, [{ do: 'write', path: layout.lastInstall, text: layout.deployment }]);
}

async function removeLast(machine: Machine, cleanup: string): Promise<void> {
  if ((await see(machine, cleanup)).kind === 'absent') return;
  const lines = (await read(machine, cleanup)).toString('utf8').split('\n');
  // What follows the last line end was not written to its end. The agent strips blanks, also those of names.
  const entries = lines.slice(0, -1).reverse().map(strip);
  for (const entry of entries.filter((line) => line.startsWith(CONTEXT_MARK))) {
    await removeContext(machine, entry);
  }
  const paths = entries.filter((line) => !line.startsWith(CONTEXT_MARK));
  await apply(machine, [
    ...paths.filter(Boolean).map((path): Step => ({ do: 'remove', path: hostPath(path) })),
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
  say: (words: string) => void,
): Promise<void> {
  let index = 0;
  while (index < plan.length) {
    const step = plan[index] as InstallStep;
    if (step.do === 'acl') await setAcl(machine, step, say);
    else if (step.do === 'context') await setContext(machine, step, cleanup, say);
    else {
      const rest = plan
        .slice(index)
        .findIndex(({ do: kind }) => kind === 'acl' || kind === 'context');
      const batch = plan.slice(index, rest < 0 ? plan.length : index + rest);
      await applyBatch(machine, cleanup, batch);
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
): Promise<void> {
  const steps = batch.map(fileStep);
  const firstWrong = steps.findIndex((step) => step instanceof Error);
  const possible = steps.slice(0, firstWrong < 0 ? steps.length : firstWrong) as Step[];
  const { done, failed } = await machine.apply(possible);
  const noted = possible.slice(0, done + 1).flatMap((step, index) => {
    if (step.do === 'copy') return [step.destination];
    return step.do === 'mkdir' && index < done ? [step.path] : [];
  });
  const text = noted.map((path) => `${path}\n`).join('');
  await apply(machine, [{ do: 'append', path: cleanup, text }]);
  if (failed) throw new Error(rubyText(failed));
  if (firstWrong >= 0) throw steps[firstWrong];
}

function fileStep(step: InstallStep): Step | Error {
  if (step.do === 'copy' || step.do === 'mkdir' || step.do === 'chmod') return step;
  if (step.do !== 'chown') return new Error(`${step.do} is no work on files`);
  const { path, owner, group } = step;
  const wrong = [owner, group].find((name) => name && name.kind !== 'string');
  if (wrong) return noPath(wrong);
  return {
    do: 'chown',
    path,
    ...(isTruthy(owner) && { owner: nameOf(owner) }),
    ...(isTruthy(group) && { group: nameOf(group) }),
  };
}

function nameOf(value: Value): string {
  return value.kind === 'string' ? value.value : '';
}
