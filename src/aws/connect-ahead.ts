import { BatchGetDeploymentsCommand, CreateDeploymentCommand } from '@aws-sdk/client-codedeploy';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import type { Destination } from '../config/destination.ts';
import { timing } from '../release/timing.ts';
import type { Clients } from './clients.ts';
import type { SharedCredentials } from './credentials.ts';
import { isSafe } from './endpoints.ts';
import type { AgentPair, Agents } from './http-agents.ts';

/** What is going to be asked of a destination: to look at it, or to create its deployment. */
export type Purpose = 'look' | 'create';

type Ports = {
  agents: Agents;
  clients: Pick<Clients, 'codedeploy' | 'codedeployOnce' | 's3'>;
  credentialsFor(destination: Destination): SharedCredentials;
};

/**
 * Opens connections while what must come before their requests is still on its way: three round trips that nobody waits for.
 * What cannot be opened now is told by the request itself.
 */
export function connectAhead({ agents, clients, credentialsFor }: Ports) {
  const looked = new Set<string>();
  return async (destinations: readonly Destination[], purpose: Purpose): Promise<void> => {
    const { openAhead } = await (purpose === 'look' ? agents.keeping() : agents.single());
    if (!openAhead) return;
    const few = destinations.slice(0, timing.atOnce.ahead);
    await Promise.allSettled(
      few.map(async (destination) => {
        if (purpose === 'create') return openTo(createdAt(destination), openAhead);
        if (looked.has(destination.id)) return;
        looked.add(destination.id);
        // Two of each are asked at the same time.
        for (const find of [askedAt, keptAt]) {
          const endpoint = find(destination);
          await openTo(endpoint, openAhead);
          await openTo(endpoint, openAhead);
        }
      }),
    );
  };

  function createdAt(destination: Destination) {
    const { config } = clients.codedeployOnce(credentialsFor(destination), destination.region);
    return getEndpointFromInstructions({}, CreateDeploymentCommand, config);
  }

  function askedAt(destination: Destination) {
    const { config } = clients.codedeploy(credentialsFor(destination), destination.region);
    return getEndpointFromInstructions({}, BatchGetDeploymentsCommand, config);
  }

  function keptAt(destination: Destination) {
    const { config } = clients.s3(credentialsFor(destination), destination.region);
    return getEndpointFromInstructions({ Bucket: destination.bucket }, HeadBucketCommand, config);
  }
}

async function openTo(
  endpoint: Promise<{ url: URL }>,
  openAhead: NonNullable<AgentPair['openAhead']>,
): Promise<void> {
  const { url } = await endpoint;
  if (isSafe(url)) openAhead(url);
}
