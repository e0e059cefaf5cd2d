import type { HostCommand } from '../../service.ts';

/** Where the agent keeps things, as absolute paths on the host. */
export type Layout = {
  group: string;
  deployment: string;
  archive: string;
  scriptLog: string;
  /** Of the bundle, as it was downloaded. */
  eTag: string;
  /** The folder of what follows. */
  notes: string;
  /** What the last Install put there, one path a line, or `semanage`, NUL and a path. */
  cleanup: string;
  instructions: string;
  lastInstall: string;
  mostRecent: string;
};

export function layoutOf(agentRoot: string, command: HostCommand): Layout {
  const { deploymentGroupId, deploymentId } = command;
  const group = `${agentRoot}/${deploymentGroupId}`;
  const deployment = `${group}/${deploymentId}`;
  const folder = `${agentRoot}/deployment-instructions`;
  const notes = `${folder}/${deploymentGroupId}`;
  return {
    group,
    deployment,
    archive: archiveOf(deployment),
    scriptLog: `${deployment}/logs/scripts.log`,
    eTag: `${deployment}/bundle-etag`,
    notes: folder,
    cleanup: `${notes}-cleanup`,
    instructions: `${notes}-install.json`,
    lastInstall: `${notes}_last_successful_install`,
    mostRecent: `${notes}_most_recent_install`,
  };
}

export function archiveOf(deployment: string): string {
  return `${deployment}/deployment-archive`;
}
