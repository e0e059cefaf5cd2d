import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageTool } from './teamcity-tool.ts';

/**
 * Writes everything that a release holds into a new folder, and gives the names: the files of dist/, the components of
 * GitLab with commit, checksum and image filled in, the tool of TeamCity, what it was made from (CycloneDX), and checksums of all.
 */
export async function prepareRelease(
  root: string,
  to: string,
  { commit, image }: { commit: string; image: string },
): Promise<string[]> {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(join(root, 'dist')))
    write(to, name, readFileSync(join(root, 'dist', name)));
  const sha256 = hash(readFileSync(join(root, 'dist/index.cjs')));
  for (const name of ['fanout', 'package']) {
    const path = `templates/${name}/template.yml`;
    write(to, path, filled(readFileSync(join(root, path), 'utf8'), { commit, sha256, image }));
  }
  write(to, 'teamcity-meta-runner.xml', readFileSync(join(root, 'teamcity-meta-runner.xml')));
  await packageTool(root, join(to, 'codedeploy-fanout.zip'));
  write(to, 'sbom.cdx.json', materials(root));
  const names = filesBelow(to);
  const sums = names.map((name) => `${hash(readFileSync(join(to, name)))}  ${name}\n`);
  write(to, 'SHA256SUMS', sums.join(''));
  return [...names, 'SHA256SUMS'];
}

/** The component with the commit, checksum and image of this release where a pipeline names none. */
function filled(text: string, release: { commit: string; sha256: string; image: string }): string {
  const { commit, sha256, image } = release;
  const values = { 'tool-commit': commit, 'tool-sha256': sha256, image };
  return Object.entries(values).reduce((result, [name, value]) => {
    const place = new RegExp(
      `(\\n    ${name}:\\n      description: .*\\n)(?:      default: ""\\n)?`,
    );
    if (!place.test(result)) throw new Error(`the component has no input "${name}" to fill in`);
    return result.replace(place, `$1      default: "${value}"\n`);
  }, text);
}

/** What is bundled or used to build, as npm reads it from the lock. */
function materials(root: string): string {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  return execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

function write(folder: string, name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
