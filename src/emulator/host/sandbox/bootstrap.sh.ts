/**
 * Runs as the first process of the new namespaces, in three parts. Nothing is pasted into them: what
 * varies comes in environment variables.
 *
 * 1. Waits until the user and group ids are mapped from outside; only then does the next `exec`, as the
 *    root of the user namespace, carry capabilities.
 */
export const awaitMapping = `
echo unshared
read -r answer && [ "$answer" = mapped ] || exit 1
exec sh -c "$BUILD"
`;

/**
 * 2. Builds the root folder and moves into it.
 *
 * An overlay over / as a whole is refused in a user namespace, one over each of its folders is not. Lower
 * layers, from the top: what the host has of its own, what is hidden, the machine. All of /proc is
 * read-only: the uid of a sandbox that root started owns its switches outside as well.
 *
 * BASE: the root folder that is shown, empty for this machine's. HOST: folder with the file system of this host, two below that of the layers. STORE: disk or memory.
 * OVERLAYS, COPIES, FOLDERS, FILES, LINKS (path:target): see {@link Arrangement}, a line each. HOMES
 * (uid:gid:path): home folders. REVISIONS: unpacked bundles. NODE: the interpreter. BIND_NODE: whether it
 * must be carried in. NAME: the host's. INIT: part 3. KEPT: capabilities. PROGRAM: what part 3 runs.
 */
export const build = `
set -eu
step='entering its folder'
trap '[ -z "$step" ] || echo "failed at: $step" >&2' EXIT
umask 022
IFS='
'
cd "$HOST"
[ "$STORE" = disk ] || { mount -t tmpfs -o mode=755 tmpfs .; cd "$HOST"; }
set --
for top in $OVERLAYS $COPIES; do set -- "$@" "upper/$top" "work/$top" "root/$top"; done
for name in $FOLDERS; do set -- "$@" "root/$name"; done
mkdir -p "$@"
mount --bind root root
lay() {
  step="an overlay over /$1"
  mount -t overlay -o "userxattr,lowerdir=$2,upperdir=upper/$1,workdir=work/$1" overlay "root/$1"
}
for top in $OVERLAYS; do lay "$top" "../../skeleton/$top:../../veil/$top:$BASE/$top"; done
for top in $COPIES; do lay "$top" "../../skeleton/$top"; done
for file in $FILES; do cp -p "$BASE/$file" "root/$file" 2>/dev/null || true; done
step='the root folder'
cd root
for link in $LINKS; do ln -sfn "\${link#*:}" "\${link%%:*}"; done
chmod 700 root
chmod 1777 tmp
for home in $HOMES; do
  path=\${home#*:*:}
  [ -d ".$path" ] || { mkdir -p ".$path" && { chown "\${home%":$path"}" ".$path" || true; }; }
done 2>/dev/null
if [ -n "$BIND_NODE" ]; then
  step='the Node.js binary'
  mkdir -p ".\${NODE%/*}"
  : > ".$NODE"
  mount --bind -o ro "$NODE" ".$NODE"
fi

step='a /proc of its own'
mount -t proc -o nosuid,nodev,noexec proc proc
step='forbidding further user namespaces'
echo 0 > proc/sys/user/max_user_namespaces
step='a read-only /proc'
mount -o remount,bind,ro,nosuid,nodev,noexec proc
for file in kcore keys timer_list; do
  [ ! -e "proc/$file" ] || mount --bind /dev/null "proc/$file"
done
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys 2>/dev/null || echo 'without sys'

step='devices'
mount -t tmpfs -o mode=755,size=64k,nosuid,noexec tmpfs dev
mkdir dev/shm dev/pts
for device in null zero full random urandom tty; do
  : > "dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mount -t tmpfs -o mode=1777,size=64m,nosuid,nodev tmpfs dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,nosuid,noexec devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr

step='/run'
mount -t tmpfs -o mode=755,size=64m,nosuid,nodev tmpfs run
mkdir -p run/lock run/systemd/system ".$REVISIONS_INSIDE"
: > run/codedeploy-fanout/calls
chmod 666 run/codedeploy-fanout/calls
mount --bind -o ro "$REVISIONS" ".$REVISIONS_INSIDE"

step='the name of the host'
hostname "$NAME" 2>/dev/null || true
grep -qw "$NAME" etc/hosts 2>/dev/null || echo "127.0.1.1 $NAME" >> etc/hosts
step='the loopback interface'
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null ||
  perl -e 'socket(my $s, 2, 2, 0) && ioctl($s, 0x8914, pack("a16sx14", "lo", 0x49)) or exit 1' 2>/dev/null ||
  echo 'without network'

step='moving into the root folder'
mkdir -p .outside
pivot_root . .outside
cd /
umount -l /.outside
rmdir /.outside
step='dropping capabilities'
kept=$KEPT
init=$INIT
program=$PROGRAM
node=$NODE
path=$HOST_PATH
step=
exec env -i "PATH=$path" setpriv --pdeathsig KILL --inh-caps=-all --bounding-set="-all,$kept" \\
  sh -c "$init" init "$node" "$program"
`;

/**
 * 3. Process 1 of the sandbox: starts the program with the pipes from outside, buries orphans, and ends
 * with the program; with process 1 ends everything in the sandbox.
 */
export const init = `
exec 3<&0
"$1" --max-old-space-size=256 --max-semi-space-size=1 "$2" <&3 3<&- &
exec 3<&- </dev/null >/dev/null
wait $!
`;
