import { type Read, readInputs } from './arguments.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** GitHub runs the same file again when the job ends, and gives it back what the step has saved, as `STATE_…`. */
export const postState = 'isPost';

const leavesSomething = ['deploy', 'promote', 'rollback', 'continue', 'stop'];

/** What the end of a job is to do; undefined where this is not the end of one. */
export function readPostStep(env: Env): Read | 'nothing' | undefined {
  if (!env[`STATE_${postState}`]) return undefined;
  const command = env.INPUT_COMMAND?.trim() ?? '';
  return leavesSomething.includes(command) ? readInputs(['finish'], env) : 'nothing';
}
