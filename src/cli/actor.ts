import { ciBuild } from '../ci/systems.ts';
import type { CommandPorts } from './command-ports.ts';

/** Who acts, for records that people read: `alice (github:9876543.1)`, `bob (local)`, or the run alone. */
export function actorOf(env: CommandPorts['env'], run: string): string {
  const { actor: inCi } = ciBuild(env);
  if (run.startsWith('local:')) {
    const name = env.USER || env.USERNAME;
    return name ? `${name} (local)` : run;
  }
  return inCi ? `${inCi} (${run})` : run;
}
