import {
  type ConsulCheckDefinition,
  type ConsulService,
  readConsulFile,
} from '../../appspec/consul/definitions.ts';
import { quoted } from '../../words/quoted.ts';
import type { BundleFindings } from '../findings.ts';
import type { World } from './needed.ts';
import type { HookText } from './units.ts';

/** Where agents of Consul are told to look for definitions. */
const DEFINITION = /^\/(?:etc|opt)\/consul(?:\.d)?\/(?:.*\/)?[^/]+\.json$/;
/** What has the agent read its files again. */
const RELOADS =
  /\bconsul\s+(?:reload|services\s+register)|\b(?:systemctl|service)\s[^\n]{0,100}\bconsul\b|\/v1\/agent\/(?:reload|service\/register)|\bkill(?:all)?\s+-(?:s\s+)?(?:SIG)?HUP\b[^\n]{0,100}consul/;

/** Definitions of Consul that a bundle installs. `scripts` are those that hooks run. */
export async function checkConsul(
  { plan }: World,
  scripts: readonly HookText[],
  read: (path: string) => Promise<Uint8Array | undefined>,
  findings: BundleFindings,
): Promise<void> {
  const installed = [...plan.copies].filter(([target]) => DEFINITION.test(target));
  if (installed.length === 0) return;
  const known = new Map<string, string>();
  for (const [, { source }] of installed) {
    const finder = findings.inside(source);
    const { services, problems } = readConsulFile(
      new TextDecoder().decode((await read(source)) ?? new Uint8Array()),
    );
    for (const problem of problems) finder.add('consul/refused', problem);
    for (const service of services) {
      const other = known.get(service.id);
      if (other !== undefined)
        finder.add(
          'consul/same-id',
          `${quoted(service.id)} is the id of another service in "${other}"`,
        );
      known.set(service.id, source);
      for (const [rule, message] of mistakesOf(service)) finder.add(rule, message);
    }
  }
  const hooks = scripts.map(({ text }) => text.replace(/^\s*#.*$/gm, '')).join('\n');
  // Where no hook runs anything, something else may have it read.
  if (scripts.length === 0 || RELOADS.test(hooks)) return;
  const items = new Set(installed.map(([, { item }]) => item));
  for (const { at } of items)
    findings.appspec.add(
      'consul/no-reload',
      'definitions of Consul are replaced and no hook has its agent read them again',
      at,
    );
}

type Mistake = ['consul/no-port' | 'consul/never-passes' | 'consul/other-port', string];

function mistakesOf(service: ConsulService): Mistake[] {
  const { name, port, checks } = service;
  return [
    ...(port === undefined
      ? [['consul/no-port', `the service ${quoted(name)} has no "port"`] satisfies Mistake]
      : []),
    ...checks.flatMap((check) => mistakeOfCheck(check, port)),
  ];
}

function mistakeOfCheck(check: ConsulCheckDefinition, port: number | undefined): Mistake[] {
  const asked = askedBy(check);
  if (asked === undefined) return [];
  if (typeof asked === 'string')
    return [['consul/never-passes', `the check ${quoted(check.name)} cannot pass: ${asked}`]];
  const isHere = /^(?:localhost|127\.|\[?::1\]?$|0\.0\.0\.0$)/.test(asked.host);
  if (port === undefined || !isHere || asked.port === port) return [];
  const message = `the check ${quoted(check.name)} asks port ${asked.port}, and the service has port ${port}`;
  return [['consul/other-port', message]];
}

/** What a check asks; a text says why it is nothing. Undefined: no address is asked. */
function askedBy(
  check: ConsulCheckDefinition,
): { host: string; port: number } | string | undefined {
  if (check.kind === 'http') {
    const url = URL.canParse(check.url) ? new URL(check.url) : undefined;
    if (!url || !/^https?:$/.test(url.protocol))
      return `${quoted(check.url)} is not an HTTP address`;
    const usual = url.protocol === 'https:' ? 443 : 80;
    return { host: url.hostname, port: url.port === '' ? usual : Number(url.port) };
  }
  if (check.kind !== 'tcp') return undefined;
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(check.address) ?? [];
  if (host === undefined) return `${quoted(check.address)} names no port`;
  return { host, port: Number(port) };
}
