import { CALLS } from '../gaps/stubs.ts';
import type { OwnFile } from '../sandbox/own-file.ts';
import { asRootText, systemctlText } from './program.ts';

const FOLDER = '/usr/lib/codedeploy-fanout';

/** Commands that cannot do their work in a sandbox, replaced by ones that do. */
export function standIns(options: {
  /** Absolute, as seen inside. */
  node: string;
  oneUser: boolean;
}): Map<string, OwnFile> {
  const { node, oneUser } = options;
  const program = systemctlText(oneUser);
  const files = new Map<string, OwnFile>([
    [`${FOLDER}/systemctl`, { text: program, mode: 0o644 }],
    [`${FOLDER}/journalctl`, { text: program, mode: 0o644 }],
    [`${FOLDER}/as-root`, { text: asRootText(), mode: 0o644 }],
    ['/usr/bin/sudo', { text: sudo(node), mode: 0o755 }],
    ['/usr/bin/systemctl', { text: launcher(node, 'systemctl'), mode: 0o755 }],
    ['/usr/bin/journalctl', { text: launcher(node, 'journalctl'), mode: 0o755 }],
  ]);
  if (oneUser) files.set('/usr/bin/su', { text: SU, mode: 0o755 });
  return files;
}

export function launcher(node: string, name: string): string {
  return `#!/bin/sh\nunset NODE_OPTIONS\nexec ${quoted(node)} ${FOLDER}/${name} "$@"\n`;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Where only one user id exists: everything of su but the change of the user. */
const SU = `#!/bin/sh
login=
command=
shell=
user=
while [ $# -gt 0 ]; do
  case $1 in
    -c|--command) command=$2; shift ;;
    -s|--shell) shell=$2; shift ;;
    -|-l|--login) login=yes ;;
    -m|-p|--preserve-environment) ;;
    --) shift; break ;;
    -*) echo "su: $1 is not supported in a sandbox with one user" >&2; exit 1 ;;
    *) [ -z "$user" ] || break; user=$1 ;;
  esac
  shift
done
user=\${user:-root}
found=
while IFS=: read -r name _ _ _ _ home given; do
  [ "$name" != "$user" ] || { found=yes; break; }
done < /etc/passwd
[ -n "$found" ] || {
  echo "su: user $user does not exist or the user entry does not contain all the required fields" >&2
  exit 1
}
shell=\${shell:-\${given:-/bin/sh}}
export HOME="$home" SHELL="$shell" USER="$user" LOGNAME="$user"
[ -z "$login" ] || cd "$home" || cd /
exec "$shell" \${command:+-c "$command"} "$@"
`;

/**
 * For everybody, without asking who may; the environment is emptied as sudo empties it. The machine's own would need
 * privileges that nothing in a sandbox can gain.
 */
const sudo = (node: string) => `#!/bin/sh
user=root
keep=
while [ $# -gt 0 ]; do
  case $1 in
    -u|--user) user=$2; shift ;;
    -u?*) user=\${1#-u} ;;
    --user=*) user=\${1#*=} ;;
    -E|--preserve-env) keep=yes ;;
    -H|-n|-S|--set-home|--non-interactive|--stdin) ;;
    --) shift; break ;;
    -*) echo "sudo: $1 is not supported in a sandbox" >&2; exit 1 ;;
    *) break ;;
  esac
  shift
done
[ $# -gt 0 ] || { echo "usage: sudo [-u user] command" >&2; exit 1; }
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
caller=$(id -u)
set -- "SUDO_USER=$(id -un)" "SUDO_UID=$caller" "SUDO_GID=$(id -g)" "$@"
if [ "$user" = root ]; then
  set -- HOME=/root USER=root LOGNAME=root "$@"
else
  set -- su "$user" -s /bin/sh -c 'exec env "$@"' -- sudo "$@"
fi
if [ -n "$keep" ]; then set -- env "$@"; else set -- env -i "PATH=$path" "$@"; fi
[ "$caller" != 0 ] || exec "$@"
printf '%s\\036' "$(printf '%s\\037' sudo "$(id -un)")" >> ${CALLS} 2>/dev/null
exec env -u NODE_OPTIONS ${quoted(node)} ${FOLDER}/as-root "$@"
`;
