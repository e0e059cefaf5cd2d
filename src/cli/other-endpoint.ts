import { apiSuffixes } from '../aws/partition-facts.ts';
import { isLoopback } from '../aws/proxy.ts';
import type { Environment } from '../config/destination.ts';
import type { EventOf } from '../release/events.ts';
import type { CommandPorts } from './command-ports.ts';

/** A warning where a real run into an environment that comes after others goes elsewhere than to AWS. */
export function otherEndpoint(
  { name, after }: Pick<Environment, 'name' | 'after'>,
  { env, isRehearsal }: Pick<CommandPorts, 'env' | 'isRehearsal'>,
): Omit<EventOf<'notice'>, 'at'>[] {
  if (isRehearsal || env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return [];
  if (after.length === 0) return [];
  const set = variables.filter((variable) => leadsElsewhere(env[variable]));
  if (set.length === 0) return [];
  const where = set.map((variable) => `${variable} is "${env[variable]}"`).join(', ');
  const message = `${where}: calls go there, not to AWS`;
  const hint = `if ${name} should be in AWS, unset it`;
  return [
    { kind: 'notice', level: 'warning', problem: { code: 'endpoint-elsewhere', message, hint } },
  ];
}

/** Whether CodeDeploy is asked on this machine, where an emulator may answer. */
export function mayBeEmulated({
  env,
  isRehearsal,
}: Pick<CommandPorts, 'env' | 'isRehearsal'>): boolean {
  if (isRehearsal) return true;
  const endpoint = env.AWS_ENDPOINT_URL_CODEDEPLOY ?? env.AWS_ENDPOINT_URL;
  return endpoint !== undefined && URL.canParse(endpoint) && isLoopback(new URL(endpoint).hostname);
}

const variables = ['', '_STS', '_S3', '_CODEDEPLOY', '_CLOUDWATCH'].map(
  (service) => `AWS_ENDPOINT_URL${service}`,
);

function leadsElsewhere(endpoint: string | undefined): boolean {
  if (!endpoint || !URL.canParse(endpoint)) return false;
  const { hostname } = new URL(endpoint);
  return !apiSuffixes().some((suffix) => hostname.endsWith(`.${suffix}`));
}
