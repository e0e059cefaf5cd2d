import { openAgents } from '../aws/agents.ts';
import { buildEnvironment } from '../bundle/build-environment.ts';
import type { RunPorts } from '../release/run.ts';
import { verify } from '../verify/verify.ts';
import type { CommandPorts } from './command-ports.ts';

/** Makes the checks of destinations, with connections of their own and without any credential. */
export function openVerifier({ env, cwd, clock, signal }: CommandPorts): {
  verify: RunPorts['verify'];
  close(): void;
} {
  const agents = openAgents(env);
  return {
    verify: async (destination, release) =>
      verify(destination, release, {
        agents: await agents.single(),
        clock,
        signal,
        env: buildEnvironment(env),
        cwd,
      }),
    close: () => agents.close(),
  };
}
