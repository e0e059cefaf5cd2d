import { resolve } from 'node:path';

export const repository = resolve(import.meta.dirname, '..');
const dist = resolve(repository, 'dist/index.cjs');

/** The command line of the bundle. */
export const fanout = (...args: string[]) => [process.execPath, dist, ...args];
