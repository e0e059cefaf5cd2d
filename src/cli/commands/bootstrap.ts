import { beyondLimits } from '../../bootstrap/cloudformation-limits.ts';
import type { Identities } from '../../bootstrap/identities.ts';
import { isAllThere, lookLines, notLookedAt } from '../../bootstrap/looks.ts';
import type { Needs } from '../../bootstrap/needs.ts';
import { policiesJson } from '../../bootstrap/policies-json.ts';
import { policyLines } from '../../bootstrap/policy-lines.ts';
import { fileNameOf, templateText } from '../../bootstrap/template-text.ts';
import { type Made, templatesOf } from '../../bootstrap/templates.ts';
import { type Trusting, trustOf } from '../../bootstrap/trust.ts';
import { runId } from '../../ci/run-id.ts';
import { UsageError } from '../../problem.ts';
import { CancelledError, unlessCancelled } from '../../release/cancel.ts';
import { judge } from '../../release/verdict.ts';
import { bootstrapNeeds } from '../bootstrap-needs.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { lookAround } from '../look-around.ts';
import { lookAtAdmitted } from '../look-at-admitted.ts';
import { openSession } from '../open-session.ts';
import { writeFiles } from '../template-files.ts';

export async function bootstrapCommand(
  inputs: InputsOf<'bootstrap'>,
  ports: CommandPorts,
): Promise<number> {
  const { needs, identities, environments } = await bootstrapNeeds(inputs, ports);
  if (inputs.policy) {
    if (inputs.json) ports.host.result(policiesJson(needs, identities));
    else ports.host.print(policyLines(needs, identities).join('\n'));
    return 0;
  }
  if (inputs.check) return check({ needs, identities, environments }, inputs, ports);
  refuseNobody(needs, identities);
  const beyond = beyondLimits(needs);
  if (beyond.length > 0) throw new UsageError(beyond);
  const made = templatesOf(needs, { identities, objectLockDays: inputs.objectLock });
  if (inputs.out === undefined) print(made, inputs, ports);
  else save(made, inputs.out, inputs, ports);
  return 0;
}

async function check(
  { needs, identities, environments }: Awaited<ReturnType<typeof bootstrapNeeds>>,
  { json }: InputsOf<'bootstrap'>,
  ports: CommandPorts,
): Promise<number> {
  const environment = { name: 'bootstrap', application: '' };
  const session = { run: runId(ports.env), environment, neededMs: 0 };
  const aws = openSession(session, {}, ports);
  try {
    const looks = await unlessCancelled(async () => {
      const found = await lookAround(needs, identities, aws);
      for (const one of environments) found.push(...(await lookAtAdmitted(one, aws)));
      return found;
    }, ports.signal);
    if (json) ports.host.result(JSON.stringify({ looks, notLookedAt }));
    else ports.host.print(lookLines(looks).join('\n'));
    return isAllThere(looks) ? 0 : 1;
  } catch (error) {
    if (error instanceof CancelledError) return judge([], error.signal).exitCode;
    throw error;
  } finally {
    aws.close();
  }
}

/** A role that nobody may assume is of no use, and IAM takes none. */
function refuseNobody({ accounts, hubs }: Needs, identities: Identities): void {
  const roles = [...hubs, ...accounts].flatMap((each): Trusting[] => [...each.roles]);
  const alone = roles.filter(
    (role) => trustOf(role, identities, () => undefined).Statement.length === 0,
  );
  if (alone.length === 0) return;
  const environments = [...new Set(alone.flatMap((role) => role.environments))];
  throw new UsageError([
    {
      code: 'missing-option',
      message: `nobody may assume ${alone.length === 1 ? 'the role' : `the ${alone.length} roles`} of ${environments.join(', ')}`,
      hint: 'name a repository or project with --github or --gitlab, or a role or user of AWS with --principal',
    },
  ]);
}

function print(made: readonly Made[], inputs: InputsOf<'bootstrap'>, { host }: CommandPorts): void {
  const { format, json } = inputs;
  if (json) {
    const templates = made.map(({ name, accountId, regions, template }) => ({
      name,
      accountId,
      regions,
      template,
    }));
    host.result(JSON.stringify({ templates }));
    return;
  }
  const texts = made.map((one) => {
    const file = fileNameOf(one, format);
    return format === 'yaml'
      ? `# ${file}\n${templateText(one, format)}`
      : templateText(one, format);
  });
  host.print(texts.join(format === 'yaml' ? '---\n' : '').trimEnd());
}

function save(
  made: readonly Made[],
  folder: string,
  { format, overwrite, json }: InputsOf<'bootstrap'>,
  { host, cwd }: CommandPorts,
): void {
  const texts = made.map((one) => [fileNameOf(one, format), templateText(one, format)] as const);
  const written = writeFiles(new Map(texts), folder, { cwd, overwrite });
  if (json) {
    const files = made.map(({ accountId, regions }, index) => ({
      ...written[index],
      accountId,
      regions,
    }));
    host.result(JSON.stringify({ files }));
    return;
  }
  host.print(
    written
      .map(({ file, how }, index) => {
        const { accountId, regions = [] } = made[index] ?? {};
        return `${file}  ${how}; for account ${accountId} in ${regions.join(', then ')}`;
      })
      .join('\n'),
  );
}
