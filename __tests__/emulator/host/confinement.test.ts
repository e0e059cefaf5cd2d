import { describe, expect, test } from '@jest/globals';
import { confinements, openness } from '../../../src/emulator/host/sandbox/confinement.ts';
import { filterFor } from '../../../src/emulator/host/sandbox/system-calls.ts';

const x64 = 0xc000003e;
const filter = filterFor({ audit: x64, socket: 41, refused: [250], otherSets: 0x40000000 });

/** Runs a program of classic BPF as the kernel does, as far as filters of system calls go. */
function run(program: Buffer, [call, audit, first]: readonly [number, number, number]): number {
  const data: Record<number, number> = { 0: call, 4: audit, 16: first };
  let held = 0;
  for (let at = 0; at < program.length; at += 8) {
    const [code, value] = [program.readUInt16LE(at), program.readUInt32LE(at + 4)];
    const [yes = 0, no = 0] = [program[at + 2], program[at + 3]];
    if (code === 0x20) held = data[value] ?? 0;
    else if (code === 0x15) at += 8 * (held === value ? yes : no);
    else if (code === 0x35) at += 8 * (held >= value ? yes : no);
    else return value;
  }
  throw new Error('the filter has no end');
}

describe('the filter of system calls', () => {
  const errno = (code: number) => 0x50000 + code;
  test.each<[string, [number, number, number], number]>([
    ['lets a file be read', [0, x64, 3], 0x7fff0000],
    ['lets the network be used', [41, x64, 2], 0x7fff0000],
    ['refuses sockets to the hypervisor', [41, x64, 40], errno(97)],
    ['refuses sockets of the kernel’s cryptography', [41, x64, 38], errno(97)],
    ['refuses keys', [250, x64, 0], errno(1)],
    ['knows no calls of x32', [0x40000000, x64, 0], errno(38)],
    ['knows no calls of another machine', [0, 0x40000003, 0], errno(38)],
  ])('%s', (_, call, answer) => expect(run(filter, call)).toBe(answer));
});

test('where it cannot be had, the report says what is open and why', () => {
  expect(confinements('riscv64').at(-1)).toEqual({ by: 'nothing' });
  expect(openness({ by: 'nothing' }, [])).toEqual([
    'no system call is filtered in a sandbox, AF_VSOCK is open in it, and the session keyring of this process can be reached: that needs perl, on x64 or arm64',
  ]);
  expect(openness({ by: 'keyctl' }, ['the host ended: no'])).toEqual([
    'no system call is filtered in a sandbox, AF_VSOCK is open in it: the host ended: no',
  ]);
});
