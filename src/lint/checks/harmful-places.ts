import type { AppSpec } from '../../appspec/appspec.ts';
import type { Finder } from '../../appspec/finder.ts';
import { inBundle, onHost } from '../../appspec/paths.ts';

const AGENT_FOLDERS =
  /^(?:\/opt\/codedeploy-agent|\/etc\/codedeploy-agent|[a-z]:\/programdata\/amazon\/codedeploy)(?:\/|$)/i;
/** Users that images of AWS and of distributions have. */
const USERS = ['ec2-user', 'ubuntu', 'www-data', 'centos'];

/** Where a deployment does harm on a host, and users that are meant otherwise. */
export function checkPlaces(spec: AppSpec, finder: Finder): void {
  for (const { source, destination } of spec.files) {
    if (source.kind !== 'string' || destination.kind !== 'string') continue;
    const path = onHost(destination.value);
    if (AGENT_FOLDERS.test(path)) {
      const message = `"${destination.value}" is the agent's own folder`;
      finder.add('files/agent-folder', message, destination.at);
    } else if (path === '/' && inBundle(source.value) === '') {
      const message = 'the whole bundle, appspec.yml and scripts too, goes to the root of the host';
      finder.add('files/root', message, destination.at);
    }
  }
  for (const { mode, type, object, at } of spec.permissions) {
    if (!mode || !type.includes('file') || (Number(mode.at(-1)) & 2) === 0) continue;
    const message = `with the mode ${mode}, every user of the host may change the files of "${object}"`;
    const digits = [...mode.slice(0, -2), ...[...mode.slice(-2)].map((digit) => Number(digit) & 5)];
    finder.add('permissions/world-writable', message, at, `write mode: ${digits.join('')}`);
  }
  if (spec.os === 'windows') return;
  for (const { runas, at } of [...spec.hooks.values()].flat()) {
    const meant = runas === undefined ? undefined : USERS.find((user) => isOneOff(runas, user));
    if (meant === undefined) continue;
    const message = `the user "${runas}" is one letter off "${meant}"`;
    finder.add('hooks/runas-misspelt', message, at, `did you mean "${meant}"?`);
  }
}

/** One letter is another, missing or too much, or two are swapped. */
function isOneOff(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [a, b] = [one.slice(at), other.slice(at)];
  const swapped = `${b[1] ?? ''}${b[0] ?? ''}${b.slice(2)}`;
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b || a === swapped;
}
