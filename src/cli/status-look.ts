import { deploymentUrl } from '../aws/console.ts';
import { runId } from '../ci/run.ts';
import { type StatusView, statusView } from '../page/status-view.ts';
import type { EnvironmentStatus } from '../release/environment-status.ts';
import { readStatus } from '../release/status/environment-status.ts';
import { readPastRuns } from '../release/status/status-history.ts';
import type { CommandPorts } from './command-ports.ts';
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
      onCall,
    };
    return { ...configuration, aws: openSession(session, inputs, ports), memory: new Map() };
  });
  const verifier = openVerifier(
    ports,
    configurations.flatMap(({ secretNames }) => secretNames),
  );
  const probe = inputs.probe ? { probe: verifier.probe } : {};
  return {
    read: () =>
      Promise.all(
        opened.map(({ shown, others, aws, memory }) =>
          readStatus(shown, others, { aws, memory, clock, ...probe }),
        ),
      ),
    async view(statuses, at) {
      const all = await Promise.all(
        opened.flatMap(({ shown, aws, memory }, index) =>
          shown.map(async (environment) => {
            const status = statuses[index]?.find((one) => one.environment === environment.name);
            const history = await readPastRuns(environment, { aws, memory });
            return status ? [{ status, history }] : [];
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
