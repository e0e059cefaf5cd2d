import { deploymentUrl } from '../aws/console.ts';
import type { AwsSession } from '../aws/session.ts';
import { runId } from '../ci/run-id.ts';
import type { Environment } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { mapLimited } from '../limit.ts';
import { type StatusView, statusView } from '../page/status-view.ts';
import type { Changes } from '../release/changes.ts';
import type { EnvironmentStatus } from '../release/environment-status.ts';
import { type ChangesPorts, readChanges } from '../release/status/read-changes.ts';
import { readStatus } from '../release/status/read-status.ts';
import { readPastRuns } from '../release/status/status-history.ts';
import { type InstanceMemory, readInstances } from '../release/status/status-instances.ts';
import type { CommandPorts } from './command-ports.ts';
import { commitsBetween } from './commits-between.ts';
import { openSession, type SessionInputs } from './open-session.ts';
import type { Shown } from './shown-environments.ts';
import { openVerifier } from './verifier.ts';

/** How what runs where is looked at, again and again: one session for each configuration. */
export type StatusLook = {
  /** What runs where, a list for each configuration. */
  read(): Promise<EnvironmentStatus[][]>;
  /** The same as its page shows it, with the last runs; secrets are in it no more. */
  view(statuses: readonly (readonly EnvironmentStatus[])[], at: number): Promise<StatusView>;
  close(): void;
};

export function openStatusLook(
  configurations: readonly Shown[],
  inputs: SessionInputs & { probe: boolean },
  ports: CommandPorts,
  onCall?: () => void,
): StatusLook {
  const { env, clock, host } = ports;
  const opened = configurations.map((configuration) => {
    const [first] = configuration.shown;
    const environment = { name: 'status', application: first?.application ?? '' };
    const session = {
      run: runId(env),
      environment,
      neededMs: 0,
      access: 'read' as const,
      onRequest: onCall,
    };
    return { ...configuration, aws: openSession(session, inputs, ports), memory: new Map() };
  });
  const verifier = openVerifier(
    ports,
    configurations.flatMap(({ secretNames }) => secretNames),
  );
  const probe = inputs.probe ? { probe: verifier.probe } : {};
  const listings: ChangesPorts['listings'] = new Map();
  const known: InstanceMemory = new Map();

  async function comingTo(
    environment: Environment,
    { destinations }: EnvironmentStatus,
    { all, aws }: { all: readonly Environment[]; aws: AwsSession },
  ): Promise<Changes | undefined> {
    const { after } = environment;
    const sources = all.filter(({ name }) => after.includes(name));
    if (sources.length === 0) return undefined;
    return readChanges({ environment, sources }, destinations, {
      aws,
      clock,
      signal: ports.signal,
      listings,
      commits: (before, coming) => commitsBetween({ folder: ports.cwd, env }, before, coming),
    });
  }

  async function instancesOf(status: EnvironmentStatus, aws: AwsSession) {
    const found = await mapLimited(status.destinations, 20, async (one) => {
      return [one.destination.id, await readInstances(one, { aws, known })] as const;
    });
    return new Map(found.flatMap(([id, told]) => (told ? [[id, told] as const] : [])));
  }

  return {
    read: () =>
      Promise.all(
        opened.map(({ shown, others, aws, memory }) =>
          readStatus(shown, others, { aws, memory, clock, ...probe }),
        ),
      ),
    async view(statuses, at) {
      const all = await Promise.all(
        opened.flatMap(({ shown, others, aws, memory }, index) =>
          shown.map(async (environment) => {
            const status = statuses[index]?.find((one) => one.environment === environment.name);
            if (!status) return [];
            const [history, coming, instances] = await Promise.all([
              readPastRuns(environment, { aws, memory }),
              comingTo(environment, status, { all: [...shown, ...others], aws }),
              instancesOf(status, aws),
            ]);
            return [{ status, history, instances, ...defined({ coming }) }];
          }),
        ),
      );
      return host.scrub(statusView(all.flat(), at, deploymentUrl));
    },
    close() {
      verifier.close();
      for (const { aws } of opened) aws.close();
    },
  };
}
