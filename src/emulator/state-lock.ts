import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes a state folder for this process, and gives what gives it back. Rejects where another process that still runs has
 * it: the two would write over each other.
 */
export async function takeFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'in-use');
  const take = () => writeFile(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
  try {
    await take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const pid = Number(await readFile(file, 'utf8'));
    if (isRunning(pid)) {
      throw new Error(
        `the process ${pid} keeps its state in ${folder}; end it, or remove ${file} if it is not an emulator`,
        { cause: error },
      );
    }
    // Whoever had it has not ended in order.
    await rm(file, { force: true });
    await take();
  }
  return () => rm(file, { force: true });
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
