import { versionProblems } from '../../bundle/version.ts';
import { UsageError } from '../../problem.ts';
import { rollBack } from '../../release/run/roll-back.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { inOneLine, runOnEnvironment } from '../run-on-environment.ts';

export async function rollbackCommand(
  inputs: InputsOf<'rollback'>,
  ports: CommandPorts,
): Promise<number> {
  const { to, reason, withoutLease } = inputs;
  const problems = to === undefined ? [] : versionProblems(to);
  if (problems.length > 0) throw new UsageError(problems);
  return runOnEnvironment(inputs, ports, ({ environment, run, ports: runPorts }) =>
    rollBack(
      {
        environment,
        run,
        to,
        reason: reason && inOneLine(reason),
        withoutLease: withoutLease && inOneLine(withoutLease),
      },
      runPorts,
    ),
  );
}
