import { partitionOf } from '../../config/partition.ts';
import type { HostFactory, SeedGroup } from '../service.ts';
import type { Sessions } from '../sts/sessions.ts';
import { AgentHost, type AgentHostPorts } from './agent-host.ts';
import { createSigner, type Signer } from './signed-message.ts';

/** The hosts whose agents are real ones. */
export type AgentHosts = {
  /** Makes the host of an instance, or tells the one that was made. */
  open(instance: string, group: Pick<SeedGroup, 'account' | 'region' | 'destination'>): AgentHost;
  factory: HostFactory;
  /** The host whose agent signs with that key. */
  hostOf(accessKeyId: string): AgentHost | undefined;
  signer: Signer;
};

export function createAgentHosts({
  sessions,
  onHost,
  ...ports
}: AgentHostPorts & {
  sessions: Sessions;
  /** Hears about every host when it is made, so that its agent can hear about the service. */
  onHost: (host: AgentHost) => void;
}): AgentHosts {
  const hosts = new Map<string, AgentHost>();
  const byKey = new Map<string, AgentHost>();
  const open: AgentHosts['open'] = (instance, { account, region, destination }) => {
    const known = hosts.get(instance);
    if (known) return known;
    const arn = `arn:${partitionOf(region)}:iam::${account}:user/${instance}`;
    const session = sessions.addUser({ account, arn });
    const host = new AgentHost({ instance, destination, region, session }, ports);
    hosts.set(instance, host);
    byKey.set(session.principal.accessKeyId, host);
    onHost(host);
    return host;
  };
  return {
    open,
    factory: open,
    hostOf: (accessKeyId) => byKey.get(accessKeyId),
    // Agents look at certificates by the machine's time.
    signer: createSigner(Date.now()),
  };
}
