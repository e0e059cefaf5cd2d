import type { Environment } from '../../config/destination.ts';
import { UsageError } from '../../problem.ts';
import { promote } from '../../release/run/promote-release.ts';
import type { CommandPorts } from '../command-ports.ts';
import { digestFrom } from '../digest-from.ts';
import type { InputsOf } from '../inputs.ts';
import { lintFinishedBundle } from '../lint-bundle.ts';
import { openSession } from '../open-session.ts';
import { environmentOf } from '../project.ts';
import { inOneLine, runOnEnvironment } from '../run-on-environment.ts';

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

/** Where a release must be proven. `--from` never takes the place of `after`: what that asks for stays asked for. */
export function sourceNames({ name, after }: Environment, from: string | undefined): string[] {
  if (from === name)
    throw new UsageError([
      {
        code: 'options-conflict',
        message: `--from "${from}" is the environment that is promoted into`,
      },
    ]);
  const names = [...new Set([...(from === undefined ? [] : [from]), ...after])];
  if (names.length > 0) return names;
  throw new UsageError([
    {
      code: 'nothing-to-promote',
      message: `"${name}" comes after no other environment, so there is nothing to promote from`,
      hint: 'name the environments before it under "after", or give --from ENV',
    },
  ]);
}
