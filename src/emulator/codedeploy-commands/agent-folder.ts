import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentHost } from './agent-host.ts';

/** What the files of a host are called; the agent looks for them by these names in /etc/codedeploy-agent/conf. */
const SETTINGS = 'codedeployagent.yml';
const IDENTITY = 'codedeploy.onpremises.yml';

/**
 * Writes what one agent needs to take its commands from the emulator: a folder that only its owner may enter, with the
 * agent's settings and who it is.
 *
 * @param parent absolute, as the settings name the other file
 * @param url by IP address: with a name, the agent's S3 client puts buckets in front of it
 * @returns the path of the settings
 */
export async function writeAgentFolder(
  parent: string,
  { instance, region, session }: Pick<AgentHost, 'instance' | 'region' | 'session'>,
  url: string,
): Promise<string> {
  const folder = join(parent, instance);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const { principal, secretAccessKey } = session;
  await writePrivate(join(folder, IDENTITY), {
    region,
    iam_user_arn: principal.arn,
    aws_access_key_id: principal.accessKeyId,
    aws_secret_access_key: secretAccessKey,
  });
  const settings = join(folder, SETTINGS);
  await writePrivate(settings, settingsFor(join(folder, IDENTITY), url));
  return settings;
}

/** The settings the agent ships with, and what leads it here. Over plain HTTP it starts with the profile "beta" only. */
function settingsFor(identity: string, url: string): Record<string, string | number | boolean> {
  return {
    ':program_name': 'codedeploy-agent',
    ':log_aws_wire': false,
    ':log_dir': '/var/log/aws/codedeploy-agent/',
    ':pid_dir': '/opt/codedeploy-agent/state/.pid/',
    ':root_dir': '/opt/codedeploy-agent/deployment-root',
    ':verbose': false,
    // The emulator holds each poll, so that none needs to wait between them.
    ':wait_between_runs': 0,
    ':max_revisions': 5,
    ':on_premises_config_file': identity,
    ':deploy_control_endpoint': url,
    ':s3_endpoint_override': url,
    ':codedeploy_test_profile': 'beta',
  };
}

/** Newly made, so that it is nobody else's file, and no link to one. */
async function writePrivate(
  path: string,
  settings: Record<string, string | number | boolean>,
): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${quoted(value)}\n`);
  await rm(path, { force: true });
  await writeFile(path, `---\n${lines.join('')}`, { mode: 0o600, flag: 'wx' });
}

function quoted(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
