import { type Agents, together } from '../appspec/agent-versions.ts';
import type { Configuration } from './resolved-configuration.ts';

/** What the hosts of an environment run; without one, those of all environments. */
export function agentsOf(
  { definition }: Pick<Configuration, 'definition'>,
  environment?: string,
): Agents {
  const own = (name: string) =>
    String(definition.environments[name]?.agent ?? definition.agent ?? '1') as Agents;
  if (environment !== undefined) return own(environment);
  return together(Object.keys(definition.environments).map(own));
}
