import type { OwnFile } from '../sandbox/own-file.ts';
import type { HostSettings, Stub } from './settings.ts';

/** Where stubs and placeholders note their calls: see {@link readCalls}. */
export const CALLS = '/run/codedeploy-fanout/calls';

const ownOnly = `
    yum dnf microdnf rpm apt apt-get apt-key dpkg apk zypper pacman snap brew flatpak add-apt-repository
    amazon-linux-extras python python2 node systemctl journalctl loginctl sudo su setfacl getfacl semanage
    restorecon ip ifconfig perl initctl chkconfig update-rc.d nc ncat`;

/** What a machine must have itself: how to install packages tells distributions apart, and scripts ask for it. */
const NO_PLACEHOLDER: ReadonlySet<string> = new Set(ownOnly.trim().split(/\s+/));

/**
 * Commands and units of a host's own, by their path. A command that is given answers as it is told to; a program that instances
 * are known to have, and this machine has not, is a placeholder that ends with 127. Both note what they were called with.
 *
 * @param folders of PATH, in its order
 * @param exists whether the host has a file without them
 */
export function stubFiles(
  { commands, units, programs }: Pick<HostSettings, 'commands' | 'units' | 'programs'>,
  folders: readonly string[],
  exists: (path: string) => boolean,
): Map<string, OwnFile> {
  const files = new Map<string, OwnFile>();
  for (const [name, given] of commands) {
    const there = folders.map((folder) => `${folder}/${name}`).filter(exists);
    for (const path of new Set([`/usr/local/bin/${name}`, `/usr/bin/${name}`, ...there]))
      files.set(path, { text: stub(name, given), mode: 0o755 });
  }
  for (const name of programs) {
    const isThere = folders.some((folder) => exists(`${folder}/${name}`));
    if (isThere || commands.has(name) || NO_PLACEHOLDER.has(name)) continue;
    for (const folder of ['/usr/bin', '/usr/local/bin'])
      files.set(`${folder}/${name}`, { text: placeholder(name), mode: 0o755 });
  }
  for (const name of units)
    files.set(`/usr/lib/systemd/system/${name}`, { text: unit(name), mode: 0o644 });
  return files;
}

/** One record a call, so that lines of two that run at once do not mix. */
const note = (kind: string, name: string) =>
  `printf '%s\\036' "$(printf '%s\\037' ${kind} '${name}' "$@")" >> ${CALLS} 2>/dev/null\n`;

/** Who writes to a pipe that nobody reads is ended by SIGPIPE. */
const DRAIN = '[ ! -p /dev/stdin ] || cat > /dev/null\n';

function stub(name: string, { exit, output, stays }: Stub): string {
  const quoted = `'${output.replaceAll("'", `'\\''`)}'`;
  const print = output === '' ? '' : `printf '%s\\n' ${quoted}\n`;
  const end = stays ? 'exec sleep 2147483647' : `exit ${exit}`;
  return `#!/bin/sh\n${note('stub', name)}${DRAIN}${print}${end}\n`;
}

function placeholder(name: string): string {
  return `#!/bin/sh\n${note('lacked', name)}echo '${name}: command not found (see rehearsal.host)' >&2\nexit 127\n`;
}

function unit(name: string): string {
  return `[Unit]\nDescription=Stub of ${name}\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\nExecReload=/bin/true\n[Install]\nWantedBy=multi-user.target\n`;
}
