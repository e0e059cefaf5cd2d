import { statfs } from 'node:fs/promises';

/** What a host may use up. */
export type Limits = {
  /** Processes and threads of each user of a host; of all of them where the kernel counts by namespace (Linux 6.14). */
  processes: number;
  /** What one process may have of its own in memory, in MiB. */
  memory: number;
  /** How long one file may be, in MiB. What is held in memory for a host has the same limit in all. */
  file: number;
  /** What must stay free of the disk that a host writes to, in MiB: it is ended where less is left. */
  free: number;
};

export const defaultLimits: Limits = { processes: 4096, memory: 4096, file: 4096, free: 256 };

const MIB = 1024 * 1024;
const OFTEN = 250;

/**
 * Looks again and again at the disk of a folder, and tells once in words when too little is free. No quota can be set without
 * being root, and not on every file system. Gives what ends it.
 */
export function watchDisk(
  folder: string,
  { free }: Limits,
  tell: (why: string) => void,
): () => void {
  const timer = setInterval(() => {
    statfs(folder).then(
      ({ bavail, bsize }) => {
        if (bavail * bsize >= free * MIB) return;
        clearInterval(timer);
        tell(`less than ${free} MiB were left on the disk that hosts write to`);
      },
      // The folder is gone, and with it the host.
      () => clearInterval(timer),
    );
  }, OFTEN);
  timer.unref();
  return () => clearInterval(timer);
}
