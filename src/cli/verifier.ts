import { openAgents } from '../aws/http-agents.ts';
import { checkEnvironment } from '../bundle/build-environment.ts';
import { type Cause, notRehearsed } from '../release/outcome.ts';
import type { RunPorts } from '../release/run/run-ports.ts';
import type { StatusPorts } from '../release/status/status-ports.ts';
import { request } from '../verify/request.ts';
import { ask, type HttpGet, verify } from '../verify/verify.ts';
import type { CommandPorts } from './command-ports.ts';

/** Makes the checks of destinations, with connections of their own and without any credential, nor the variables of `withheld`. */
export function openVerifier(
  { env, cwd, clock, signal, httpGet, checks, unanswered }: CommandPorts,
  withheld: readonly string[],
): {
  verify: RunPorts['verify'];
  ask: RunPorts['ask'];
  /** Once, for `status --probe`. */
  probe: NonNullable<StatusPorts['probe']>;
  close(): void;
} {
  const agents = openAgents(env);
  const overTheNetwork: HttpGet = async (_, url, headers, until) =>
    request(url, { headers }, { agents: await agents.single(), signal: until });
  const ports = () => ({
    get: httpGet ?? overTheNetwork,
    clock,
    signal,
    env: checkEnvironment(env, withheld),
    cwd,
  });
  return {
    verify:
      checks?.verify ??
      (async (destination, release, how) =>
        unanswered === undefined
          ? verify(destination, release, ports(), how)
          : destination.verify.map(({ name }) => notMade(name, unanswered))),
    ask:
      checks?.ask ?? ((check, destination, release) => ask(check, destination, release, ports())),
    probe: async (check, destination, release) =>
      (await ask(check, destination, release, ports()))?.problem,
    close: () => agents.close(),
  };
}

function notMade(script: string, message: string): Cause {
  return { instances: [], of: 0, event: 'verification', script, code: notRehearsed, message };
}
