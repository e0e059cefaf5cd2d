import type { HostAgent, HostFactory } from '../../service.ts';
import type { Instance } from '../state.ts';
import type { Hosts } from './engine.ts';

/** One agent for each instance, made when it is first needed. */
export function createHosts(make: HostFactory): Hosts & { closeAll(): Promise<void> } {
  const agents = new Map<string, HostAgent>();
  return {
    agent: ({ id, seed }) => {
      const agent = agents.get(id) ?? make(id, seed);
      agents.set(id, agent);
      return agent;
    },
    close: async ({ id }: Instance) => {
      const agent = agents.get(id);
      agents.delete(id);
      await agent?.close();
    },
    closeAll: async () => {
      const all = [...agents.values()];
      agents.clear();
      await Promise.all(all.map((agent) => agent.close()));
    },
  };
}
