// Writes release/, all that a release holds: npm run release
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { prepareRelease } from './wrappers/release-files.ts';

const root = resolve(import.meta.dirname, '..');
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

// A release names the commit that it is of, so it can be of nothing else.
const changed = git('status', '--porcelain');
if (changed !== '') throw new Error(`a release is made of what is committed:\n${changed}`);
const names = await prepareRelease(root, resolve(root, 'release'), git('rev-parse', 'HEAD'));
console.log(names.map((name) => `release/${name}`).join('\n'));
