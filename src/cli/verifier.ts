import { openAgents } from '../aws/agents.ts';
import { buildEnvironment } from '../bundle/build-environment.ts';
import type { RunPorts } from '../release/run.ts';
import type { StatusPorts } from '../release/status.ts';
import { ask, verify } from '../verify/verify.ts';
import type { CommandPorts } from './command-ports.ts';

/** Makes the checks of destinations, with connections of their own and without any credential. */
export function openVerifier({ env, cwd, clock, signal }: CommandPorts): {
  verify: RunPorts['verify'];
  ask: NonNullable<StatusPorts['probe']>;
  close(): void;
} {
  const agents = openAgents(env);
  const ports = async () => ({
    agents: await agents.single(),
    clock,
    signal,
    env: buildEnvironment(env),
    cwd,
  });
  return {
    verify: async (destination, release) => verify(destination, release, await ports()),
    ask: async (check, destination, release) => ask(check, destination, release, await ports()),
    close: () => agents.close(),
  };
}
