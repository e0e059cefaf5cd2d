import fs from 'node:fs';

export function isWritable(file: string | Buffer): boolean {
  try {
    fs.accessSync(file, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
