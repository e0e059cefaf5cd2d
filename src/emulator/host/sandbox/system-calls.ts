/** What a machine's kernel calls things. */
export type Numbers = {
  /** AUDIT_ARCH_… */
  audit: number;
  socket: number;
  /**
   * Keys (add_key, request_key, keyctl), and what has been a way out of containers: perf_event_open, open_by_handle_at, bpf,
   * userfaultfd, io_uring. Docker's profile refuses them too.
   */
  refused: readonly number[];
  /** From which number on calls belong to another set, as those of x32. */
  otherSets?: number;
};

const LOAD = 0x20;
const IS = 0x15;
const IS_AT_LEAST = 0x35;
const RETURN = 0x06;
const ALLOWED = 0x7fff0000;
const refusedWith = (code: number) => 0x00050000 | code;
const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;
const VSOCK = 40;
const ALG = 38;

/**
 * A filter of system calls for the kernel (a program of classic BPF over struct seccomp_data), little endian: refuses those
 * of {@link Numbers}, sockets to hypervisors and of its cryptography, and all calls of other machines' sets.
 *
 * @see https://docs.kernel.org/userspace-api/seccomp_filter.html
 */
export function filterFor({ audit, socket, refused, otherSets }: Numbers): Buffer {
  const returns = (value: number) => instruction(RETURN, 0, 0, value);
  return Buffer.concat([
    instruction(LOAD, 0, 0, 4),
    instruction(IS, 1, 0, audit),
    returns(refusedWith(ENOSYS)),
    instruction(LOAD, 0, 0, 0),
    ...(otherSets === undefined
      ? []
      : [instruction(IS_AT_LEAST, 0, 1, otherSets), returns(refusedWith(ENOSYS))]),
    ...refused.flatMap((call) => [instruction(IS, 0, 1, call), returns(refusedWith(EPERM))]),
    instruction(IS, 0, 5, socket),
    instruction(LOAD, 0, 0, 16),
    ...[VSOCK, ALG].flatMap((family) => [
      instruction(IS, 0, 1, family),
      returns(refusedWith(EAFNOSUPPORT)),
    ]),
    returns(ALLOWED),
  ]);
}

function instruction(code: number, yes: number, no: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes[2] = yes;
  bytes[3] = no;
  bytes.writeUInt32LE(value >>> 0, 4);
  return bytes;
}
