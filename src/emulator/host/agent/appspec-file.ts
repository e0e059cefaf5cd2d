import { type AppSpec, readAppSpec } from '../../../appspec/appspec.ts';
import type { Machine } from '../machine.ts';
import { remembering } from '../remembering.ts';
import { read, readIfThere } from './machine-files.ts';

/**
 * The AppSpec file of an unpacked revision, as every event but Install reads it: afresh, and only under
 * this name. Source: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/hook_executor.rb`,
 * parse_app_spec.
 *
 * @throws {Error} in the agent's words
 */
export async function readForHooks(machine: Machine, archive: string): Promise<AppSpec> {
  const file = `${archive}/appspec.yml`;
  const bytes = await readIfThere(machine, file);
  if (bytes === undefined) {
    throw new Error(
      `The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory at revision-relative path "appspec.yml". The revision was unpacked to directory "${archive}", and the AppSpec file was expected but not found at path "${file}". Consult the AWS CodeDeploy Appspec documentation for more information at http://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html`,
    );
  }
  return parse(bytes);
}

/** As Install alone reads it: `appspec.yaml` will do. Source: command_executor.rb, app_spec_real_path. */
export async function readForInstall(machine: Machine, archive: string): Promise<AppSpec> {
  const [yml, yaml] = await machine.stat([`${archive}/appspec.yml`, `${archive}/appspec.yaml`]);
  const isYaml = yml?.kind === 'absent' && yaml?.kind !== 'absent';
  return parse(await read(machine, `${archive}/appspec.${isYaml ? 'yaml' : 'yml'}`));
}

const reading = remembering((bytes) => readAppSpec(bytes, 'linux'));

function parse(bytes: Buffer): AppSpec {
  const found = reading(bytes);
  if (found.ok) return found.spec;
  throw new Error(found.message);
}
