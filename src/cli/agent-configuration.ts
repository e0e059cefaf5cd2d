import { join } from 'node:path';
import type { EmulatedCodeDeploy } from '../emulator/codedeploy/codedeploy.ts';
import { writeAgentFolder } from '../emulator/codedeploy-commands/agent-folder.ts';
import type { AgentHost } from '../emulator/codedeploy-commands/agent-host.ts';
import type { AgentOptions, Emulator } from '../emulator/server.ts';
import { UsageError } from '../problem.ts';

/** Where the folders for real agents go, unless told otherwise. */
export const agentFolders = join('.fanout', 'agents');

/** Where the agent's packages put it; it is in no PATH. */
const PROGRAM = '/opt/codedeploy-agent/bin/codedeploy-agent';

/** Hosts that are real agents: a folder for each, written when it is known where the emulator listens. */
export function agentConfiguration(parent: string, say: (words: string) => void) {
  let url: string | undefined;
  const early: AgentHost[] = [];
  const write = async (host: AgentHost, url: string) => {
    const settings = await writeAgentFolder(parent, host, url);
    say(`${host.destination} ${host.instance}: ${PROGRAM} --config_file ${settings} start`);
  };
  const options: AgentOptions = {
    say,
    onHost(host) {
      if (url === undefined) early.push(host);
      // One that comes into being later, such as a copy for blue/green: its event waits for the agent.
      else write(host, url).catch((error: Error) => say(`${host.instance}: ${error.message}`));
    },
  };
  return {
    options,
    /** Makes the hosts that there are from the start. */
    async begin(emulator: Emulator, codedeploy: EmulatedCodeDeploy): Promise<void> {
      for (const { account, region, destination, instances } of codedeploy.view()) {
        for (const { id } of instances) emulator.openHost?.(id, { account, region, destination });
      }
      say('hosts are real agents; each waits for its own, which may start as');
      try {
        for (const host of early) await write(host, emulator.url);
      } catch (error) {
        const message = `cannot write the agents' settings to ${parent}: ${(error as Error).message}`;
        throw new UsageError([{ code: 'file-unwritable', message }], { cause: error });
      }
      ({ url } = emulator);
    },
  };
}

/** What agents are told is for agents. */
export function refuseWithoutAgents({
  hooks,
  agentConfig,
}: {
  hooks?: string | undefined;
  agentConfig?: string | undefined;
}): void {
  if (agentConfig === undefined || hooks === 'agents') return;
  throw new UsageError([
    {
      code: 'options-conflict',
      message: '--agent-config is for real agents',
      hint: 'add --hooks agents',
    },
  ]);
}
