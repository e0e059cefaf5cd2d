import { examineForAgent2 } from '../../../appspec/agent2/read-appspec.ts';
import type { AppSpec } from '../../../appspec/appspec.ts';
import { read } from '../agent/machine-files.ts';
import type { Machine } from '../machine.ts';
import { remembering } from '../remembering.ts';

const examined = remembering(examineForAgent2);

/**
 * The AppSpec file of an unpacked revision. The hooks of an earlier one may have another name for it than this one.
 * Source: `aws/aws-codedeploy-agent: src/lifecycle_event/executor.rs`, resolve_appspec_path and parse_app_spec.
 *
 * @throws {Error} in the agent's words
 */
export async function readAppSpecAs2(machine: Machine, archive: string): Promise<AppSpec> {
  const names = ['appspec.yml', 'appspec.yaml'];
  const found = await machine.stat(names.map((name) => `${archive}/${name}`));
  const name = names.find((_, index) => found[index]?.kind !== 'absent') ?? 'appspec.yml';
  const bytes = await read(machine, `${archive}/${name}`).catch(() => undefined);
  if (!bytes || !isText(bytes)) throw new Error(notFound(archive, `${archive}/${name}`));
  const { spec, rejections } = examined(bytes);
  const [first] = rejections;
  if (spec && !first) return spec;
  throw new Error(first?.message ?? notFound(archive, `${archive}/${name}`));
}

/** DownloadBundle already wants the file, under this one name. Source: src/host_command/appspec_validator.rs. */
export async function requireAppSpec(machine: Machine, archive: string): Promise<void> {
  const file = `${archive}/appspec.yml`;
  const [found] = await machine.stat([file]);
  if (found && found.kind !== 'absent') return;
  throw new Error(
    `The deployment failed because the specified file does not exist at the expected location: ${file}. Verify that your AppSpec file is named correctly and that it is in the root directory of the revision's source code.`,
  );
}

function notFound(archive: string, file: string): string {
  return `The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory at revision-relative path "appspec.yml". The revision was unpacked to directory "${archive}", and the AppSpec file was expected but not found at path "${file}". Consult the AWS CodeDeploy Appspec documentation for more information at http://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html`;
}

/** Whatever cannot be read as UTF-8 is not found. */
function isText(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
