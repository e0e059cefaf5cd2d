import { promote } from '../../release/run/promote-release.ts';
import type { CommandPorts } from '../command-ports.ts';
import { digestFrom } from '../digest-from.ts';
import type { InputsOf } from '../inputs.ts';
import { lintFinishedBundle } from '../lint-bundle.ts';
import { openSession } from '../open-session.ts';
import { environmentOf } from '../project.ts';
import { inOneLine, runOnEnvironment } from '../run-on-environment.ts';
import { sourceNames } from '../source-names.ts';

export async function promoteCommand(
  inputs: InputsOf<'promote'>,
  ports: CommandPorts,
): Promise<number> {
  const { version, allowOlder } = inputs;
  return runOnEnvironment(inputs, ports, (occasion) => {
    const { project, environment, run, mask } = occasion;
    const sources = sourceNames(environment, inputs.from).map((name) =>
      environmentOf(project, name, mask),
    );
    const session = { run, environment, neededMs: 0, access: 'read' as const };
    return promote(
      {
        environment,
        sources,
        run,
        allowOlder,
        version,
        digest: inputs.digest && digestFrom(inputs.digest),
        force: inputs.force && inOneLine(inputs.force),
      },
      {
        ...occasion.ports,
        openSources: () => openSession(session, inputs, ports),
        lint: async (bundle) => {
          for (const problem of await lintFinishedBundle(bundle, project, ports))
            occasion.ports.emit({ kind: 'notice', level: 'warning', problem });
        },
      },
    );
  });
}
