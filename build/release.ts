// Writes release/, all that a release holds: npm run release -- node:24@sha256:…
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { prepareRelease } from './wrappers/release-files.ts';

const root = resolve(import.meta.dirname, '..');
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

// A release names the commit that it is of, so it can be of nothing else.
const changed = git('status', '--porcelain');
if (changed !== '') throw new Error(`a release is made of what is committed:\n${changed}`);
// No registry is asked here: who makes the release sees what its components will run in.
const [image = ''] = process.argv.slice(2);
if (!/^[\w./:-]+@sha256:[0-9a-f]{64}$/.test(image))
  throw new Error(
    `the components need an image by its digest, not "${image}": npm run release -- "node:24@$(docker buildx imagetools inspect node:24 --format '{{.Manifest.Digest}}')"`,
  );
const commit = git('rev-parse', 'HEAD');
const names = await prepareRelease(root, resolve(root, 'release'), { commit, image });
console.log(names.map((name) => `release/${name}`).join('\n'));
