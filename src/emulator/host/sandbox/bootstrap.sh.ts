/**
 * Runs as the first process of the new namespaces, in three parts. Nothing is pasted into them: what
 * varies comes in environment variables.
 *
 * 1. Waits until the user and group ids are mapped from outside; only then does the next `exec`, as the
 *    root of the user namespace, carry capabilities. Becomes that root where it is another one than
 *    this machine's, and gives up what no namespace takes away.
 *
 * BECOME: whether it must. CONFINE, NUMBERS, FILTER: see {@link confine}. KEYCTL: whether that has to do.
 */
export const awaitMapping = `
echo unshared
read -r answer && [ "$answer" = mapped ] || exit 1
set -- sh -c "$BUILD"
[ -z "$FILTER" ] || set -- perl -MErrno -e "$CONFINE" "$NUMBERS" "$FILTER" "$@"
[ -z "$KEYCTL" ] || set -- keyctl session - "$@"
[ -z "$BECOME" ] || set -- setpriv --reuid 0 --regid 0 --clear-groups "$@"
exec "$@"
`;

/**
 * 2. Builds the root folder and moves into it.
 *
 * An overlay over / as a whole is refused in a user namespace, one over each of its folders is not. Lower
 * layers, from the top: what the host has of its own, what is hidden, the machine. All of /proc is
 * read-only: the uid of a sandbox that root started owns its switches outside as well.
 *
 * It starts in the folder with the file system of this host, two below that of the layers, and never looks one up by its whole
 * path, which its root may not be let through: hence cd -P.
 *
 * BASE: the root folder that is shown, empty for this machine's. STORE: disk or memory. PROCESSES, MEMORY, FILE: limits.
 * OVERLAYS, COPIES, FOLDERS, FILES, LINKS (path:target): see {@link Arrangement}, a line each. HOMES
 * (uid:gid:path): home folders. REVISIONS: unpacked bundles, from the host's folder. NODE: the interpreter. BIND_NODE: whether it
 * must be carried in, from NODE_OUTSIDE. NAME: the host's. INIT: part 3. KEPT: capabilities. PROGRAM: what part 3 runs.
 */
export const build = `
set -eu
step='limits'
trap '[ -z "$step" ] || echo "failed at: $step" >&2' EXIT
umask 022
IFS='
'
echo 1000 > /proc/self/oom_score_adj 2>/dev/null || true
prlimit --pid $$ --nproc="$PROCESSES" --data="$MEMORY" --fsize="$FILE" --core=0
step='its folder'
up=..
[ "$STORE" = disk ] || {
  mkdir -p memory
  mount -t tmpfs -o "mode=755,size=$FILE" tmpfs memory
  cd -P memory
  up=../..
}
set --
for top in $OVERLAYS $COPIES; do set -- "$@" "upper/$top" "work/$top" "root/$top"; done
for name in $FOLDERS; do set -- "$@" "root/$name"; done
mkdir -p "$@"
mount --bind root root
lay() {
  step="an overlay over /$1"
  mount -t overlay -o "userxattr,lowerdir=$2,upperdir=upper/$1,workdir=work/$1" overlay "root/$1"
}
for top in $OVERLAYS; do lay "$top" "$up/../skeleton/$top:$up/../veil/$top:$BASE/$top"; done
for top in $COPIES; do lay "$top" "$up/../skeleton/$top"; done
for file in $FILES; do cp -p "$BASE/$file" "root/$file" 2>/dev/null || true; done
step='the root folder'
cd -P root
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
  mount --bind -o ro "$NODE_OUTSIDE" ".$NODE"
fi

step='a /proc of its own'
mount -t proc -o nosuid,nodev,noexec proc proc
[ "$PROCESSES" -lt 301 ] || echo "$PROCESSES" > proc/sys/kernel/pid_max 2>/dev/null || true
step='forbidding further user namespaces'
echo 0 > proc/sys/user/max_user_namespaces
step='a read-only /proc'
mount -c -o remount,bind,ro,nosuid,nodev,noexec proc proc
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
mount --bind -o ro "../$up/$REVISIONS" ".$REVISIONS_INSIDE"

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
exec env -i "PATH=$path" setpriv --no-new-privs --pdeathsig KILL --inh-caps=-all --bounding-set="-all,$kept" \\
  sh -c "$init" init "$node" "$program"
`;

/**
 * 3. Process 1 of the sandbox: starts the program with the pipes from outside, buries orphans, and ends
 * with the program; with process 1 ends everything in the sandbox.
 */
export const init = `
exec 3<&0
"$1" "$2" <&3 3<&- &
exec 3<&- </dev/null >/dev/null
wait $!
`;
