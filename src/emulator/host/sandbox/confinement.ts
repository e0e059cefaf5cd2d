import fs from 'node:fs';
import path from 'node:path';
import { filterFor, type Numbers } from './system-calls.ts';
import { SYSTEM_PATH } from './system-environment.ts';

/** What no namespace keeps from a sandbox, and by what it is kept. */
export type Confinement =
  /** Perl makes the system calls: `numbers` in the order of {@link confine}'s arguments. */
  { by: 'perl'; numbers: string; filter: string } | { by: 'keyctl' } | { by: 'nothing' };

/** Of https://github.com/torvalds/linux/blob/master/arch/x86/entry/syscalls/syscall_64.tbl and of asm-generic/unistd.h. */
const machines: Readonly<Record<string, { keyctl: number; prctl: number } & Numbers>> = {
  x64: {
    keyctl: 250,
    prctl: 157,
    audit: 0xc000003e,
    socket: 41,
    refused: [248, 249, 250, 298, 304, 321, 323, 425, 426, 427],
    otherSets: 0x40000000,
  },
  arm64: {
    keyctl: 219,
    prctl: 167,
    audit: 0xc00000b7,
    socket: 198,
    refused: [217, 218, 219, 241, 265, 280, 282, 425, 426, 427],
  },
};

/** Those worth trying here, the best first; the last one needs nothing. */
export function confinements(arch: string = process.arch): Confinement[] {
  const machine = machines[arch];
  const found: Confinement[] = [];
  if (machine && isInstalled('perl')) {
    const numbers = `${machine.keyctl} ${machine.prctl}`;
    found.push({ by: 'perl', numbers, filter: filterFor(machine).toString('hex') });
  }
  if (isInstalled('keyctl')) found.push({ by: 'keyctl' });
  return [...found, { by: 'nothing' }];
}

/**
 * What is open; nothing where all is closed.
 *
 * @param failures what better ones came to that were tried
 */
export function openness({ by }: Confinement, failures: readonly string[]): string[] {
  if (by === 'perl') return [];
  const why = failures.length > 0 ? failures.join('; ') : 'that needs perl, on x64 or arm64';
  const keys = by === 'keyctl' ? '' : ', and the session keyring of this process can be reached';
  return [`no system call is filtered in a sandbox, AF_VSOCK is open in it${keys}: ${why}`];
}

/**
 * For `perl -e`: an anonymous session keyring instead of the one inherited, the filter, then the rest of the arguments as
 * a program. KEYCTL_JOIN_SESSION_KEYRING is 1; PR_SET_SECCOMP is 22, SECCOMP_MODE_FILTER 2; see keyctl(2), prctl(2).
 */
export const confine = `
my ($numbers, $filter) = (shift, pack("H*", shift));
my ($keyctl, $prctl) = split / /, $numbers;
syscall($keyctl + 0, 1, 0) >= 0 or $!{ENOSYS} or $!{EPERM} or die "failed at: a keyring of its own: $!\\n";
my $program = pack("S x6 P", length($filter) / 8, $filter);
syscall($prctl + 0, 22, 2, $program) == 0 or die "failed at: filtering system calls: $!\\n";
exec @ARGV or die "failed at: starting $ARGV[0]: $!\\n";
`;

export function isInstalled(tool: string): boolean {
  return SYSTEM_PATH.split(':').some((folder) => fs.existsSync(path.join(folder, tool)));
}
