/** The CodeDeploy agents there are: 1 in Ruby, at 1.8, and 2 in Rust. Both are in use side by side. */
export const agentVersions = ['1', '2'] as const;
export type AgentVersion = (typeof agentVersions)[number];

/** What the hosts of a fleet run. */
export type Agents = AgentVersion | 'both';

/** Whether what holds for `one` matters to a fleet. */
export function concerns(one: Agents, fleet: Agents): boolean {
  return one === 'both' || fleet === 'both' || one === fleet;
}

/** What all of several fleets run. */
export function together(fleets: readonly Agents[]): Agents {
  const [first = '1', ...others] = fleets;
  return others.every((other) => other === first) ? first : 'both';
}

/** For people. */
export function agentWords(agents: Agents): string {
  return agents === 'both' ? 'both' : `agent ${agents}`;
}
