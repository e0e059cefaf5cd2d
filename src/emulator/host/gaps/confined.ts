/** What no sandbox may, by what programs say of it, and what a host of its own would have. */
const KEPT_FROM: readonly (readonly [RegExp, string])[] = [
  [
    /System has not been booted with systemd|Failed to connect to (?:system scope )?bus:/,
    'a real systemd',
  ],
  // "must be superuser" is said to other users than root, whom a host of its own would refuse as well.
  [
    /\b(?:u?mount|swapon|losetup): .*(?:permission denied|Operation not permitted)/i,
    'file systems to mount',
  ],
  [/^.*\bsysctl: (?:permission denied|setting key|cannot stat \/proc\/sys)/, 'a kernel to set up'],
  [/\b(?:modprobe|insmod): (?:FATAL|ERROR)/, 'modules of a kernel'],
  [
    /\b(?:ip6?tables|nft|ipset|firewall-cmd)\b.*(?:Permission denied|Operation not permitted|must be root)|RTNETLINK answers: Operation not permitted/,
    'a network to set up',
  ],
  [/Failed to set capabilities on|unable to set CAP_SETFCAP/, 'capabilities of files'],
  [
    /ulimit: .*cannot modify limit: Operation not permitted|(?:ulimit|prlimit): .*(?:error setting limit|failed to set)/,
    'higher limits than this machine’s',
  ],
  [/(?:chown|ownership|owner).*: Invalid argument/i, 'users with ids above 65535'],
  [/hostname: you must be root/, 'a name to change'],
  [/mknod: .*Operation not permitted/, 'devices to make'],
  [/cannot set date: Operation not permitted/, 'a clock to set'],
];

/** What one line of output says that a sandbox was kept from. */
export function keptFrom(line: string): string | undefined {
  return KEPT_FROM.find(([pattern]) => pattern.test(line))?.[1];
}

/**
 * The paths that a line says may not be written to. Where not even root of the host may, it is a file of this machine, which
 * another user has.
 */
export function refusedPaths(line: string): string[] {
  if (
    !/Operation not permitted|Permission denied|Read-only file system|EACCES|EPERM|EROFS/.test(line)
  )
    return [];
  const found = line.matchAll(/(?<![\w.])\.?(\/[^\s:'"‘’`,()]+)/g);
  return [...found].map(([, path = '']) => path);
}
