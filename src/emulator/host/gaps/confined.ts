type Kept = readonly (readonly [RegExp, string])[];

/** What a host of its own would let root do alone, by what programs say of it, and what it would have. */
const OF_ROOT: Kept = [
  // "must be superuser" is said to other users than root, whom a host of its own would refuse as well.
  [
    /\b(?:u?mount|swapon|losetup): .*(?:permission denied|Operation not permitted)/i,
    'file systems to mount',
  ],
  [/\bsysctl: (?:permission denied|setting key)/, 'a kernel to set up'],
  [/\b(?:modprobe|insmod): (?:FATAL|ERROR)/, 'modules of a kernel'],
  [
    /\b(?:ip6?tables|nft|ipset|firewall-cmd)\b.*(?:Permission denied|Operation not permitted|must be root)|RTNETLINK answers: Operation not permitted/,
    'a network to set up',
  ],
  [/Failed to set capabilities on|unable to set CAP_SETFCAP/, 'capabilities of files'],
  [/hostname: you must be root/, 'a name to change'],
  [/mknod: .*Operation not permitted/, 'devices to make'],
  [/cannot set date: Operation not permitted/, 'a clock to set'],
];

/** What it would let everybody do. */
const OF_ALL: Kept = [
  [
    /System has not been booted with systemd|Failed to connect to (?:system scope )?bus:/,
    'a real systemd',
  ],
  [/\bsysctl: cannot stat \/proc\/sys/, 'a kernel to set up'],
  [
    /ulimit: .*cannot modify limit: Operation not permitted|(?:ulimit|prlimit): .*(?:error setting limit|failed to set)/,
    'higher limits than this machine’s',
  ],
  [/(?:chown|ownership|owner).*: Invalid argument/i, 'users with ids above 65535'],
];

const ALL = [...OF_ALL, ...OF_ROOT];

/** What one line of output says that a sandbox was kept from. */
export function keptFrom(line: string): string | undefined {
  return ALL.find(([pattern]) => pattern.test(line))?.[1];
}

/** Whether a line says so of what a host of its own would refuse other users than root as well. */
export function isOfRoot(line: string): boolean {
  return OF_ROOT.some(([pattern]) => pattern.test(line));
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
